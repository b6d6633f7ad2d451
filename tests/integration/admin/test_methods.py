"""Zope calls a view for every method; the control panel answers three."""

from collective.externalshare.browser.admin.distributions import Distributions
from collective.externalshare.browser.admin.settings import Settings

import pytest


@pytest.mark.parametrize("page", [Distributions, Settings])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_other_methods_are_refused_with_the_list_of_those_that_are_not(
    portal, http_request, page, method
):
    http_request.method = method
    view = page(portal, http_request)
    assert view() == ""
    assert http_request.response.getStatus() == 405
    assert http_request.response.getHeader("Allow") == "GET, HEAD, POST"
