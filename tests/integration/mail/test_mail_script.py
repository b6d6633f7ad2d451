"""The console script, as a process of its own on a real zope.conf."""

from zc.lockfile import LockFile

import pytest
import signal
import subprocess
import sys


CONF = """\
%define INSTANCE {folder}
instancehome $INSTANCE
<zodb_db main>
  mount-point /
  <filestorage>
    path $INSTANCE/Data.fs
  </filestorage>
</zodb_db>
"""
SITE = """\
<configure xmlns="http://namespaces.zope.org/zope">
  <include package="Products.Five" />
</configure>
"""
COMMAND = [sys.executable, "-m", "collective.externalshare.mail.script"]


@pytest.fixture
def conf(tmp_path):
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "site.zcml").write_text(SITE)
    path = tmp_path / "etc" / "zope.conf"
    path.write_text(CONF.format(folder=tmp_path))
    return path


def run(*arguments):
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120
    )


def test_once_ends_with_one_line(conf):
    ended = run(conf, "--once")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == (
        "0 sent, 0 to be tried again, 0 given up, 0 no longer needed; 0 waiting.\n"
    )


def test_a_bad_path_is_a_sentence_and_2():
    ended = run("/nowhere/zope.conf", "--once")
    assert ended.returncode == 2
    assert "there is no file /nowhere/zope.conf" in ended.stderr


def test_a_broken_configuration_is_a_sentence_and_2(conf):
    conf.write_text("nonsense true\n")
    ended = run(conf, "--once")
    assert ended.returncode == 2
    assert "cannot be used" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_database_in_use_is_a_sentence_and_1(conf, tmp_path):
    lock = LockFile(str(tmp_path / "Data.fs.lock"))
    try:
        ended = run(conf, "--once")
    finally:
        lock.close()
    assert ended.returncode == 1
    assert "in use by another process" in ended.stderr


def test_it_ends_in_order_when_told_to(conf):
    process = subprocess.Popen([*COMMAND, str(conf)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline().startswith("Sending")
        process.send_signal(signal.SIGTERM)
        said, _nothing = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0
    assert said.endswith("0 waiting.\n")
