"""No layer is set up for these tests; what several of them verify."""

from collective.externalshare import verify
from tests.common.unlayered import _keep_functional_session  # noqa: F401
from tests.common.unlayered import _keep_integration_session  # noqa: F401
from tests.unit.model.evidence import a_chain
from tests.unit.model.evidence import grow
from tests.unit.model.evidence import KEY
from tests.unit.model.evidence import sealed

import base64
import pytest


@pytest.fixture
def story():
    """Two chains, sealed twice, and one row that no seal knows yet."""
    one, other = a_chain("a" * 32, 6), a_chain("b" * 32, 4)
    first = sealed(one, other)
    grow(one, 5, 6000)
    second = sealed(one, before=first, now=7000)
    grow(other, 1, 8000)
    return [one, other], [first, second]


@pytest.fixture
def run(tmp_path, capsys):
    """Verify lines as a person would: what was said, and how it ended."""

    def verified(rows, seals, key=KEY):
        names = tmp_path / "rows.jsonl", tmp_path / "seals.jsonl"
        for name, lines in zip(names, (rows, seals), strict=True):
            name.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        more = []
        if key:
            (tmp_path / "key").write_bytes(base64.b64encode(key))
            more = ["--key", str(tmp_path / "key")]
        code = verify.main([*map(str, names), *more])
        return code, capsys.readouterr().out

    return verified
