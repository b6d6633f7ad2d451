"""A quiet moment sweeps the site."""

from collective.externalshare.mail.idle import Idle
from collective.externalshare.mail.reply import Trouble
from collective.externalshare.model.limits import Window
from collective.externalshare.services.ports import ports_for
from collective.externalshare.vocabularies import MAIL_TROUBLES
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import TEST_USER_ID
from zope.event import notify


def test_a_quiet_moment_forgets_what_is_over(portal, clock):
    ports = ports_for(portal)
    ports.store.windows["old"] = Window(1)

    notify(Idle(portal))

    assert "old" not in ports.store.windows


def test_a_quiet_moment_of_a_site_without_the_add_on_does_nothing(portal):
    store = ports_for(portal).store
    store.windows["old"] = Window(1)
    store.installed = False

    notify(Idle(portal))

    assert "old" in store.windows


def test_a_quiet_moment_notes_whose_account_is_gone(portal, clock):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    api.user.create("zoe@example.org", "zoe", "a long secret")
    ports = ports_for(portal)
    for sender in ("zoe", "nobody", SITE_OWNER_NAME):
        ports.store.by_sender.add(sender, "0" * 48)
    notify(Idle(portal))
    assert list(ports.store.journal.marks.gone) == []
    clock.pass_time(hours=5)
    notify(Idle(portal))
    assert list(ports.store.journal.marks.gone) == ["nobody"]
    api.user.delete("zoe")
    api.user.create("nobody@example.org", "nobody", "a long secret")
    notify(Idle(portal))
    assert list(ports.store.journal.marks.gone) == ["zoe"]


def test_every_trouble_of_a_mail_has_words():
    assert set(Trouble) <= set(MAIL_TROUBLES)
