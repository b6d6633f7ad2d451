"""T64: the sender loses the right to share, or their account; keep, or suspend, at the next use."""

from collective.externalshare.services.overview import Overview
from collective.externalshare.services.ports import ports_for
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.functional.recipient.ways import answers
from tests.functional.recipient.ways import everywhere
from tests.functional.recipient.ways import GIVEN
from tests.functional.recipient.ways import opened

import pytest
import transaction


def loses_the_right(site, document):
    for obj in (document, document.aq_parent):
        obj.manage_delLocalRoles([TEST_USER_ID])
    setRoles(site, TEST_USER_ID, ["Member"])


def leaves(site, document):
    site.acl_users.userFolderDelUsers([TEST_USER_ID])


LEAVING = [loses_the_right, leaves]


@pytest.fixture
def policy(site):
    def choose(value):
        api.portal.set_registry_record("collective.externalshare.sender_gone", value)
        transaction.commit()

    return choose


@pytest.mark.parametrize("leaving", LEAVING, ids=lambda one: one.__name__)
def test_t64_kept_the_share_goes_on(site, document, share, inside, policy, leaving):
    policy("keep")
    ticket, form = opened(inside, share)
    leaving(site, document)
    transaction.commit()
    assert everywhere(inside, share, ticket, form) <= GIVEN


@pytest.mark.parametrize("leaving", LEAVING, ids=lambda one: one.__name__)
def test_t64_suspended_no_way_leads_in_from_the_next_request_on(
    site, document, share, inside, policy, leaving
):
    policy("suspend")
    ticket, form = opened(inside, share)
    assert everywhere(inside, share, ticket, form) <= GIVEN
    leaving(site, document)
    transaction.commit()
    answered = answers(inside, share, ticket, form)
    assert {answer.status_code for answer in answered} == {404}
    for answer in answered:
        assert "sender" not in answer.text.lower()
        assert "account" not in answer.text.lower()


def test_t64_the_name_of_who_left_stays_with_what_they_shared(site, document, share):
    leaves(site, document)
    transaction.commit()
    ports = ports_for(site)
    row = Overview(ports).listed(ports.store.shares[share.id])
    assert row.distribution.sender.name == "Dana Ortiz"
