"""What the documents say is there: files, names, settings, numbers, commands."""

from collective.externalshare.model.settings import Settings
from collective.externalshare.restapi.body import LARGEST
from collective.externalshare.restapi.external_shares.add import MOST_DOCUMENTS
from collective.externalshare.restapi.external_shares.query import OF_SITE
from collective.externalshare.restapi.external_shares.query import PAGE
from collective.externalshare.restapi.external_shares.query import PAGING
from collective.externalshare.services.overview import LARGEST_PAGE
from docutils.core import publish_doctree
from itertools import pairwise
from pathlib import Path

import ast
import collective.externalshare
import pytest
import re
import tomllib


PACKAGE = Path(collective.externalshare.__file__).parent
ROOT = PACKAGE.parents[2]
DOCS = ROOT / "docs"
README = (ROOT / "README.rst").read_text(encoding="utf-8")
WALK = (DOCS / "walk.md").read_text(encoding="utf-8")
INSTALL = (DOCS / "install.md").read_text(encoding="utf-8")
REST = (DOCS / "reference" / "rest.md").read_text(encoding="utf-8")
VARIABLE = re.compile(r"EXTERNALSHARE_[A-Z_]+")


def defined_in(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_file_of_the_walk_is_there():
    named = re.findall(r"`((?:[\w]+/)*[\w]+(?:\.py|/))`", WALK)
    assert len(named) > 40
    places = (PACKAGE, ROOT)
    assert [name for name in named if not any((one / name).exists() for one in places)] == []


def test_every_name_behind_a_file_of_the_walk_is_in_that_file():
    named = re.findall(r"`(\S+\.py)` `(\w+)`", WALK)
    assert len(named) > 4
    named += [(f"{path.replace('.', '/')}.py", name) for path, name in dotted_names()]
    assert [(path, name) for path, name in named if name not in defined_in(PACKAGE / path)] == []


def dotted_names():
    found = re.findall(r"`(services\.\w+)\.(\w+)", WALK)
    assert found
    return found


def test_no_service_is_missing_from_the_walk():
    services = {path.name for path in (PACKAGE / "services").glob("*.py")}
    plumbing = {"__init__.py", "ports.py"}
    assert services - plumbing == set(re.findall(r"`services/(\w+\.py)`", WALK))


def test_every_variable_of_the_environment_is_explained_and_no_other():
    read = set()
    for path in PACKAGE.rglob("*.py"):
        read |= set(VARIABLE.findall(path.read_text(encoding="utf-8")))
    table = re.findall(r"^\| `(\w+)` \|", INSTALL, re.M)
    assert read == set(table) == set(VARIABLE.findall(INSTALL))


@pytest.mark.parametrize("name", ["README.rst", "CHANGES.rst", *sorted(DOCS.glob("adr/*.rst"))])
def test_pages_are_sound_markup(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    # Level 1 is a hint; anything found stops the parser.
    publish_doctree(text, settings_overrides={"halt_level": 1, "report_level": 5})


def test_the_readme_is_one_screen_and_leads_to_what_is_there():
    assert len(README.splitlines()) <= 70
    named = re.findall(r"``((?:docs/)?[\w/.]+(?:\.md|\.rst|/))``", README)
    named += re.findall(r"image:: (\S+)", README)
    assert len(named) >= 7
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_commands_of_the_documents_are_there():
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):", make, re.M))
    said = set(re.findall(r"(?:``|^ +)make ([a-z0-9-]+)", README, re.M))
    assert {"demo", "test", "walk"} <= said <= targets
    setup = (ROOT / "setup.py").read_text(encoding="utf-8")
    assert "externalshare-outbox=" in setup.replace(" ", "")


def test_decisions_are_numbered_and_have_their_three_parts():
    pages = sorted((DOCS / "adr").glob("*.rst"))
    numbers = [int(page.name[:4]) for page in pages]
    # A number may be free: of a decision that was not taken in the end.
    assert (numbers[0], len(set(numbers))) == (1, len(pages))
    for page in pages:
        lines = page.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"{int(page.name[:4])}. "), page.name
        headings = [line for line, below in pairwise(lines) if set(below) == {"-"}]
        assert headings == ["Context", "Decision", "Consequences"], page.name


def test_numbers_of_the_reference_are_those_of_the_code():
    assert LARGEST == 1 << 20
    for sentence in (
        "the body is larger than one megabyte",
        f"list of UIDs, at most {MOST_DOCUMENTS}",
        f"neither means the default ({Settings().default_days})",
        f"1 to {LARGEST_PAGE} shares at once; default {PAGE}",
    ):
        assert sentence in REST


def test_the_reference_names_every_filter():
    parameters = REST[REST.index("| parameter | narrows to |") :].split("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", parameters, re.M)) == {*OF_SITE, *PAGING}


def test_the_reference_names_every_service_at_a_glance():
    glance = REST[REST.index("## At a glance") : REST.index("## What holds for all")]
    said = set(re.findall(r"^\| `([A-Z]+) <\w+>/(@external-[a-z-]+)", glance, re.M))
    services = set()
    for path in (PACKAGE / "restapi").rglob("configure.zcml"):
        for tag in re.findall(r"<plone:service\b[^>]*>", path.read_text(encoding="utf-8")):
            services |= set(re.findall(r'method="(\w+)"[^>]*name="(@[\w-]+)"', tag, re.S))
    assert len(services) > 15
    assert services - said == set()


def test_python_is_the_same_everywhere():
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert ruff["target-version"] == "py311"
    assert "Python 3.11 or newer" in README
    assert 'python_requires=">=3.11"' in (ROOT / "setup.py").read_text(encoding="utf-8")
