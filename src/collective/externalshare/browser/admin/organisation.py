"""An organisation's page: who there holds which revision of what, and the end of all of it."""

from __future__ import annotations

from ...content.rights import allowed
from ...content.rights import MANAGE
from ...services.organisations import Organisation
from ...services.organisations import Organisations
from ...services.people import People
from ..place import Place
from .holdings import Holdings
from .page import AdminPage
from .page import may_open
from .page import ORGANISATION
from .page import ORGANISATIONS
from dataclasses import replace
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zExceptions import Unauthorized


class OrganisationPage(Holdings, AdminPage):
    """Those who may only view the access log read it and find no deed."""

    tab = ORGANISATIONS
    index = ViewPageTemplateFile("templates/organisation.pt")
    with_people = True

    def answer(self) -> str:
        """Show the page, or revoke everything."""
        if not may_open(ORGANISATIONS, self.context):
            raise Unauthorized
        self.manages = allowed(MANAGE, self.context)
        self.people, organisations = People(self.ports), Organisations(self.ports)
        found = organisations.find(self.text("name"))
        if found is None:
            raise NotFound
        self.organisation: Organisation = found
        if self.request.method != "POST":
            return self.show()
        if not self.manages:
            raise Unauthorized
        CheckAuthenticator(self.request)
        problem = self.key_problem()
        if problem:
            return self.broken(problem)
        return self.revoke_all(organisations.held(found), self.all_url)

    @property
    def page_name(self) -> str:
        """Which organisation it is."""
        return self.organisation.name

    @property
    def all_url(self) -> str:
        """This page, its table at its beginning."""
        return self.url(ORGANISATION, self.hidden)

    @property
    def deed_url(self) -> str:
        """Where the form goes, which carries the name itself."""
        return self.url(ORGANISATION)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What every address of this page has."""
        return [("name", self.organisation.key)]

    def at(self, place: Place) -> str:
        """Address of another place in the table."""
        return self.url(ORGANISATION, [*self.hidden, *place.pairs()])

    def narrow(self, place: Place) -> Any:
        """The shares of the people there."""
        return replace(place.filters, organisation=self.organisation.key)

    def show(self) -> str:
        """Render, with the table as it is now."""
        self.read_place()
        return str(self.index())
