"""T45: below another host's name, as a proxy asks for the pages, or somebody who reaches Zope."""

from plone import api
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from tests.functional.recipient.headers import wears_headers
from tests.functional.recipient.test_names import as_written

import pytest
import transaction


PROXY = "VirtualHostBase/https/documents.example.org:443/plone/VirtualHostRoot"
FOREIGN = "VirtualHostBase/https/evil.example:443/plone/VirtualHostRoot"


@pytest.fixture
def proxied(site, reader):
    """The reader's browser at the root of Zope, which believes what a path says of hosts."""
    manage_addVirtualHostMonster(site.__parent__, "virtual_hosting")
    transaction.commit()
    reader.base = reader.base.removesuffix("/plone")
    return reader


def test_pages_are_the_same_behind_a_proxy(proxied, share):
    for path in (share.token, "none", ""):
        answer = as_written(proxied, f"{PROXY}/@@external-share/{path}")
        assert answer.content == proxied.get(path).content
        assert wears_headers(answer)
        assert "documents.example.org" not in answer.text


@pytest.mark.parametrize("shown", ["", "/_vh_docs", "/_vh_/_vh_evil.example"])
def test_no_path_makes_a_redirect_leave_the_site(proxied, share, shown):
    """Two slashes at the beginning would name a host."""
    link_base = api.portal.get_registry_record("collective.externalshare.link_base")
    folder = f"/{shown.rpartition('_vh_')[2]}".rstrip("/")
    for base, expected in ((link_base, link_base), ("", folder)):
        api.portal.set_registry_record("collective.externalshare.link_base", base)
        transaction.commit()
        for path in (f"d/{share.id}", f"{share.token}/code"):
            answer = as_written(proxied, f"{FOREIGN}{shown}/@@external-share/{path}")
            assert answer.status_code == 303
            assert answer.headers["Location"].startswith(f"{expected}/@@external-share")
