"""What profiles cannot say: the store, the key in the database, the proposed link base."""

from __future__ import annotations

from .content.rights import PERMISSIONS
from .settings import link_base_of
from .settings import PREFIX
from .storage.keys import make_database_key
from .storage.site import find_store
from .storage.site import make_store
from AccessControl.Permission import Permission
from plone.base.interfaces.installable import INonInstallable
from plone.registry.interfaces import IRegistry
from Products.CMFCore.utils import getToolByName
from typing import Any
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.interface import implementer


ROLE = "External Share Auditor"


@implementer(INonInstallable)
class HiddenProfiles:
    """Keeps the uninstall profile out of the list of add-ons."""

    def getNonInstallableProfiles(self) -> list[str]:  # noqa: N802
        """Profiles nobody installs by hand."""
        return ["collective.externalshare:uninstall"]

    def getNonInstallableProducts(self) -> list[str]:  # noqa: N802
        """No product of ours is hidden."""
        return []


def install(setup_tool: Any) -> None:
    """Find the store again or make it, and propose the address of links."""
    site = getSite()
    store = make_store(site)
    if not store.database_key:
        store.database_key = make_database_key()
    registry = getUtility(IRegistry)
    if not registry.get(f"{PREFIX}.link_base"):
        proposed = link_base_of(site)
        if proposed:
            registry[f"{PREFIX}.link_base"] = proposed
    # The last thing: what was set until now are beginnings, and no changes to be recorded.
    store.installed = True


def uninstall(setup_tool: Any) -> None:
    """Leave no setting behind; the evidence stays and a new installation finds it."""
    site = getSite()
    registry = getUtility(IRegistry)
    for name in [name for name in registry.records if name.startswith(f"{PREFIX}.")]:
        del registry.records[name]
    store = find_store(site)
    if store is not None:
        store.installed = False
    for name in PERMISSIONS:
        attribute = Permission(name, (), site)._p
        if attribute in site.__dict__:
            delattr(site, attribute)
    _remove_role(site)


def _remove_role(site: Any) -> None:
    if ROLE in site.__ac_roles__:
        site.__ac_roles__ = tuple(role for role in site.__ac_roles__ if role != ROLE)
    roles = getToolByName(site, "acl_users").portal_role_manager
    if ROLE in roles.listRoleIds():
        roles.removeRole(ROLE)
