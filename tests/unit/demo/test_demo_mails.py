"""The mails page: it shows the mails, nothing else, and lets none of them do anything."""

from collective.externalshare.demo.mailbox import Mailbox
from collective.externalshare.demo.mailbox import parse_mail
from collective.externalshare.demo.mails import MailsPage
from collective.externalshare.demo.mails_html import linked
from email.message import EmailMessage

import pytest


FIRST = "20261121T120000-000001.eml"
SECOND = "20261121T120000-000002.eml"
EVIL = '"><script>alert(1)</script>'


def mail(subject="Hello", text="Hello", html="", to="Rosa Lindt <rosa@example.org>"):
    message = EmailMessage()
    message["From"] = "Example Works <documents@example.org>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Sat, 21 Nov 2026 12:00:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


class Asked:
    """One answer of the page."""

    def __init__(self, page, path, **environ):
        base = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "HTTP_HOST": "localhost:8080",
            "REMOTE_ADDR": "127.0.0.1",
        }
        self.body = b"".join(page({**base, **environ}, self._start)).decode()

    def _start(self, status, headers):
        self.status = int(status[:3])
        self.headers = dict(headers)


def behind(_environ, start_response):
    start_response("200 OK", [("X-From", "Zope")])
    return [b"the site"]


@pytest.fixture
def page(tmp_path):
    return MailsPage(behind, Mailbox(tmp_path), "http://localhost:8080/Plone", "mark")


def test_everything_else_goes_to_the_site_unchanged(page):
    for path in ("/", "/Plone/mails", "/mailsx", ""):
        answer = Asked(page, path)
        assert (answer.body, answer.headers) == ("the site", {"X-From": "Zope"})


def test_without_mail_the_page_says_so_and_looks_again(page):
    answer = Asked(page, "/mails")

    assert "No mail yet" in answer.body
    assert 'http-equiv="refresh"' in answer.body
    assert answer.headers["X-Externalshare-Demo"] == "mark"


def test_mails_are_listed_newest_first_and_the_newest_is_shown(page, tmp_path):
    (tmp_path / FIRST).write_bytes(mail(subject="Older", text="old text"))
    (tmp_path / SECOND).write_bytes(mail(subject="Newer", text="new text"))

    body = Asked(page, "/mails").body

    assert body.index("Newer") < body.index("Older")
    assert "new text" in body
    assert "old text" not in body
    assert 'http-equiv="refresh"' not in body


def test_a_chosen_mail_is_shown_with_its_links_clickable(page, tmp_path):
    (tmp_path / FIRST).write_bytes(mail(text="Open http://localhost:8080/Plone/x?a=1&b=2."))

    body = Asked(page, f"/mails/{FIRST}").body

    assert (
        '<a href="http://localhost:8080/Plone/x?a=1&amp;b=2" target="_blank" rel="noopener">'
        "http://localhost:8080/Plone/x?a=1&amp;b=2</a>." in body
    )
    assert "Rosa Lindt &lt;rosa@example.org&gt;" in body


def test_every_value_of_a_mail_is_escaped(page, tmp_path):
    raw = f"From: {EVIL}\nTo: {EVIL}\nReply-To: {EVIL}\nDate: {EVIL}\nSubject: {EVIL}\n\n{EVIL}\n"
    (tmp_path / FIRST).write_bytes(raw.encode())

    for path in ("/mails", f"/mails/{FIRST}"):
        assert "<script" not in Asked(page, path).body


def test_a_name_in_the_address_is_never_echoed(page):
    answer = Asked(page, "/mails/<script>.eml")

    assert answer.status == 404
    assert "<script" not in answer.body


def test_the_html_part_is_shown_in_a_sandbox_only(page, tmp_path):
    (tmp_path / FIRST).write_bytes(mail(html="<script>alert(1)</script><b>Hello</b>"))

    around = Asked(page, f"/mails/{FIRST}", QUERY_STRING="view=html")
    inside = Asked(page, f"/mails/{FIRST}/frame")

    assert "<script" not in around.body
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in around.body
    policy = inside.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-popups allow-popups-to-escape-sandbox;")
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
    assert '<base target="_blank">' in inside.body


@pytest.mark.parametrize(
    "name", ["../mark", "..", ".hidden.eml", "mark", "x/../mark.eml", "%2e%2e/a.eml", "a\x00.eml"]
)
def test_nothing_but_a_mail_of_the_folder_is_shown(page, tmp_path, name):
    (tmp_path.parent / "mark").write_text("secret")
    (tmp_path / "mark").write_text("secret")
    (tmp_path / ".hidden.eml").write_text("secret")

    answer = Asked(page, f"/mails/{name}")

    assert answer.status == 404
    assert "secret" not in answer.body


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8080", "", "[", "a@b:1"])
def test_a_foreign_name_for_this_machine_gets_nothing(page, tmp_path, host):
    (tmp_path / FIRST).write_bytes(mail(text="1234 5678"))

    answer = Asked(page, "/mails", HTTP_HOST=host)

    assert answer.status == 403
    assert "1234 5678" not in answer.body


def test_another_machine_gets_nothing(page):
    assert Asked(page, "/mails", REMOTE_ADDR="192.0.2.7").status == 403


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:8080"])
def test_this_machine_has_three_names(page, host):
    assert Asked(page, "/mails", HTTP_HOST=host).status == 200


def test_only_looking_is_allowed(page):
    assert Asked(page, "/mails", REQUEST_METHOD="POST").status == 405
    head = Asked(page, "/mails", REQUEST_METHOD="HEAD")
    assert (head.status, head.body) == (200, "")


def test_the_style_is_there(page):
    answer = Asked(page, "/mails/style.css")

    assert answer.headers["Content-Type"].startswith("text/css")
    assert "prefers-color-scheme: dark" in answer.body


def test_every_answer_forbids_scripts_and_storing(page, tmp_path):
    (tmp_path / FIRST).write_bytes(mail(html="<p>Hello</p>"))

    for path in ("/mails", f"/mails/{FIRST}", f"/mails/{FIRST}/frame", "/mails/none"):
        headers = Asked(page, path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "script-src" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_only_web_addresses_become_links():
    assert linked("javascript:alert(1) <b>") == "javascript:alert(1) &lt;b&gt;"
    assert linked("(see https://example.org/a)") == (
        '(see <a href="https://example.org/a" target="_blank" rel="noopener">'
        "https://example.org/a</a>)"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: =?utf-8?b?////?=\n\n\xff",
        b"Content-Type: text/plain; charset=nonsense\n\n\xffx",
        b"Content-Type: text/html; charset=nonsense\n\n\xffx",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
        b'To: =?utf-8?q?=00?= <a@b>, "\nDate: never\nSubject: \n\n',
    ],
)
def test_a_broken_mail_is_shown_all_the_same(page, tmp_path, data):
    (tmp_path / FIRST).write_bytes(data)

    assert parse_mail(FIRST, data).name == FIRST
    assert Asked(page, "/mails").status == 200


def test_a_mail_older_than_the_list_can_still_be_read(page, tmp_path):
    for number in range(205):
        (tmp_path / f"20261121T120000-{number:06}.eml").write_bytes(mail(subject=f"No {number}."))

    body = Asked(page, "/mails/20261121T120000-000000.eml").body

    assert "<h1>No 0.</h1>" in body
    assert "No 1." not in body
