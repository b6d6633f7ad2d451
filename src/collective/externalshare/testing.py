"""Test layers: an embedded classic site with the add-on, in process and over HTTP."""

from __future__ import annotations

from plone.app.contenttypes.testing import PLONE_APP_CONTENTTYPES_FIXTURE
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGI_SERVER_FIXTURE
from typing import Any

import os


class ExternalShareLayer(PloneSandboxLayer):
    """A site with a workflow for everything but files, as a new classic site has it."""

    defaultBases = (PLONE_APP_CONTENTTYPES_FIXTURE,)  # noqa: N815

    def setUpZope(self, app: Any, configuration_context: Any) -> None:  # noqa: N802
        """Load what autoinclude would load; no sender thread beside the tests."""
        os.environ.setdefault("EXTERNALSHARE_SENDER", "off")
        import collective.externalshare
        import plone.app.iterate
        import plone.restapi
        import zope.i18n.config

        zope.i18n.config.COMPILE_MO_FILES = True
        self.loadZCML(package=plone.app.iterate)
        self.loadZCML(package=plone.restapi)
        self.loadZCML(package=collective.externalshare)

    def setUpPloneSite(self, portal: Any) -> None:  # noqa: N802
        """Install the add-on."""
        workflow = portal.portal_workflow
        workflow.setDefaultChain("simple_publication_workflow")
        workflow.setChainForPortalTypes(["File", "Image"], ())
        applyProfile(portal, "collective.externalshare:default")


FIXTURE = ExternalShareLayer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="ExternalShare:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="ExternalShare:Functional"
)
