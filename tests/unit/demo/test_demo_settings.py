"""What the environment may say, and the sentence for what it may not."""

from collective.externalshare.demo.instance import lock_folder
from collective.externalshare.demo.instance import prepare_environment
from collective.externalshare.demo.main import main
from collective.externalshare.demo.settings import check_port
from collective.externalshare.demo.settings import DemoRefusal
from collective.externalshare.demo.settings import disk_in_words
from collective.externalshare.demo.settings import free_port
from collective.externalshare.demo.settings import prepare_folder
from collective.externalshare.demo.settings import read_settings
from collective.externalshare.storage.keys import outside_keys

import errno
import os
import pytest
import socket


def test_an_empty_environment_gives_the_documented_defaults():
    settings = read_settings({})

    assert settings.site_url == "http://localhost:8080/Plone"
    assert settings.folder.parts[-2:] == ("var", "demo")
    assert (settings.admin_name, settings.admin_password) == ("admin", "admin-demo")


def test_an_empty_value_counts_as_unset():
    assert read_settings({"PORT": "", "DEMO_DIR": "", "DEMO_ADMIN": ""}) == read_settings({})


def test_a_password_may_hold_a_colon():
    assert read_settings({"DEMO_ADMIN": "root:se:cret"}).admin_password == "se:cret"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "80 80", "٨٠", "9" * 5_000])
def test_a_bad_port_is_named(port):
    with pytest.raises(DemoRefusal, match="PORT must be a number"):
        read_settings({"PORT": port})


@pytest.mark.parametrize("pair", ["admin", ":secret", "ad min:secret", "admin:", "admin:1234"])
def test_a_bad_admin_is_named_without_repeating_the_password(pair):
    with pytest.raises(DemoRefusal, match=r"DEMO_ADMIN must be user:password") as refusal:
        read_settings({"DEMO_ADMIN": pair})

    assert pair not in str(refusal.value)


def test_a_port_in_use_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]

        with pytest.raises(DemoRefusal, match=f"Port {port} is in use"):
            check_port(port)


def test_a_free_port_is_free():
    check_port(free_port())


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(DemoRefusal, match="cannot be written"):
        prepare_folder(tmp_path / "file" / "demo")


def half_a_site(folder):
    with disk_in_words(folder):
        try:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            raise ValueError("half a site") from error


def test_a_full_disk_is_named_however_deep_it_was_found_out(tmp_path):
    with pytest.raises(DemoRefusal, match=f"DEMO_DIR {tmp_path} cannot be written: No space left"):
        half_a_site(tmp_path)


def test_other_errors_stay_what_they_are(tmp_path):
    with pytest.raises(FileNotFoundError), disk_in_words(tmp_path):
        (tmp_path / "missing").read_bytes()


def test_the_key_of_links_is_made_once_and_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "")
    monkeypatch.setenv("EXTERNALSHARE_KEY_FILE", "")
    monkeypatch.setenv("EXTERNALSHARE_SENDER", "")
    monkeypatch.setenv("EXTERNALSHARE_SEAL_LOG", "")
    monkeypatch.setenv("zope_i18n_compile_mo_files", "true")
    (tmp_path / "links.part").write_bytes(b"")  # somebody was interrupted here

    prepare_environment(tmp_path)
    path = tmp_path / "links.key"
    made = path.read_bytes()
    monkeypatch.setenv("EXTERNALSHARE_KEY_FILE", "")
    prepare_environment(tmp_path)

    assert outside_keys({"EXTERNALSHARE_KEY_FILE": str(path)})
    assert path.read_bytes() == made
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_belongs_to_one_demonstration_at_a_time(tmp_path):
    with lock_folder(tmp_path), pytest.raises(DemoRefusal, match="Another demonstration"):
        lock_folder(tmp_path)

    lock_folder(tmp_path).close()


def test_a_refusal_is_one_sentence_and_status_two(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "none")

    assert main([]) == 2
    assert capsys.readouterr().err == "PORT must be a number from 1 to 65535, not 'none'.\n"


def test_asking_for_help_starts_nothing(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "DEMO_DIR (var/demo)" in capsys.readouterr().out
