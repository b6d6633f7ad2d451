"""The site around the pages: logo, style, a closed portal, an API prefix."""

from plone import api
from plone.formwidget.namedfile.converter import b64encode_file
from tests.functional.recipient.headers import wears_headers

import pytest
import re
import transaction


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"


def put_logo(data):
    api.portal.set_registry_record("plone.site_logo", b64encode_file("logo.png", data))
    transaction.commit()


@pytest.mark.parametrize(("data", "kind"), [(PNG, "image/png"), (SVG, "image/svg+xml")])
def test_the_logo_is_served_and_can_run_nothing(site, reader, share, data, kind):
    put_logo(data)
    source = re.search(r'<img[^>]*src="([^"]+)"', reader.get(share.token).text)[1]
    assert source.endswith("/@@external-share/logo")
    answer = reader.get("logo")
    assert (answer.status_code, answer.content) == (200, data)
    assert answer.headers["Content-Type"].split(";")[0] == kind
    assert wears_headers(answer)
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_without_a_usable_logo_there_is_the_title_alone(site, reader, share):
    api.portal.set_registry_record("plone.site_title", "Example Works")
    put_logo(b"<html><script>alert(1)</script></html>")
    page = reader.get(share.token).text
    assert "<img" not in page
    assert "<b>Example Works</b>" in page
    assert reader.get("logo").status_code == 404


def test_the_pages_work_on_a_site_that_is_closed_to_visitors(site, reader, sharing, share):
    for permission in ("View", "Access contents information"):
        site.manage_permission(permission, ["Manager"], 0)
    put_logo(PNG)
    reader.enter(sharing)
    assert reader.get("logo").status_code == 200
    page = reader.get(f"d/{share.id}").text
    style = re.search(r'<link href="([^"]+recipient\.css[^"]*)"', page)[1]
    answer = reader.get(reader.base.removesuffix("/plone") + style)
    assert answer.status_code == 200
    assert "text/css" in answer.headers["Content-Type"]
    assert reader.get(reader.fetch(share)).content.startswith(b"%PDF-")


def test_pages_load_nothing_from_elsewhere_and_run_nothing(site, reader, sharing, share):
    put_logo(PNG)
    seen = [reader.get(share.token), reader.get("none"), reader.get()]
    reader.ask()
    seen.append(reader.get(f"{share.token}/code"))
    reader.give(sharing.code())
    seen += [reader.get(), reader.get("about"), reader.get(f"d/{share.id}")]
    for page in seen:
        assert "<h1" in page.text, page.url
        assert not re.search(r"<script|<style|\son\w+=|style=|javascript:", page.text)
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text)


@pytest.mark.parametrize("accept", ["application/json", "*/*", "text/html"])
@pytest.mark.parametrize("prefix", ["++api++/@@external-share", "++api++/external-share"])
def test_below_the_api_prefix_and_for_api_clients_the_pages_are_the_same(
    reader, share, accept, prefix
):
    for path in (share.token, "none", ""):
        answer = reader.get(f"{reader.base}/{prefix}/{path}", headers={"Accept": accept})
        assert answer.content == reader.get(path).content
        assert wears_headers(answer)


def test_the_notice_and_the_contact_of_the_site_are_shown_as_text(site, reader):
    api.portal.set_registry_record(
        "collective.externalshare.privacy_notice", "We <b>keep</b> records.\n\nFor a year."
    )
    api.portal.set_registry_record("collective.externalshare.contact", "dpo@example.org")
    transaction.commit()
    page = reader.get("about").text
    assert "We &lt;b&gt;keep&lt;/b&gt; records." in page
    assert "dpo@example.org" in page
    assert "dpo@example.org" in reader.get("none").text


def test_words_of_senders_are_text_and_nothing_else(inside, sharing, document):
    shared = sharing.share(message="<script>alert(1)</script>\n${7*7} {7*7}")
    page = inside.get(f"d/{shared.id}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "${7*7} {7*7}" in page
