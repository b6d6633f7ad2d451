"""What is there after the installation."""

from AccessControl.Permission import Permission
from AccessControl.PermissionRole import rolesForPermissionOn
from collective.externalshare.content import rights
from collective.externalshare.interfaces import IExternalShareLayer
from collective.externalshare.model.settings import Settings
from collective.externalshare.settings import IExternalShareSettings
from collective.externalshare.settings import PREFIX
from collective.externalshare.settings import SiteSettings
from collective.externalshare.setuphandlers import ROLE
from plone import api
from plone.base.interfaces.installable import INonInstallable
from zope.component import getUtilitiesFor
from zope.component import getUtility
from zope.schema import getFieldNames
from zope.security.interfaces import IPermission

import pytest


EVERYBODY_WHO_WORKS = {"Owner", "Editor", "Reviewer", "Site Administrator", "Manager"}
THOSE_IN_CHARGE = {"Site Administrator", "Manager"}


def test_the_add_on_is_installed_and_its_uninstall_profile_hidden(installer):
    assert installer.is_product_installed("collective.externalshare")
    default = "collective.externalshare:default"
    assert installer.get_install_profile("collective.externalshare")["id"] == default
    hidden = getUtility(INonInstallable, "collective.externalshare")
    assert hidden.getNonInstallableProfiles() == ["collective.externalshare:uninstall"]


def test_the_browser_layer_is_registered(browser_layers):
    assert IExternalShareLayer in browser_layers


def test_plone_restapi_is_installed_with_it(installer):
    assert installer.is_product_installed("plone.restapi")


def test_the_control_panel_is_listed_for_those_who_manage(portal):
    (panel,) = [
        action
        for action in portal.portal_controlpanel.listActions()
        if action.getId() == "external-sharing"
    ]
    assert panel.permissions == (rights.MANAGE,)
    assert "@@externalshare-controlpanel" in panel.getActionExpression()


@pytest.mark.parametrize(
    ("category", "name"),
    [
        ("object", "external-shares"),
        ("object_buttons", "external-sharing"),
        ("document_actions", "external-sharing"),
        ("user", "my-external-shares"),
        ("user", "external-share-audit"),
    ],
)
def test_the_actions_are_there_with_a_permission(portal, category, name):
    action = portal.portal_actions[category][name]
    assert action.permissions
    assert action.getProperty("modal", None) is None


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (rights.SHARE, EVERYBODY_WHO_WORKS),
        (rights.VIEW_SHARES, EVERYBODY_WHO_WORKS),
        (rights.MANAGE, THOSE_IN_CHARGE),
        (rights.CONFIGURE, THOSE_IN_CHARGE),
        (rights.VIEW_LOG, THOSE_IN_CHARGE | {ROLE}),
    ],
)
def test_each_permission_has_its_default_roles_without_an_attribute_on_the_site(
    portal, permission, roles
):
    given = set(rolesForPermissionOn(permission, portal))
    assert given == roles
    assert Permission(permission, (), portal)._p not in portal.__dict__


def test_every_permission_of_ours_is_known_to_the_uninstaller():
    ours = {
        permission.title
        for name, permission in getUtilitiesFor(IPermission)
        if name.startswith("collective.externalshare.")
    }
    assert set(rights.PERMISSIONS) == ours


def test_the_auditors_role_can_be_given(portal):
    assert ROLE in portal.valid_roles()
    assert ROLE in portal.acl_users.portal_role_manager.listRoleIds()


def test_every_setting_has_a_record_with_the_default_of_the_model(portal):
    registry = api.portal.get_tool("portal_registry")
    for name in getFieldNames(IExternalShareSettings):
        assert f"{PREFIX}.{name}" in registry.records, name
    assert SiteSettings(portal).read() == Settings()


def test_a_script_proposes_no_address_for_links(portal):
    assert api.portal.get_registry_record(f"{PREFIX}.link_base") == ""
