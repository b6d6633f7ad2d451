"""The address in links, typed by somebody."""

from collective.externalshare.settings.sending import link_base_constraint
from collective.externalshare.settings.sending import LinkBaseUnusable
from contextlib import suppress
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from urllib.parse import urlsplit

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://documents.example.org",
        "https://documents.example.org/",
        "https://documents.example.org:8443/a/b",
        "https://xn--mller-kva.example.org/Plone",
        "HTTPS://Documents.Example.org",
        "https://192.0.2.7/~site",
        "https://[2001:db8::7]:8443/",
        "http://localhost:8080/Plone",
        "http://127.0.0.1",
        "http://[::1]:8080",
    ],
)
def test_an_address_that_leads_to_a_site_is_kept(address):
    assert link_base_constraint(address)


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "//example.org",
        "http://documents.example.org",
        "ftp://documents.example.org",
        "javascript:alert(1)",
        "https://",
        "https:///Plone",
        "https://user:pw@example.org",
        "https://example.org?a=b",
        "https://example.org#a",
        "https://exa mple.org",
        " https://example.org",
        "https://example.org ",
        "https://example.org/a b",
        "https://example.org\u00a0",
        "https://example.org\n",
        "https://example.org:abc",
        "https://example.org:99999",
        "https://[",
        "https://[x]",
        "https://-",
        "https://.",
        "https://exam_ple.org",
        "https://example.org\\evil",
        'https://example.org/"><b>',
        "https://müller.example.org",
        "http://localhost.example.org",
        "http://localhost@example.org",
    ],
)
def test_an_address_that_leads_nowhere_or_elsewhere_is_refused(address):
    with pytest.raises(LinkBaseUnusable):
        link_base_constraint(address)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=30), st.sampled_from(["", "https://", "https://example.org"]))
def test_whatever_is_typed_is_kept_as_an_address_or_refused(text, before):
    value = before + text
    with suppress(LinkBaseUnusable):
        link_base_constraint(value)
        assert not value or urlsplit(value).hostname
        assert value.isascii()
        assert not any(char.isspace() for char in value)
