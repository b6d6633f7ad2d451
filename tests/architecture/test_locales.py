"""Every word has its English and its German."""

from collective.externalshare.locales.update import DOMAIN
from collective.externalshare.locales.update import extract
from collective.externalshare.locales.update import letters
from collective.externalshare.locales.update import update
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


def test_no_translation_waits_to_be_looked_at_again(words):
    path = LOCALES / "de" / "LC_MESSAGES" / f"{DOMAIN}.po"
    entries = polib.pofile(str(path))
    assert [one.msgid for one in entries if one.fuzzy] == []
    of_now = {name: letters(f'Default: "{default}"') for name, default in words.items()}
    assert {one.msgid: letters(one.comment) for one in entries} == of_now


def test_a_translation_whose_english_changes_is_marked_and_not_lost(tmp_path):
    path = tmp_path / "de" / "LC_MESSAGES" / f"{DOMAIN}.po"
    long = "Words of a sentence that is long enough to be broken into several lines. " * 3
    update(path, {"a": "One", "b": long, "gone": "x"})
    filled = polib.pofile(str(path))
    for entry in filled:
        entry.msgstr = f"auf Deutsch: {entry.msgid}"
    filled.save(str(path))
    update(path, {"a": "Two", "b": long, "new": "y"})

    def kept():
        return {one.msgid: (one.msgstr, one.fuzzy) for one in polib.pofile(str(path))}

    expected = {
        "a": ("auf Deutsch: a", True),
        "b": ("auf Deutsch: b", False),
        "new": ("", False),
    }
    assert kept() == expected
    update(path, {"a": "Two", "b": long, "new": "y"})
    assert kept() == expected


@pytest.mark.parametrize("language", ["en", "de"])
def test_translations_have_the_placeholders_of_the_words(words, language):
    differing = [
        name
        for name, text in catalogue(language).items()
        if sorted(set(PLACEHOLDER.findall(text))) != sorted(set(PLACEHOLDER.findall(words[name])))
    ]
    assert differing == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_line_ends_are_line_ends(language):
    """Readers of a mail in English once saw them written out."""
    assert [name for name, text in catalogue(language).items() if "\\n" in text] == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_catalogues_compile(language):
    path = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as handle:
        assert Msgfmt(handle, name=str(path)).get()
