"""Bodies of changes, revocations and what else is done with a share: nothing but what they may."""

from tests.functional.restapi.bodies import JSON
from tests.functional.restapi.bodies import refused


FORBIDDEN = (
    "id",
    "status",
    "downloads",
    "download_count",
    "opened",
    "owner",
    "sender",
    "sender_id",
    "recipient",
    "token_hash",
    "token_digest",
    "audit",
    "revoked_by",
    "revocation",
    "document",
    "expires_in_days",
    "@id",
)


def test_patch_changes_nothing_but_terms(site, admin, shared):
    before = admin.get(shared["@id"]).json()
    for key in FORBIDDEN:
        refused(admin.patch(shared["@id"], json={"access": "download", key: "x"}), key)
    assert admin.get(shared["@id"]).json() == before
    assert site.actions(shared) == ["share.created", "invitation.queued"]


PATCHES = (
    {},
    {"expires": None},
    {"expires": 7},
    {"expires": "2030-01-31"},
    {"expires": "2020-01-31T00:00:00Z"},
    {"expires": "2099-01-31T00:00:00Z"},
    {"access": "print"},
    {"access": None},
    {"access": ["view"]},
)


def test_a_wrong_patch_changes_nothing(site, admin, shared, subtests):
    for body in PATCHES:
        with subtests.test(str(body)):
            refused(admin.patch(shared["@id"], json=body))
    assert admin.get(shared["@id"]).json() == shared


def test_other_writes_know_their_keys_too(site, admin, shared):
    refused(admin.delete(shared["@id"], json={"reason": "x", "tell": True}), "tell")
    refused(admin.delete(shared["@id"], json={"notify": "yes"}), "notify")
    refused(admin.delete(shared["@id"], json={"reason": 7}), "reason")
    refused(admin.delete(shared["@id"], json={"reason": "x" * 501}), "500")
    refused(admin.delete(shared["@id"], data=b"[]", headers=JSON))
    refused(admin.post(f"{shared['@id']}/resend", json={"to": "x"}), "to")
    refused(admin.post(f"{shared['@id']}/link", json={"new": True}), "new")
    assert site.stored(shared).revocation is None
    assert len(site.store.outbox) == 1
