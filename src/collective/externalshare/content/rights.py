"""Who may see, change and make shares."""

from __future__ import annotations

from ..model.share import Share
from AccessControl import getSecurityManager
from AccessControl.PermissionRole import rolesForPermissionOn
from typing import Any


SHARE = "collective.externalshare: Share externally"
VIEW_SHARES = "collective.externalshare: View external shares"
MANAGE = "collective.externalshare: Manage external shares"
CONFIGURE = "collective.externalshare: Configure external sharing"
APPROVE = "collective.externalshare: Approve external shares"
VIEW_LOG = "collective.externalshare: View access log"
PERMISSIONS = (SHARE, VIEW_SHARES, MANAGE, CONFIGURE, APPROVE, VIEW_LOG)


def allowed(permission: str, obj: Any) -> bool:
    """Whether the user of this request has a permission on an object."""
    return bool(getSecurityManager().checkPermission(permission, obj))


def open_to_all(obj: Any) -> bool:
    """Whether anybody may see an object, and fetch its file, without logging in."""
    return "Anonymous" in rolesForPermissionOn("View", obj)


def may_read(site: Any, share: Share, document: Any) -> bool:
    """Its sender, those who view shares on its document, who manage, or view the access log.

    `document` is an `IDocument`, or None when it was deleted: then those who
    view shares on it can no longer.
    """
    return allowed(VIEW_LOG, site) or _may(site, share, document, VIEW_SHARES)


def may_list(site: Any) -> bool:
    """Whether somebody sees every share of the site: who manages, or views the access log."""
    return allowed(MANAGE, site) or allowed(VIEW_LOG, site)


def may_change(site: Any, share: Share, document: Any) -> bool:
    """Its sender, those who share on its document, and those who manage."""
    return _may(site, share, document, SHARE)


def _may(site: Any, share: Share, document: Any, permission: str) -> bool:
    user = getSecurityManager().getUser().getId()
    if user is not None and user == share.sender_id:
        return True
    if allowed(MANAGE, site):
        return True
    return document is not None and allowed(permission, document.obj)
