"""T57, T60-T62: a document unpublished, copied, moved, deleted; a share revoked."""

from DateTime import DateTime
from plone import api
from tests.common.content import a_folder
from tests.functional.recipient.ways import everywhere
from tests.functional.recipient.ways import GIVEN
from tests.functional.recipient.ways import opened

import transaction


def test_revoked_means_gone_at_the_next_request(inside, sharing, share):
    ticket, form = opened(inside, share)
    sharing.revoke(share)
    assert everywhere(inside, share, ticket, form) == {404}
    assert "SOP-014" not in inside.get().text


def test_t57_unpublished_means_gone_and_published_means_back(inside, document, share):
    ticket, form = opened(inside, share)
    transaction.begin()
    api.content.transition(document.aq_parent, "retract")
    transaction.commit()
    assert everywhere(inside, share, ticket, form) == {404}
    transaction.begin()
    api.content.transition(document.aq_parent, "publish")
    transaction.commit()
    assert everywhere(inside, share, ticket, form) == GIVEN


def test_t57_before_its_day_and_after_its_end_a_document_is_gone(inside, document, share, clock):
    ticket, form = opened(inside, share)
    for attribute, days in (("effective_date", 1), ("expiration_date", -1)):
        transaction.begin()
        setattr(document, attribute, _zope_time(clock, days))
        transaction.commit()
        assert everywhere(inside, share, ticket, form) == {404}
        transaction.begin()
        setattr(document, attribute, None)
        transaction.commit()
    assert everywhere(inside, share, ticket, form) == GIVEN


def _zope_time(clock, days):
    return DateTime(clock.moment.isoformat()) + days


def test_t60_a_copy_is_not_shared_and_the_original_is(inside, site, sharing, document, share):
    transaction.begin()
    copied = api.content.copy(document, document.aq_parent, safe_id=True)
    transaction.commit()
    assert not list(sharing.ports.store.by_document.keys(copied.UID()))
    assert inside.get().text.count("SOP-014") == 2  # the heading and its button's label
    assert inside.get(share.token).status_code == 200


def test_t61_moved_and_renamed_the_link_stays(inside, site, document, share):
    ticket, form = opened(inside, share)
    transaction.begin()
    target = a_folder(site, "Archive")
    parent = document.aq_parent
    moved = api.content.move(document, target)
    api.content.rename(moved, new_id="sop-15")
    transaction.commit()
    assert everywhere(inside, share, ticket, form) == GIVEN
    transaction.begin()
    api.content.rename(target, new_id="old-archive")
    api.content.delete(parent)
    transaction.commit()
    assert everywhere(inside, share, ticket, form) == GIVEN


def test_t62_deleted_means_gone_and_the_evidence_stays(inside, sharing, document, share):
    ticket, form = opened(inside, share)
    transaction.begin()
    uid = document.UID()
    api.content.delete(document)
    transaction.commit()
    assert everywhere(inside, share, ticket, form) == {404}
    stored = sharing.stored(share)
    assert (stored.document_uid, stored.gate.title) == (uid, "SOP-014 Incoming inspection")
    rows = list(sharing.ports.store.chains[share.invitation].rows())
    assert next(row["sha256"] for row in rows if row["action"] == "share.downloaded")


def test_t62_deleted_with_its_folder_or_without_its_file_is_gone_too(
    inside, sharing, document, share
):
    ticket, form = opened(inside, share)
    transaction.begin()
    kept, document.file = document.file, None
    transaction.commit()
    assert everywhere(inside, share, ticket, form) == {404}
    transaction.begin()
    document.file = kept
    transaction.commit()
    assert inside.get(f"d/{share.id}").status_code == 200
    transaction.begin()
    api.content.delete(document.aq_parent)
    transaction.commit()
    assert everywhere(inside, share, ticket, form) == {404}
