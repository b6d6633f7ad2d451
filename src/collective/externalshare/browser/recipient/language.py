"""Which language a reader is spoken to."""

from __future__ import annotations

from ...model.recipient import LANGUAGES
from collections.abc import Iterable
from collections.abc import Iterator
from plone import api
from plone.i18n.interfaces import INegotiateLanguage
from typing import Any
from zope.interface import implementer


def language_of(accepted: str, known: str = "") -> str:
    """The reader's own where it is known, else the best of `Accept-Language`.

    Before the code nothing is known of anybody, so that two visitors with the
    same browser get the same bytes.
    """
    return _first_spoken(_wanted(accepted, known))


@implementer(INegotiateLanguage)
class PagesLanguage:
    """What Plone takes for the language of a request to these pages.

    Its own way reads a dozen settings and may set a cookie, each time, for pages that
    are told their language.
    """

    def __init__(self, site: Any, request: Any) -> None:
        accepted = request.get_header("Accept-Language", "")
        self.language = self.default_language = _first_spoken(preferences(accepted))
        self.language_list = [self.language]


def _first_spoken(languages: Iterable[str]) -> str:
    for wanted in languages:
        found = wanted.replace("_", "-").split("-")[0].lower()
        if found in LANGUAGES:
            return found
    return LANGUAGES[0]


def _wanted(accepted: str, known: str) -> Iterator[str]:
    # One after the other: mostly the first will do.
    yield known
    yield from preferences(accepted)
    yield _site_default()


def preferences(accepted: str) -> list[str]:
    """The languages of an `Accept-Language`, the most wanted first."""
    weighed = []
    for part in accepted[:500].split(","):
        name, _, parameter = part.partition(";")
        name, weight = name.strip(), parameter.strip().lower().removeprefix("q=")
        try:
            wanted = float(weight or 1)
        except ValueError:
            continue
        if name and wanted > 0:
            weighed.append((wanted, name))
    return [name for _, name in sorted(weighed, key=lambda pair: -pair[0])]


def _site_default() -> str:
    return api.portal.get_default_language() or ""
