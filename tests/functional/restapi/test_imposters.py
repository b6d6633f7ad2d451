"""T47: what only claims to be a PDF is refused by its content, and nothing is stored."""

from collective.externalshare.sentences import SENTENCES
from tests.common.imposters import an_imposter
from tests.common.imposters import IMPOSTERS

import pytest
import transaction


BODY = {"recipients": [{"email": "jo@supplier.example.org"}]}


@pytest.mark.parametrize("declared", ["application/pdf", "text/html"])
@pytest.mark.parametrize("name", IMPOSTERS)
@pytest.mark.parametrize("place", ["document", "site"])
def test_an_imposter_is_400_and_stores_nothing(site, admin, name, declared, place):
    document = an_imposter(site.portal, name, declared)
    transaction.commit()
    # Whatever an upload found out: the sending has to look for itself.
    site.store.verdicts.clear()
    transaction.commit()
    if place == "document":
        answer = admin.post(site.of(document), json=BODY)
    else:
        answer = admin.post(site.shares, json={**BODY, "documents": [document.UID()]})
    assert answer.status_code == 400
    assert answer.json()["message"] == SENTENCES[IMPOSTERS[name][1]].default
    store = site.store
    for kept in (store.shares, store.distributions, store.invitations, store.recipients):
        assert len(kept) == 0
    assert len(store.outbox) == len(store.gates) == 0
