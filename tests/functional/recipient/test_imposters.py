"""T47: a file that only claims to be a PDF reaches no reader, for the form sends none."""

from collective.externalshare.sentences import SENTENCES
from collective.externalshare.services.ports import ports_for
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests.common.imposters import an_imposter
from tests.common.imposters import IMPOSTERS
from tests.functional.sender.conftest import Client

import pytest
import transaction


@pytest.fixture
def editor():
    client = Client()
    client.session.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    return client


def store_of(site):
    transaction.begin()
    return ports_for(site).store


@pytest.mark.parametrize("name", IMPOSTERS)
def test_t47_the_form_refuses_an_imposter_and_stores_nothing(site, document, editor, name):
    refusal = IMPOSTERS[name][1]
    imposter = an_imposter(site, name)
    transaction.commit()
    store_of(site).verdicts.clear()
    transaction.commit()
    url = f"{imposter.absolute_url()}/@@external-sharing"
    editor.get(url)
    if refusal == "damaged":
        # It begins like a PDF, and only the sending looks further.
        editor.press("preview", recipients="jo@supplier.example.org")
    assert SENTENCES[refusal].default in editor.text
    # And with what a good document's form would send.
    editor.get(f"{document.absolute_url()}/@@external-sharing")
    form = editor.form("form.buttons.preview")
    typed = {**form.values, "form.widgets.recipients": "jo@supplier.example.org"}
    typed = {key: value for key, value in typed.items() if not key.startswith("form.buttons.")}
    for button in ("preview", "send", "links"):
        answer = editor.session.post(url, {**typed, f"form.buttons.{button}": button})
        assert answer.status_code == 200
        assert SENTENCES[refusal].default in answer.text
    store = store_of(site)
    assert len(store.shares) == len(store.distributions) == len(store.outbox) == 0
