"""The Plone site of the demonstration: made at the first start, tuned at every start."""

from collections.abc import Iterator
from collective.externalshare.demo.logo import site_logo
from collective.externalshare.demo.people import PEOPLE
from collective.externalshare.demo.people import Person
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.settings import SITE_ID
from contextlib import contextmanager
from plone import api
from plone.api.exc import InvalidParameterError
from typing import Any
from zope.component.hooks import setSite

import transaction


PROFILE = "collective.externalshare:default"
LINK_BASE = "collective.externalshare.link_base"
REVISION_ATTRIBUTE = "collective.externalshare.revision_attribute"
SITE_TITLE = "Example Works"

READING = ("View", "Access contents information")
_INSIDE = ("Manager", "Site Administrator", "Owner", "Member")


@contextmanager
def application(admin_name: str) -> Iterator[Any]:
    """Give the Zope application with the administrator at work; nothing commits by itself."""
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.SecurityManagement import noSecurityManager
    from Testing.makerequest import makerequest

    import Zope2

    root = Zope2.app()
    app = makerequest(root)
    try:
        user = app.acl_users.getUserById(admin_name) or app.acl_users.getUser(admin_name)
        newSecurityManager(None, user.__of__(app.acl_users))
        yield app
    finally:
        transaction.abort()
        noSecurityManager()
        setSite(None)
        root._p_jar.close()


def ensure_admin(settings: DemoSettings) -> None:
    """Make sure that the administrator of this start can log in with this start's password."""
    from Testing.makerequest import makerequest

    import Zope2

    root = Zope2.app()
    try:
        users = makerequest(root).acl_users
        # Plone replaces the plain user folder of a new Zope by a pluggable one, with a plug-in.
        plugin = getattr(users, "users", None)
        if plugin is None:
            users._doAddUser(settings.admin_name, settings.admin_password, ["Manager"], [])
        elif settings.admin_name in plugin.listUserIds():
            plugin.updateUserPassword(settings.admin_name, settings.admin_password)
        else:
            plugin.addUser(settings.admin_name, settings.admin_name, settings.admin_password)
            users.roles.assignRoleToPrincipal("Manager", settings.admin_name)
        transaction.commit()
    finally:
        transaction.abort()
        root._p_jar.close()


def ensure_site(app: Any) -> Any:
    """Return the site, with the add-on installed and at its newest profile version."""
    if SITE_ID in app.objectIds():
        site = app[SITE_ID]
        setSite(site)
    else:
        site = _create_site(app)
    setup = api.portal.get_tool("portal_setup")
    if setup.profileExists(PROFILE):
        if setup.getLastVersionForProfile(PROFILE) == "unknown":
            setup.runAllImportStepsFromProfile(f"profile-{PROFILE}")
            # The sample page with a PDF has such a field; plain files are numbered.
            api.portal.set_registry_record(REVISION_ATTRIBUTE, "revision")
        else:
            setup.upgradeProfile(PROFILE)
    transaction.commit()
    return site


def _create_site(app: Any) -> Any:
    from Products.CMFPlone.factory import addPloneSite

    site = addPloneSite(
        app,
        SITE_ID,
        title=SITE_TITLE,
        description="A fictional company that makes milling machines.",
        distribution_name="classic",
        setup_content=False,
        default_language="en",
        portal_timezone="UTC",
    )
    api.portal.set_registry_record("plone.site_logo", site_logo())
    _keep_inside()
    return site


def _keep_inside() -> None:
    """Let only those who log in see what is published, else there were nothing to share."""
    workflow = api.portal.get_tool("portal_workflow")["simple_publication_workflow"]
    for permission in READING:
        workflow.states["published"].setPermission(permission, 0, _INSIDE)


def ensure_people() -> None:
    """Create the demonstration's users who are not there yet."""
    for person in PEOPLE:
        if api.user.get(username=person.login) is None:
            _create_user(person)
    transaction.commit()


def _create_user(person: Person) -> None:
    api.user.create(
        username=person.login,
        password=person.password,
        email=person.email,
        roles=person.roles,
        properties={"fullname": person.name},
    )


def connect_site(smtp_host: str, smtp_port: int, site_url: str) -> None:
    """Tell the site where mail goes and where links lead; both can differ at every start."""
    records = {
        "plone.smtp_host": smtp_host,
        "plone.smtp_port": smtp_port,
        "plone.email_from_name": SITE_TITLE,
        "plone.email_from_address": "documents@example.org",
        LINK_BASE: site_url,
    }
    for name, value in records.items():
        try:
            api.portal.set_registry_record(name, value)
        except InvalidParameterError:
            # Somebody uninstalled the add-on through the web: the site serves all the same.
            if name != LINK_BASE:
                raise
    transaction.commit()
