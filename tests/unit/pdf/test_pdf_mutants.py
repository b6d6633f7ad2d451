"""Files with a little of them changed give a right copy or a reason."""

from collective.externalshare.model.settings import Settings
from tests.common.numbers import MUTANTS
from tests.common.public_pdfs import LIBRARIES
from tests.common.public_pdfs import public_pdfs
from tests.unit.pdf.mutants import mutants
from tests.unit.pdf.way import Way

import pytest


SEED = "collective.externalshare"


@pytest.mark.campaign
def test_mutants_give_right_copies_or_a_reason(tmp_path, subtests):
    """To repeat one: its number and the seed tell the bytes."""
    good = [path for library in LIBRARIES for path in public_pdfs(library)]
    way = Way(tmp_path, Settings(pdf_cpu_seconds=3, pdf_wall_seconds=10))
    outcomes = way.all(_written(tmp_path, mutants(good, MUTANTS, SEED)))
    for name, outcome in outcomes.items():
        with subtests.test(name):
            assert not outcome.faults
    words = [outcome.word for outcome in outcomes.values()]
    print({word: words.count(word) for word in set(words)})  # noqa: T201
    copied = sum(outcome.copied for outcome in outcomes.values())
    assert MUTANTS / 3 < copied < MUTANTS


def _written(folder, files):
    for name, data in files:
        path = folder / f"{name}.pdf"
        path.write_bytes(data)
        yield name, path
