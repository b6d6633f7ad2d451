"""A document that shows what it is in its bytes, and the scene on which steps fail."""

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas
from tests.common.content import a_document
from tests.functional.recipient.steps import engine
from tests.functional.recipient.steps.breaking import Scene
from tests.functional.recipient.steps.calm import AUTHOR
from tests.functional.recipient.steps.calm import MARKER

import io
import pytest
import transaction


@pytest.fixture
def data():
    """A source whose bytes show their text and their author in clear."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, invariant=True, pageCompression=0)
    page.setAuthor(AUTHOR.decode())
    for _ in range(2):
        page.drawString(72, 760, MARKER.decode())
        page.showPage()
    page.save()
    assert MARKER in out.getvalue()
    assert AUTHOR in out.getvalue()
    return out.getvalue()


@pytest.fixture
def document(site, data, monkeypatch, tmp_path):
    monkeypatch.setenv("EXTERNALSHARE_COPIES", str(tmp_path / "workshop"))
    made = a_document(site, data=data)
    transaction.commit()
    return made


@pytest.fixture
def scene(sharing, monkeypatch, tmp_path):
    yield Scene(sharing, tmp_path / "workshop", monkeypatch)
    engine.end_helpers()
