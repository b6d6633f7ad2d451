"""Marks come before those a request had, and take the place of what they are made of."""

from collective.externalshare.browser.recipient.marker import IRecipientRequest
from collective.externalshare.browser.recipient.marker import IToRecipientPages
from collective.externalshare.browser.recipient.marker import mark
from zope.interface import directlyProvidedBy
from zope.interface import directlyProvides
from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

import pytest


class Request:
    """Somebody's request."""


class ISomebodysLayer(Interface):
    """What another add-on marks requests with."""


@pytest.mark.parametrize(
    ("had", "has"),
    [
        ((IDefaultBrowserLayer,), (IToRecipientPages,)),
        ((ISomebodysLayer, IDefaultBrowserLayer), (IToRecipientPages, ISomebodysLayer)),
        ((), (IToRecipientPages,)),
    ],
)
def test_the_first_mark_stands_in_for_the_default_layer(had, has):
    for _ in range(2):  # worked out, then remembered
        request = Request()
        directlyProvides(request, *had)
        mark(request, IToRecipientPages)
        assert tuple(directlyProvidedBy(request)) == has
        assert IDefaultBrowserLayer.providedBy(request)


def test_the_second_mark_comes_before_all_others():
    request = Request()
    directlyProvides(request, ISomebodysLayer, IToRecipientPages)
    mark(request)
    assert tuple(directlyProvidedBy(request)) == (
        IRecipientRequest,
        ISomebodysLayer,
        IToRecipientPages,
    )
