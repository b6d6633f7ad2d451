"""Every word has its English and its German."""

from collective.externalshare.locales.update import DOMAIN
from collective.externalshare.locales.update import extract
from pathlib import Path
from pythongettext.msgfmt import Msgfmt

import collective.externalshare
import polib
import pytest
import re


PACKAGE = Path(collective.externalshare.__file__).parent
LOCALES = PACKAGE / "locales"
PLACEHOLDER = re.compile(r"\$\{\w+\}")


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    """Message id -> English default, as the code has them now."""
    return extract(tmp_path_factory.mktemp("words") / f"{DOMAIN}.pot")


def catalogue(language):
    path = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if not entry.obsolete}


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_word_is_translated(words, language):
    translated = catalogue(language)
    assert sorted(words) == sorted(translated)
    assert [name for name, text in translated.items() if not text.strip()] == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_translations_have_the_placeholders_of_the_words(words, language):
    differing = [
        name
        for name, text in catalogue(language).items()
        if sorted(set(PLACEHOLDER.findall(text))) != sorted(set(PLACEHOLDER.findall(words[name])))
    ]
    assert differing == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_catalogues_compile(language):
    path = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as handle:
        assert Msgfmt(handle, name=str(path)).get()
