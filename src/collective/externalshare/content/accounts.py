"""Accounts: users of the site, and of the server around it."""

from __future__ import annotations

from .. import logger
from ..interfaces import IAccounts
from ..mail.blame import whereabouts
from ..model.address import canonical
from ..model.distribution import Sender
from .rights import APPROVE
from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_chain
from collections.abc import Iterator
from itertools import islice
from Products.CMFCore.utils import getToolByName
from typing import Any
from ZODB.POSException import ConflictError
from zope.interface import implementer


# Roles that whole crowds have: what they may, nobody is asked to do.
EVERYBODY = frozenset({"Anonymous", "Authenticated", "Member"})


def account(site: Any, user_id: str, any_login: bool = False) -> Any:
    """The user with this id, or None without an account.

    Whoever has no id, such as an emergency user, acts under a login name. Somebody else's
    login name is no id, lest they count as a sender who has left: `any_login` takes it, for
    what people type.
    """
    for place in aq_chain(site):
        users = getattr(place, "__allow_groups__", None)
        found = users and (users.getUserById(user_id) or users.getUser(user_id))
        if found and (any_login or found.getId() in (None, user_id)):
            return found
    return None


def look_for(site: Any, user_id: str) -> tuple[Any, bool]:
    """The same, and whether the user directories could be asked at all."""
    try:
        return account(site, user_id), True
    except ConflictError:
        raise
    except Exception as error:
        # What a plugin raises is its own affair; messages may quote names.
        logger.warning("A user directory could not be asked: %s", whereabouts(error))
        return None, False


def sender_of(user: Any) -> Sender:
    """A user as a sender; without a usable address mails are answered to the site."""
    # An emergency user has no properties.
    said = getattr(user, "getProperty", lambda name, default: default)
    name = said("fullname", "") or user.getUserName()
    address = canonical(said("email", "") or "") or ""
    return Sender(user.getId() or user.getUserName(), name, address)


@implementer(IAccounts)
class Accounts:
    """Asks the user folders; groups are looked into one level deep."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def named(self, user_id: str) -> Sender | None:
        """The account with this id or log-in name."""
        found = account(self.site, user_id, any_login=True) if user_id else None
        if found is None:
            return None
        member = getToolByName(self.site, "portal_membership").getMemberById(found.getId())
        return sender_of(found if member is None else member)

    def approvers(self, most: int) -> list[Sender]:
        """People who may approve, by their ids."""
        return list(islice(self._approvers(), most)) if most > 0 else []

    def _approvers(self) -> Iterator[Sender]:
        for user_id in sorted(self._candidates()):
            user = account(self.site, user_id)
            if user is None or not user.has_permission(APPROVE, self.site):
                continue
            found = self.named(user_id)
            if found is not None and found.address:
                yield found

    def _candidates(self) -> set[str]:
        """Ids of those with a role that may, given to them or to a group of theirs."""
        roles = set(rolesForPermissionOn(APPROVE, self.site)) - EVERYBODY
        manager = getToolByName(self.site, "acl_users").portal_role_manager
        known = set(manager.listRoleIds())
        found = {
            name for role in roles & known for name, _title in manager.listAssignedPrincipals(role)
        }
        found |= {name for name, given in self.site.get_local_roles() if roles & set(given)}
        groups = getToolByName(self.site, "portal_groups")
        for name in list(found):
            group = groups.getGroupById(name)
            if group is not None:
                found.remove(name)
                found.update(group.getMemberIds())
        return found
