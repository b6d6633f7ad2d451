"""Bring the catalogues up to date with the words in the code: `make i18n`.

Needs i18ndude and polib (extra `check`). English gets the words' defaults.
In another language what is left empty is to be translated by hand, and what is
marked fuzzy, because its English has changed, to be looked at again.
"""

from pathlib import Path

import polib
import re
import subprocess
import sys


DOMAIN = "collective.externalshare"
HERE = Path(__file__).parent
POT = HERE / f"{DOMAIN}.pot"
DEFAULT = re.compile(r'Default: "(.*)"$', re.S)


def extract(pot: Path = POT) -> dict[str, str]:
    """Write the template to `pot`; returns message id -> English default."""
    command = [Path(sys.executable).with_name("i18ndude"), "rebuild-pot", "--pot", pot]
    subprocess.run([*command, "--create", DOMAIN, HERE.parent], check=True)  # noqa: S603
    written = pot.read_text(encoding="utf-8")
    # The comment that i18ndude begins with is none for other readers.
    template = polib.pofile(written[written.index('msgid ""') :])
    words = {}
    for entry in template:
        found = DEFAULT.search(entry.comment)
        words[entry.msgid] = found[1].replace("\n", "") if found else entry.msgid
        # Line numbers would change the template with every edit elsewhere.
        entry.occurrences = sorted({(name, "") for name, _ in entry.occurrences})
    template.metadata = {"Content-Type": "text/plain; charset=utf-8", "Domain": DOMAIN}
    template.header = "Words of collective.externalshare. Made by `make i18n`."
    template.save(str(pot))
    return words


def letters(comment: str) -> str:
    """A comment without its blanks, some of which are lost where it is broken into lines."""
    return "".join(comment.split())


def update(path: Path, words: dict[str, str]) -> None:
    """Drop words that are gone, add new ones; English is filled in, the rest left empty."""
    language = path.parent.parent.name
    known = {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Language-Code": language,
        "Domain": DOMAIN,
        "Preferred-Encodings": "utf-8",
    }
    for msgid, default in sorted(words.items()):
        # In the comment line ends are written out.
        english = default.replace("\\n", "\n")
        entry = polib.POEntry(msgid=msgid, msgstr=english, comment=f'Default: "{default}"')
        if language != "en":
            before = known.get(msgid, polib.POEntry(comment=entry.comment))
            entry.msgstr = before.msgstr
            changed = letters(before.comment) != letters(entry.comment)
            entry.flags = ["fuzzy"] if changed or before.fuzzy else []
        catalogue.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))


if __name__ == "__main__":
    found = extract()
    for language in ("en", "de"):
        update(HERE / language / "LC_MESSAGES" / f"{DOMAIN}.po", found)
