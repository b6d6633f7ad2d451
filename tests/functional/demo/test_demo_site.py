"""The demonstration as a newcomer meets it: started as a program, used over HTTP and SMTP."""

from collective.externalshare.demo.people import READER
from collective.externalshare.demo.places import DRAFT
from collective.externalshare.demo.places import DRAFTS
from collective.externalshare.demo.places import IMPOSTOR
from collective.externalshare.demo.places import LOCKED
from collective.externalshare.demo.places import MANUAL
from collective.externalshare.demo.places import PROCEDURE
from collective.externalshare.demo.places import PUBLISHED
from collective.externalshare.demo.places import REQUIREMENTS
from collective.externalshare.demo.settings import free_port
from email.parser import BytesParser
from ipaddress import ip_address
from tests.functional.demo.conftest import ADMIN
from tests.functional.demo.conftest import Demo
from tests.functional.demo.conftest import EDITOR_LOGIN

import pikepdf
import psutil
import pytest
import re
import requests
import smtplib
import time


def test_the_guide_has_log_ins_and_links(demo):
    said = demo.said()

    for expected in (f"{demo.site}/login", f"{demo.base}/mails", *ADMIN, *EDITOR_LOGIN):
        assert expected in said
    assert "Syntax" not in said


def test_every_link_of_the_guide_answers(demo):
    links = set(re.findall(r"http://\S+", demo.said()))
    assert len(links) > 3
    for link in links:
        answer = requests.get(link, auth=ADMIN, timeout=60)
        assert (answer.status_code, answer.url) == (200, link), link


def test_the_guide_leads_to_why_a_document_cannot_be_shared(demo):
    (link,) = re.findall(r"http://\S+external-sharing", demo.said())

    assert "is not a PDF, whatever its name says" in requests.get(link, auth=ADMIN, timeout=60).text


def test_the_site_is_themed_and_welcomes(demo):
    page = requests.get(demo.site, timeout=60)

    assert page.status_code == 200
    assert "Welcome to Example Works" in page.text
    assert "++theme++barceloneta" in page.text


def test_the_server_listens_on_loopback_only(demo):
    """Asked of the system, since a machine may have no other address to try."""
    listening = {
        ip_address(one.laddr.ip)
        for one in psutil.net_connections("inet")
        if one.status == psutil.CONN_LISTEN and one.laddr.port == demo.port
    }
    assert listening
    assert all(address.is_loopback for address in listening)


@pytest.mark.parametrize(
    ("path", "kind", "state"),
    [
        (PUBLISHED, "Folder", "published"),
        (PROCEDURE, "ControlledDocument", "published"),
        (MANUAL, "File", None),
        (REQUIREMENTS, "ControlledDocument", "published"),
        (LOCKED, "File", None),
        (IMPOSTOR, "File", None),
        (DRAFTS, "Folder", "private"),
        (DRAFT, "File", None),
    ],
)
def test_the_sample_content_is_there_in_its_state(demo, path, kind, state):
    item = demo.get(path).json()

    assert (item["@type"], item["review_state"]) == (kind, state)


@pytest.mark.parametrize("path", [MANUAL, LOCKED, IMPOSTOR, DRAFT])
def test_every_file_claims_to_be_a_pdf(demo, path):
    assert demo.get(path).json()["file"]["content-type"] == "application/pdf"


def test_the_second_revision_of_the_procedure_is_the_published_one(demo):
    address = f"{demo.site}/{PROCEDURE}/@@download/pdf"
    shown = requests.get(address, auth=(READER.login, READER.password), timeout=60).content

    assert demo.get(PROCEDURE).json()["revision"] == "B"
    assert shown == (demo.folder / "papers/QP-07-B.pdf").read_bytes()


def test_the_manual_has_two_hundred_pages(demo):
    with pikepdf.open(demo.folder / "papers/OM-400.pdf") as manual:
        assert len(manual.pages) == 200


@pytest.mark.parametrize(
    "path", [f"{PROCEDURE}/@@download/pdf", f"{MANUAL}/@@download/file", REQUIREMENTS, PUBLISHED]
)
def test_what_is_published_is_for_those_who_log_in(demo, path):
    colleague = (READER.login, READER.password)
    inside, outside = (
        requests.get(f"{demo.site}/{path}", auth=auth, allow_redirects=False, timeout=60)
        for auth in (colleague, None)
    )
    assert inside.status_code == 200
    assert (outside.status_code, b"%PDF" in outside.content) == (302, False)


def test_drafts_are_for_their_author(demo):
    assert demo.get(DRAFT, auth=EDITOR_LOGIN).status_code == 200
    assert demo.get(DRAFT, auth=(READER.login, READER.password)).status_code == 401


def test_links_lead_to_this_start(demo):
    record = demo.get("@registry/collective.externalshare.link_base", auth=ADMIN)

    assert record.json() == demo.site


def test_a_mail_of_the_site_appears_on_the_mails_page(demo):
    port = demo.get("@registry/plone.smtp_port", auth=ADMIN).json()
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail("a@example.org", ["b@example.org"], "Subject: <b>Hi</b>\r\n\r\nHello\r\n")

    page = requests.get(f"{demo.base}/mails", timeout=60).text

    assert "&lt;b&gt;Hi&lt;/b&gt;" in page


def test_a_second_demonstration_of_the_same_folder_is_refused_in_one_sentence(demo):
    second = demo.run("main", PORT=str(free_port()))

    assert second.returncode == 2
    assert second.stderr == (
        f"Another demonstration is running on {demo.folder}: end it, or choose another DEMO_DIR.\n"
    )


def test_a_port_in_use_is_refused_in_one_sentence(demo, tmp_path):
    second = demo.run("main", DEMO_DIR=str(tmp_path))

    assert second.returncode == 2
    assert second.stderr.startswith(f"Port {demo.port} is in use")
    assert second.stderr.count("\n") == 1


def test_a_second_start_keeps_the_site_and_takes_the_new_log_in_and_port(demo):
    """The last test of this module: it ends the server and starts another."""
    share_with_many(demo)
    assert demo.stop() == 0, demo.said()
    assert demo.said().endswith("The demonstration has ended.\n")
    assert "Traceback" not in demo.said()
    mails = delivered(demo)
    again = Demo(demo.folder)
    again.environment["DEMO_ADMIN"] = "keeper:another-secret"
    again.start()
    try:
        assert again.get(DRAFT, auth=("keeper", "another-secret")).status_code == 200
        assert again.get(DRAFT, auth=ADMIN).status_code == 401
        record = again.get(
            "@registry/collective.externalshare.link_base", auth=("keeper", "another-secret")
        )
        assert record.json() == again.site
        assert delivered(demo)[: len(mails)] == mails
        sent = message_ids(demo.folder, MANY)
        assert len(set(sent)) == len(sent) == MANY
        assert "did not leave" not in (demo.folder / "var/event.log").read_text()
    finally:
        again.stop()


MANY = 25


def delivered(demo):
    """Whole mails; those that are being written have another name."""
    return sorted((demo.folder / "mail").glob("*.eml"))


def share_with_many(demo):
    """More mails than leave before the server ends."""
    people = [{"email": f"reader-{number}@many.example.org"} for number in range(MANY)]
    body = {"recipients": people}
    address = f"{demo.site}/{PROCEDURE}/@external-shares"
    made = requests.post(
        address, json=body, auth=EDITOR_LOGIN, headers={"Accept": "application/json"}, timeout=60
    )
    assert made.status_code == 201, made.text


def message_ids(folder, most):
    """Of the mails to the many, as soon as there are `most` of them."""
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        mails = [BytesParser().parsebytes(path.read_bytes()) for path in folder.glob("mail/*.eml")]
        found = [mail["Message-ID"] for mail in mails if "many.example" in str(mail["To"])]
        if len(found) >= most:
            break
        time.sleep(0.2)
    return found
