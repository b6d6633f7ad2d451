"""Uninstalling leaves no setting behind and loses no evidence; installing again finds it."""

from AccessControl.Permission import Permission
from collective.externalshare.content.rights import PERMISSIONS
from collective.externalshare.interfaces import IExternalShareLayer
from collective.externalshare.interfaces import IShareStore
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.settings import Settings
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.ports import ports_for
from collective.externalshare.settings import PREFIX
from collective.externalshare.settings import SiteSettings
from collective.externalshare.setuphandlers import ROLE
from plone import api
from plone.browserlayer.utils import registered_layers
from zope.component import queryMultiAdapter
from zope.interface import noLongerProvides

import pytest


ACTOR = Actor("user", "steward")


def settings_of(portal):
    """Everything in the site that could hold a trace of the add-on, as texts."""
    traces = []
    registry = api.portal.get_tool("portal_registry")
    traces += [name for name in registry.records if "externalshare" in name]
    traces += [
        f"{category.getId()}/{action.getId()}"
        for category in portal.portal_actions.objectValues()
        for action in category.objectValues()
        if "external-shar" in action.getId()
    ]
    traces += [
        action.getId()
        for action in portal.portal_controlpanel.listActions()
        if "external-sharing" in action.getId()
    ]
    traces += [layer.__name__ for layer in registered_layers() if layer is IExternalShareLayer]
    traces += [role for role in portal.valid_roles() if role == ROLE]
    traces += [role for role in portal.acl_users.portal_role_manager.listRoleIds() if role == ROLE]
    names = {Permission(name, (), portal)._p for name in PERMISSIONS}
    traces += [name for name in vars(portal) if name in names]
    manager = portal.getSiteManager()
    traces += [
        str(found)
        for found in manager.registeredUtilities()
        if "externalshare" in f"{found.name} {found.component}"
    ]
    traces += [
        str(found)
        for found in manager.registeredAdapters()
        if "externalshare" in str(found.factory)
    ]
    return traces


def test_the_search_for_traces_finds_them_while_installed(portal, used):
    portal.manage_permission(PERMISSIONS[0], ["Manager"])
    traces = settings_of(portal)
    assert f"{PREFIX}.link_base" in traces
    assert "document_actions/external-sharing" in traces
    assert "user/my-external-shares" in traces
    assert "user/external-share-audit" in traces
    assert ROLE in traces
    assert any("IStructureAction" in trace or "ShareAction" in trace for trace in traces)
    assert "IExternalShareLayer" in traces
    assert "external-sharing" in traces


def test_no_setting_is_left_behind(portal, used, uninstall):
    portal.manage_permission(PERMISSIONS[0], ["Manager"])
    api.user.grant_roles(username="test-user", roles=[ROLE])
    uninstall()
    assert settings_of(portal) == []


def test_categories_of_plone_stay_and_none_of_ours_is_left(portal, used, uninstall):
    before = {"object", "object_buttons", "document_actions", "user"}
    uninstall()
    assert before <= set(portal.portal_actions.objectIds())


def test_shares_and_chains_are_still_there(portal, used, uninstall):
    uninstall()
    store = IShareStore(portal)
    assert set(store.shares) == set(used)
    # The address in links was set; a share was made and its mail queued.
    assert {chain.length for chain in store.chains.values()} == {1, 2}


def test_nothing_works_meanwhile(portal, used, uninstall):
    uninstall()
    assert ports_for(portal) is None


def test_a_new_installation_finds_shares_chains_keys_and_links(portal, used, uninstall, install):
    ports = ports_for(portal)
    token = Invite(ports).link(ports.store.shares[used[0]], ACTOR).rpartition("/")[2]
    digests = {chain.id: chain.head for chain in ports.store.chains.values()}
    uninstall()
    install()
    ports = ports_for(portal)
    assert set(ports.store.shares) == set(used)
    assert {chain.id: chain.head for chain in ports.store.chains.values()} == digests
    for chain in ports.store.chains.values():
        assert chain.broken_at(ports.ring) is None
    assert Admit(ports).arrive(token).invitation.share_ids == (used[0],)


def test_a_new_installation_begins_with_the_defaults(portal, used, uninstall, install):
    api.portal.set_registry_record(f"{PREFIX}.maximum_days", 120)
    uninstall()
    install()
    assert SiteSettings(portal).read() == Settings()


def test_uninstalling_twice_is_no_error(portal, used, uninstall):
    uninstall()
    setup = api.portal.get_tool("portal_setup")
    setup.runAllImportStepsFromProfile("profile-collective.externalshare:uninstall")
    assert settings_of(portal) == []


def test_installing_over_an_installation_changes_no_setting(portal, used, uninstall):
    api.portal.set_registry_record(f"{PREFIX}.maximum_days", 120)
    setup = api.portal.get_tool("portal_setup")
    setup.runAllImportStepsFromProfile("profile-collective.externalshare:default")
    assert api.portal.get_registry_record(f"{PREFIX}.maximum_days") == 120
    assert set(ports_for(portal).store.shares) == set(used)


@pytest.mark.parametrize("path", ["@@external-share/" + "0" * 32, "@@externalshare-controlpanel"])
def test_views_are_gone(portal, used, uninstall, path, http_request):
    uninstall()
    if IExternalShareLayer.providedBy(http_request):
        noLongerProvides(http_request, IExternalShareLayer)
    name = path.removeprefix("@@").partition("/")[0]
    assert queryMultiAdapter((portal, http_request), name=name) is None
