"""The loop over all sites, its thread, and the quiet moments between."""

from collective.externalshare import logger
from collective.externalshare.interfaces import KeysUnusable
from collective.externalshare.mail import thread
from collective.externalshare.mail.idle import IIdle
from collective.externalshare.mail.loop import Loop
from collective.externalshare.mail.loop import sites_in
from collective.externalshare.mail.reply import Fate
from collective.externalshare.mail.script import main
from collective.externalshare.mail.script import summary
from collective.externalshare.mail.thread import SenderThread
from collective.externalshare.mail.thread import wanted
from tests.unit.mail.servers import free_port
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper
from tests.unit.mail.small import SmallFolder
from tests.unit.mail.small import SmallSite
from zope.component import provideHandler
from zope.component.hooks import getSite

import pytest
import sys
import time


@pytest.fixture
def loop(office):
    return Loop(office.open_app)


def until(true, seconds=60.0):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def test_a_round_sends_for_every_site_and_sums_up(office, server, loop):
    office.invite()
    office.invite()
    assert loop.round() == 2
    assert loop.round() == 0
    assert summary(loop) == (
        "2 sent, 0 to be tried again, 0 given up, 0 no longer needed; 0 waiting."
    )


def test_a_round_leaves_no_connection_open_and_no_site_acting(office, server, loop):
    office.invite()
    loop.round()
    assert [place["opened"] for place in office.db.connectionDebugInfo()].count(None) >= 1
    assert getSite() is None


def test_folders_are_searched_two_deep_and_big_ones_for_sites_alone(office):
    app = office.open_app()
    assert [site.getPhysicalPath() for site in sites_in(app)] == [("", "small")]
    deep = SmallFolder(one=SmallFolder(two=app))
    assert list(sites_in(deep)) == []
    others = {f"n{number}": app for number in range(200)}
    big = SmallFolder(site=office.site, **others)
    assert list(sites_in(big)) == [office.site]


def test_a_site_in_trouble_keeps_no_mail_of_another(office, server, loop, caplog):
    office.begin()
    broken = SmallSite("broken")
    broken.store.pending_mail.insert("a row that is not there")
    app = office.site._p_jar.root()["app"] = SmallFolder(a=broken, b=office.site)
    office.commit()
    office.invite()
    assert loop.round() == 1
    assert len(server.raw) == 1
    assert loop.troubled
    assert loop.round() == 0
    ours = [record.getMessage() for record in caplog.records if record.name == logger.name]
    assert len(ours) == 1, "it rests"
    assert [site.name for site in sites_in(app)] == ["broken", "small"]
    assert summary(loop).endswith("0 waiting."), "of the sites that can be asked"


def test_a_key_that_cannot_be_used_is_said_now_and_then(office, server, loop, caplog):
    office.invite()
    office.keys_problem = KeysUnusable("nowhere")
    assert [loop.round(), loop.round(), loop.round()] == [0, 0, 0]
    assert caplog.text.count("No mail leaves the outbox") == 1


def test_a_dead_server_is_asked_now_and_then_and_not_once_for_each_mail(office, loop):
    office.port = free_port()
    for _number in range(3):
        office.invite()
    assert [loop.round(), loop.round()] == [1, 0]
    hasty = Loop(office.open_app)
    hasty.long_pause = 0.0
    assert [hasty.round(), hasty.round()] == [1, 1]


def test_a_running_thread_sends_unasked(office, server, loop):
    sending = SenderThread(loop)
    sending.start()
    time.sleep(0.3)
    office.invite()
    assert until(lambda: server.raw)
    sending.leave()
    assert not sending.is_alive()


def test_the_thread_survives_whatever_goes_wrong(office, server, loop, caplog):
    loop.long_pause = 0.05
    opened = loop.open_app
    failures = [OSError("jo.meyer@example.org"), ValueError("secret")]

    def open_app():
        if failures:
            raise failures.pop()
        return opened()

    loop.open_app = open_app
    office.invite()
    sending = SenderThread(loop)
    sending.start()
    assert until(lambda: server.raw)
    sending.leave()
    ours = [record.getMessage() for record in caplog.records if record.name == logger.name]
    assert len(ours) == 2
    assert not any("jo.meyer" in line or "secret" in line for line in ours)


def test_a_quiet_moment_is_told_once_a_minute_in_a_transaction(office, loop):
    told = []

    def tidy(event):
        told.append(getSite())
        event.site.store.database_key = "tidied"

    provideHandler(tidy, (IIdle,))
    loop.round()
    loop.round()
    assert [site.getPhysicalPath() for site in told] == [("", "small")]
    assert office.store.database_key == "tidied"


def test_housekeeping_that_met_a_reader_comes_again_soon(office, loop):
    """Its next minute may be as busy, and nobody else tells what became of shares."""
    told = []

    def tidy(event):
        told.append(event.site)
        event.site.store.database_key = "tidied"
        if len(told) == 1:
            reader = office.open()
            reader.store.database_key = "read"
            reader._p_jar.transaction_manager.commit()

    provideHandler(tidy, (IIdle,))
    loop.after_conflict = 0.3
    loop.round()
    loop.round()
    assert len(told) == 1
    assert office.store.database_key == "read"
    assert until(lambda: loop.round() or len(told) == 2)
    assert office.store.database_key == "tidied"
    loop.after_conflict = 0.0
    loop.round()
    assert len(told) == 2


def test_failing_housekeeping_stops_no_mail(office, server, loop):
    def fail(event):
        event.site.store.database_key = "half done"
        raise ValueError

    provideHandler(fail, (IIdle,))
    loop.round()
    office.invite()
    loop.round()
    assert len(server.raw) == 1
    assert office.store.database_key == ""


def test_a_loop_that_is_to_end_takes_no_further_mail(office, server, loop):
    office.invite()
    loop.stop()
    assert loop.round() == 0
    assert server.raw == []


def test_once_tries_a_dead_server_once(office, loop):
    office.port = free_port()
    for _number in range(3):
        office.invite()
    loop.round(sys.maxsize)
    assert loop.outcomes == {Fate.RETRY: 1}
    assert summary(loop).endswith("3 waiting.")


def test_zope_closes_no_database_under_a_mail(office, loop):
    """Else its outcome could not be written, and it would leave again after the next start."""
    left = []

    class Database:
        def close(self):
            left.append(len(office.store.pending_mail))

    databases = [Database()]
    temper = Temper(pause=0.7)
    office.invite()
    with serving(temper) as office.port:
        sending = thread.begin(loop, databases)
        assert temper.talking.wait(8)
        for database in databases:
            database.close()
    assert left == [0]
    assert len(temper.raw) == 1
    assert not sending.is_alive()


@pytest.mark.parametrize("word", ["off", "OFF", "no", "0", "false"])
def test_the_environment_switches_the_thread_off(word, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_SENDER", word)
    assert thread.start(object()) is None


def test_a_console_sends_nothing(monkeypatch):
    monkeypatch.delitem(sys.modules, "Zope2.utilities.zconsole", raising=False)
    assert wanted({})
    monkeypatch.setitem(sys.modules, "Zope2.utilities.zconsole", object())
    assert not wanted({})


def test_the_script_names_a_missing_file(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["/nowhere/zope.conf"])
    assert ended.value.code == 2
    assert "there is no file /nowhere/zope.conf" in capsys.readouterr().err
