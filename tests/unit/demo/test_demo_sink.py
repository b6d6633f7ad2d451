"""The mail server and its folder: every mail a whole file, in the order of arrival."""

from collective.externalshare.demo.sink import MailFolder
from collective.externalshare.demo.sink import MailServer
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest
import smtplib


NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def server(tmp_path):
    server = MailServer(MailFolder(tmp_path / "mail"))
    server.start()
    yield server
    server.stop()


def names(folder):
    return sorted(found.name for found in folder.path.iterdir())


def test_a_mail_is_kept_byte_for_byte(tmp_path):
    folder = MailFolder(tmp_path)

    name = folder.keep(b"Subject: \xff\r\n\r\nbody\r\n", NOW)

    assert (tmp_path / name).read_bytes() == b"Subject: \xff\r\n\r\nbody\r\n"
    assert names(folder) == [name]


def test_names_sort_by_arrival_even_when_the_clock_stands_or_goes_back(tmp_path):
    folder = MailFolder(tmp_path)

    made = [folder.keep(b"", NOW + timedelta(seconds=late)) for late in (0, 0, -5, 1)]

    assert names(folder) == made


def test_a_new_server_goes_on_after_the_old_mails(tmp_path):
    first = MailFolder(tmp_path).keep(b"", NOW)

    second = MailFolder(tmp_path).keep(b"", NOW - timedelta(days=1))

    assert second > first


def test_a_foreign_file_in_the_folder_does_no_harm(tmp_path):
    (tmp_path / "zzz.eml").write_bytes(b"")

    assert MailFolder(tmp_path).keep(b"", NOW).startswith("20261121T120000")


def test_the_server_delivers_into_the_folder(server, tmp_path):
    with smtplib.SMTP(server.host, server.port) as client:
        client.sendmail("a@example.org", ["b@example.org"], "Subject: One\r\n\r\nHello\r\n")

    (delivered,) = (tmp_path / "mail").iterdir()
    assert delivered.suffix == ".eml"
    assert delivered.read_bytes() == b"Subject: One\r\n\r\nHello\r\n"


def test_a_mail_that_cannot_be_stored_is_asked_for_again(server, tmp_path):
    (tmp_path / "mail").rmdir()

    with (
        smtplib.SMTP(server.host, server.port) as client,
        pytest.raises(smtplib.SMTPDataError) as answer,
    ):
        client.sendmail("a@example.org", ["b@example.org"], "Subject: One\r\n\r\nHello\r\n")

    assert answer.value.smtp_code == 451
