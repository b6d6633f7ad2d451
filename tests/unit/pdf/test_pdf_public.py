"""Real files: those that installed packages bring along for their own tests."""

from pathlib import Path
from tests.unit.pdf import looking

import hashlib
import pypdf
import pypdfium2
import pytest
import site


def _found():
    """Distinct files by their content, named after where they lie."""
    known = {}
    for folder in site.getsitepackages():
        for path in sorted(Path(folder).rglob("*.pdf")):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            known.setdefault(digest, (path, str(path.relative_to(folder))))
    return [pytest.param(path, id=name) for path, name in known.values()]


@pytest.mark.parametrize("path", _found())
def test_public_file_is_stamped_on_every_page(stamper, inspector, a_stamp, target, path):
    source = str(path)
    found = inspector.inspect(source)
    assert found.ok
    assert stamper.stamp(source, a_stamp, target).pages == found.pages
    assert len(pypdf.PdfReader(target, strict=True).pages) == found.pages
    assert len(pypdfium2.PdfDocument(target)) == found.pages
    for number in range(found.pages):
        bare, stamped = looking.picture(source, number), looking.picture(target, number)
        assert looking.ink(looking.marks(bare, stamped)) > 1000
