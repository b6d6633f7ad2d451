"""Real files: those that PDF libraries and installed packages bring along for their own tests."""

from pathlib import Path
from tests.common.programs import program
from tests.common.public_pdfs import LIBRARIES
from tests.common.public_pdfs import public_pdfs
from tests.unit.pdf.way import Way

import hashlib
import pytest
import site
import subprocess


def _installed():
    """Distinct files by their content, named after where they lie."""
    known = {}
    for folder in site.getsitepackages():
        for path in sorted(Path(folder).rglob("*.pdf")):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            known.setdefault(digest, (path, str(path.relative_to(folder))))
    return [pytest.param(path, id=name) for path, name in known.values()]


@pytest.mark.parametrize("path", _installed())
def test_installed_file_is_copied(tmp_path, path):
    outcome = Way(tmp_path).go(str(path))
    assert (outcome.word, outcome.faults) == ("template", ())


@pytest.mark.parametrize("library", LIBRARIES)
def test_public_files_give_right_copies(tmp_path, subtests, library):
    files = {path.name: path for path in public_pdfs(library)}
    assert len(files) > 10
    outcomes = Way(tmp_path).all(files.items())
    for name, outcome in outcomes.items():
        with subtests.test(name):
            assert not outcome.faults
            if outcome.word == "locked":
                asked = [program("qpdf"), "--requires-password", files[name]]
                # 0: it does; 3: it is encrypted, and no password of an owner opens it to qpdf.
                done = subprocess.run(asked, capture_output=True, check=False)
                assert done.returncode in (0, 3)
    refused = [name for name, outcome in outcomes.items() if not outcome.copied]
    broken = [name for name in refused if outcomes[name].word != "locked"]
    # Libraries keep a few files that nobody can read; all others are copied.
    assert len(broken) <= len(files) / 10, broken
