"""What stands in the browser's title bar: Plone names the object alone, on every page of it."""

from __future__ import annotations

from html import escape
from plone.app.layout.viewlets.common import TitleViewlet
from zope.i18n import translate
from zope.interface import Attribute
from zope.interface import Interface


class ITitled(Interface):
    """A page of ours that says what it is called."""

    page_titles = Attribute("Names of the page, the narrowest first; text, no markup.")


class PageTitle(TitleViewlet):
    """The page's own names before the object's and the site's, so that tabs can be told apart."""

    def update(self) -> None:
        """Put the names together."""
        super().update()
        said = [translate(name, context=self.request) for name in self.view.page_titles]
        self.site_title = self.sep.join([*map(escape, said), self.site_title])
