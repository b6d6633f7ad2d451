"""In Plone's own pages: a line in a document's history, and a question before it is retracted."""

from AccessControl.Permission import Permission
from collective.externalshare.content.rights import VIEW_SHARES
from plone import api
from tests.functional.sender.conftest import Client

import pytest
import re
import transaction


def history(client, document):
    client.get(f"{document.absolute_url()}/@@historyview")
    return re.sub(r"\s+", " ", client.text.partition("historyRecord")[2])


def test_the_history_has_a_line_for_each_sending(share, document, emma, mira):
    said = history(mira, document)
    assert "Shared with people outside: Jo Meyer" in said
    assert "Emma Berg" in said


def test_of_many_recipients_some_are_named(document, emma, mira):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    emma.press("preview", recipients="\n".join(f"r{number}@example.org" for number in range(5)))
    emma.press("send")
    assert "r0@example.org, r1@example.org, r2@example.org and 2 more" in history(mira, document)


def test_who_may_not_view_shares_reads_plones_lines_alone(share, document, site):
    api.user.create(
        email="otto@example.org", username="otto", password="a long secret", roles=("Member",)
    )
    document.manage_permission("Modify portal content", ["Member", "Manager"])
    transaction.commit()
    otto = Client("otto")
    assert "Shared with people outside" not in history(otto, document)
    assert otto.answer.status_code == 200
    Permission(VIEW_SHARES, (), document).setRoles(("Member",))
    transaction.commit()
    assert "Shared with people outside" in history(otto, document)


def test_a_document_that_was_never_shared_has_plones_history(document, mira):
    assert mira.get(f"{document.absolute_url()}/@@historyview").status_code == 200
    assert "Shared with people outside" not in mira.text


@pytest.fixture
def menu(document, mira):
    """The address of a link in Plone's menu that changes the state of the document's folder."""

    def link(transition, obj=None):
        folder = obj or document.aq_parent
        mira.get(folder.absolute_url())
        found = re.search(
            rf'href="([^"]*content_status_modify\?workflow_action={transition}[^"]*)"', mira.text
        )
        return found[1].replace("&amp;", "&")

    return link


def state(document):
    transaction.begin()
    return api.content.get_state(document.aq_parent)


def test_before_it_is_retracted_plone_asks_who_loses_access(share, document, mira, menu):
    mira.get(menu("retract"))
    assert "Change the state?" in mira.text
    assert "1 person outside will lose access to “SOP-014 Incoming inspection”." in mira.text
    assert state(document) == "published"
    mira.post(
        f"{document.aq_parent.absolute_url()}/content_status_modify", workflow_action="retract"
    )
    assert state(document) == "private"


@pytest.mark.parametrize("right", ["View", VIEW_SHARES])
def test_what_somebody_may_not_see_is_counted_and_not_named(share, document, mira, menu, right):
    link = menu("retract")
    Permission(right, (), document).setRoles(("Owner",))
    transaction.commit()
    mira.get(link)
    assert "will lose access to 1 document whose shares you may not see." in mira.text
    assert "SOP-014" not in mira.text
    assert state(document) == "published"


def test_where_nobody_loses_anything_nothing_is_asked(site, document, mira, menu):
    mira.get(menu("retract"))
    assert "Change the state?" not in mira.text
    assert state(document) == "private"


def test_what_publishes_asks_nothing(share, document, mira, menu):
    api.content.transition(document.aq_parent, "retract")
    transaction.commit()
    mira.get(menu("publish"))
    assert state(document) == "published"


def test_without_its_token_nothing_is_changed_by_either(share, document, mira):
    url = f"{document.aq_parent.absolute_url()}/content_status_modify"
    mira.session.post(url, {"workflow_action": "retract"})
    assert state(document) == "published"
