"""A PDF engine that is at fault: 503, nothing is stored, and no file is blamed."""

from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.sentences import SENTENCES
from tests.common.broken import broken_by
from tests.common.content import a_document

import transaction


BODY = {"recipients": [{"email": "jo@supplier.example.org"}]}


def test_sharing_waits_for_the_engine(site, admin):
    with broken_by(EngineMissing("no library")):
        document = a_document(site.portal)
        transaction.commit()
        answers = [
            admin.post(site.of(document), json=BODY),
            admin.post(site.shares, json={**BODY, "documents": [document.UID()]}),
        ]
    for answer in answers:
        assert answer.status_code == 503
        assert answer.json()["message"] == SENTENCES["engine_failed"].default
    assert len(site.store.shares) == len(site.store.verdicts) == 0
    assert admin.post(site.of(document), json=BODY).status_code == 201
