"""Every rule on every way in: what one refuses, all refuse, in the same words."""

from collective.externalshare.model.policy import Rules
from collective.externalshare.services.ports import ports_for
from datetime import timedelta
from io import BytesIO
from plone import api
from random import Random
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.functional.restapi.ways import by_form
from tests.functional.restapi.ways import by_rest
from tests.functional.restapi.ways import by_rest_on_the_site
from tests.functional.restapi.ways import PEOPLE
from tests.functional.restapi.ways import SENDING

import pikepdf
import pytest
import transaction


def setting(name, value):
    """A rule that a setting makes."""

    def make(site, document):
        api.portal.set_registry_record(f"collective.externalshare.{name}", value)

    return make


def level(rules):
    """A rule that the document's classification makes."""

    def make(site, document):
        fti = site.portal.portal_types.File
        behaviour = "collective.externalshare.confidentiality"
        fti._updateProperty("behaviors", (*fti.behaviors, behaviour))
        setting("levels", (f"test | Test | {rules}",))(site, document)
        document.confidentiality = "test"

    return make


def folder(rules):
    """A rule that the document's folder makes."""

    def make(site, document):
        uid = api.content.get_uuid(document.aq_parent)
        ports_for(site.portal).store.set_rules_of_folder(uid, rules)

    return make


def rewritten(document, change):
    """The file of a document after a function changed what is in it."""
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        change(pdf)
        written = BytesIO()
        pdf.save(written, compress_streams=False)
    document.file = pdf_file(written.getvalue())


def large(site, document):
    """More than a megabyte on the first page."""

    def draw(pdf):
        noise = pdf.make_stream(
            Random(1).randbytes(3 * 620 * 620),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=620,
            Height=620,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
        )
        name = pdf.pages[0].add_resource(noise, pikepdf.Name.XObject)
        pdf.pages[0].contents_add(f"q 90 0 0 90 90 90 cm {name} Do Q".encode())

    rewritten(document, draw)


def loaded(site, document):
    """More than a megabyte in the file that is on no page."""

    def load(pdf):
        pdf.attachments["drawing.step"] = Random(1).randbytes(1_100_000)

    rewritten(document, load)


def both(*makes):
    """Several rules."""

    def make(site, document):
        for one in makes:
            one(site, document)

    return make


def attaching(*makes):
    """Rules of a site that sends attachments."""
    return both(setting("attachments", True), *makes)


DOWNLOAD = {"access": "download"}
ATTACHED = {"access": "download", "attach": True}
LONG = {"expires_in_days": 30}
UNASKED = {"acknowledge": False}
# The rule, what is wished against it, and how it is refused.
RULES = {
    "denied": (setting("denied_addresses", ("Supplier.example.org",)), {}, "do not allow to share"),
    "not_allowed": (setting("allowed_addresses", ("example.com",)), {}, "do not allow to share"),
    "level_prohibited": (level("prohibited"), {}, "The classification of this document"),
    "level_view": (level("view"), DOWNLOAD, "viewing in the browser only"),
    "level_days": (level("days=7"), LONG, "at most 7 days"),
    "level_to": (level("to=example.com"), {}, "do not allow to share"),
    "level_not": (level("not=supplier.example.org"), {}, "do not allow to share"),
    "level_password": (level("password"), {}, "demand a password"),
    "level_acknowledge": (level("acknowledge"), UNASKED, "demand an acknowledgement"),
    "folder_prohibited": (folder(Rules(prohibited=True)), {}, "The rules of a folder"),
    "folder_view": (folder(Rules(view_only=True)), DOWNLOAD, "viewing in the browser only"),
    "folder_days": (folder(Rules(maximum_days=7)), LONG, "at most 7 days"),
    "folder_acknowledge": (folder(Rules(acknowledge=True)), UNASKED, "demand an acknowledgement"),
    "attached_view": (attaching(), {"attach": True}, "What may only be viewed"),
    "attached_large": (
        attaching(setting("attachment_megabytes", 1), large),
        ATTACHED,
        "Together the PDFs are larger than 1 MB",
    ),
    "level_link": (attaching(level("link")), ATTACHED, "to send this as an attachment"),
    "level_approval_attached": (attaching(level("approval")), ATTACHED, "has to be approved"),
    "folder_link": (
        attaching(folder(Rules(link_only=True))),
        ATTACHED,
        "to send this as an attachment",
    ),
    "checklist": (setting("checklist", ("NDA in place",)), {}, "Confirm before sending"),
}
# Those that hold for terms, so that a change of terms meets them too.
LATER = {"expires_in_days": 60}
OF_TERMS = {
    "denied": LATER,
    "not_allowed": LATER,
    "level_view": DOWNLOAD,
    "level_days": LATER,
    "level_to": LATER,
    "level_password": LATER,
    "level_acknowledge": LATER,
    "folder_view": DOWNLOAD,
    "folder_days": LATER,
}


@pytest.fixture
def wanted(document, site, client):
    """A document that every way shares while no rule forbids it."""
    api.user.grant_roles(username="editor", roles=["Editor"], obj=document)
    transaction.commit()
    return document


@pytest.mark.parametrize("way", SENDING, ids=lambda way: way.__name__)
def test_without_rules_every_way_leads_to_a_share(site, client, wanted, way):
    assert way(site, client, wanted) == ""
    assert len(site.store.shares) == 1


@pytest.mark.parametrize("way", SENDING, ids=lambda way: way.__name__)
@pytest.mark.parametrize("rule", RULES)
def test_every_way_meets_every_rule(site, client, wanted, way, rule):
    make, wish, words = RULES[rule]
    make(site, wanted)
    transaction.commit()
    assert words in way(site, client, wanted, **wish)
    assert (len(site.store.shares), len(site.store.outbox)) == (0, 0)


@pytest.mark.parametrize("rule", OF_TERMS)
def test_a_change_of_terms_meets_the_rules_too(site, client, wanted, rule):
    assert by_rest(site, client, wanted) == ""
    (share,) = site.store.shares.values()
    share_id, before = share.id, share.terms
    RULES[rule][0](site, wanted)
    transaction.commit()
    wish = dict(OF_TERMS[rule])
    days = wish.pop("expires_in_days", None)
    if days:
        wish["expires"] = (site.clock.now() + timedelta(days=days)).isoformat()
    answer = client("editor").patch(f"{site.shares}/{share_id}", json=wish)
    assert answer.status_code == 400
    assert RULES[rule][2] in answer.json()["message"]
    assert site.store.shares[share_id].terms == before


def test_too_much_is_a_429_and_an_alert(site, client, wanted):
    """T86"""
    setting("shares_per_hour", 2)(site, wanted)
    transaction.commit()
    assert [by_rest(site, client, wanted) for _ in range(2)] == ["", ""]
    answer = client("editor").post(site.of(wanted), json={"recipients": PEOPLE})
    assert (answer.status_code, answer.json()["type"]) == (429, "TooManyRequests")
    assert answer.json()["message"].startswith("One sender may make at most 2 shares in an hour.")
    assert "at most 2 shares" in by_form(site, client, wanted)
    assert len(site.store.shares) == 2
    rows = client("site-administrator").get(f"{site.shares}/audit?action=limit.reached").json()
    assert [row["actor"]["id"] for row in rows["items"]] == ["editor"]


def test_a_confirmed_checklist_is_kept_with_the_distribution(site, admin, document):
    setting("checklist", ("NDA in place", "Classification checked"))(site, document)
    transaction.commit()
    assert admin.get(site.of(document)).json()["checklist"] == [
        "NDA in place",
        "Classification checked",
    ]
    body = {"recipients": PEOPLE, "confirmed": ["Classification checked", "NDA in place"]}
    made = admin.post(site.of(document), json=body)
    assert made.status_code == 201
    kept = site.store.distributions[made.json()["id"]]
    assert kept.confirmed == ("NDA in place", "Classification checked")
    wrong = admin.post(site.of(document), json={**body, "confirmed": "NDA in place"})
    assert wrong.status_code == 400
    assert wrong.json()["message"] == "The value of “confirmed” must be a list."


def test_the_first_share_with_a_domain_comes_with_a_warning(site, admin, document):
    first, second = (
        admin.post(site.of(document), json={"recipients": PEOPLE}).json() for _ in range(2)
    )
    (warning,) = first["warnings"]
    assert warning["warning"] == "domain_new"
    assert "supplier.example.org" in warning["title"]
    assert "warnings" not in second


ONE_MEGABYTE = attaching(setting("attachment_megabytes", 1))


@pytest.mark.parametrize("way", SENDING)
def test_what_no_copy_has_makes_no_attachment_too_large(site, client, document, way):
    both(ONE_MEGABYTE, loaded)(site, document)
    transaction.commit()
    assert way(site, client, document, **ATTACHED) == ""


@pytest.mark.parametrize("way", [by_form, by_rest, by_rest_on_the_site])
def test_a_page_of_what_is_too_large_can_be_attached(site, client, document, way):
    both(ONE_MEGABYTE, large)(site, document)
    transaction.commit()
    assert "larger than 1 MB" in way(site, client, document, **ATTACHED, pages="1")
    assert way(site, client, document, **ATTACHED, pages="2") == ""
