"""Every way in on which a sender can share or change: what each answers to a wish.

A way returns its refusal as text, or nothing when it did what was wished.
"""

from plone import api
from tests.functional.restapi.people import PASSWORD
from tests.functional.sender.conftest import Client

import html


PEOPLE = [{"email": "jo@supplier.example.org"}]


def by_form(site, client, document, **wish):
    """The form, as a browser sends it."""
    return _by_form(f"{document.absolute_url()}/@@external-sharing", wish)


def by_form_of_many(site, client, document, **wish):
    """The form for a selection of a folder, as a browser sends it."""
    folder, uid = document.aq_parent.absolute_url(), api.content.get_uuid(document)
    return _by_form(f"{folder}/@@external-sharing-many?uids={uid}", wish)


def _by_form(url, wish):
    browser = Client()
    browser.session.auth = ("editor", PASSWORD)
    browser.get(url)
    if 'name="form.buttons.preview"' not in browser.text:
        return html.unescape(browser.text)
    typed = {"recipients": "jo@supplier.example.org", "access": wish.get("access", "view")}
    if "expires_in_days" in wish:
        typed |= {"until": str(wish["expires_in_days"])}
    if "pages" in wish:
        typed |= {"pages": wish["pages"]}
    if wish.get("attach"):
        typed |= {"attached": "selected"}
    unticked = ("form.widgets.acknowledge:list",) if wish.get("acknowledge") is False else ()
    browser.press("preview", unticked, **typed)
    if 'name="form.buttons.send"' not in browser.text:
        return html.unescape(browser.text)
    browser.press("send")
    landed = ("/@@external-shares", "/@@my-external-shares")
    done = browser.answer.url.partition("?")[0].endswith(landed)
    return "" if done else html.unescape(browser.text)


def by_rest(site, client, document, **wish):
    """POST on the document."""
    return refusal(client("editor").post(site.of(document), json={"recipients": PEOPLE, **wish}))


def by_rest_on_the_site(site, client, document, **wish):
    """POST on the site, for several documents at once."""
    body = {"recipients": PEOPLE, "documents": [api.content.get_uuid(document)], **wish}
    return refusal(client("editor").post(site.shares, json=body))


def refusal(answer):
    return "" if answer.status_code in (200, 201) else answer.json()["message"]


SENDING = [by_form, by_form_of_many, by_rest, by_rest_on_the_site]
