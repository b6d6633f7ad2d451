"""A setting that changes leaves one row, whoever changes it and by whatever way."""

from collective.externalshare.interfaces import KeysUnusable
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.services.ports import ports_for
from collective.externalshare.settings import IExternalShareSettings
from collective.externalshare.settings import PREFIX
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

import pytest


@pytest.fixture
def registry(portal):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return getUtility(IRegistry)


def rows(portal):
    return [
        (row["actor"][1], row["old"], row["new"])
        for row in ports_for(portal).store.chains[ADMINISTRATION].rows()
        if row["action"] == "settings.changed"
    ]


WAYS = {
    "by its name": lambda registry, value: registry.__setitem__(f"{PREFIX}.maximum_days", value),
    "by its record": lambda registry, value: setattr(
        registry.records[f"{PREFIX}.maximum_days"], "value", value
    ),
    "by its schema": lambda registry, value: setattr(
        registry.forInterface(IExternalShareSettings, prefix=PREFIX), "maximum_days", value
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_change_by_any_way_leaves_one_row(portal, registry, way):
    WAYS[way](registry, 120)
    assert rows(portal) == [(TEST_USER_ID, "maximum_days = 90", "maximum_days = 120")]
    WAYS[way](registry, 120)
    assert len(rows(portal)) == 1


def test_lists_are_said_word_by_word_and_an_emptied_text_as_nothing(portal, registry):
    registry[f"{PREFIX}.day_choices"] = (1, 2)
    registry[f"{PREFIX}.contact"] = "Jo"
    registry[f"{PREFIX}.contact"] = ""
    assert [change[1:] for change in rows(portal)] == [
        ("day_choices = 7, 15, 30, 90", "day_choices = 1, 2"),
        ("contact = ", "contact = Jo"),
        ("contact = Jo", "contact = "),
    ]


def test_settings_of_others_are_none_of_ours(portal, registry):
    registry["plone.email_from_name"] = "Example Works"
    assert rows(portal) == []


def test_what_cannot_be_recorded_is_not_stored(portal, registry, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key")
    with pytest.raises(KeysUnusable):
        registry[f"{PREFIX}.maximum_days"] = 120


def test_an_uninstalled_add_on_records_nothing(portal, registry, installer):
    installer.uninstall_product("collective.externalshare")
    installer.install_product("collective.externalshare")
    assert rows(portal) == []
