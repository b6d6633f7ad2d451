"""The test PDFs of public PDF libraries, out of their source distributions.

Fetched by pip at test time, of the versions that are installed here, and kept
in the user's cache folder; never part of this project.
"""

from importlib.metadata import version
from pathlib import Path
from tests.common.programs import lacking

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile


LIBRARIES = ("pypdf", "pikepdf", "pypdfium2")


def public_pdfs(library):
    """Paths of the distinct PDFs that a library brings along for its own tests.

    Where no package index can be reached: see `programs.lacking`.
    """
    folder = _cache() / f"{library}-{version(library)}"
    if not folder.is_dir():
        _fetch(library, folder)
    return sorted(folder.glob("*.pdf"))


def _cache():
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "collective.externalshare" / "public-pdfs"


def _fetch(library, folder):
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        _download(library, work)
        (archive,) = Path(work).glob("*.tar.gz")
        unpacked = Path(work, "pdfs")
        unpacked.mkdir()
        _unpack(archive, unpacked)
        # Whole at once, so that a run that is ended leaves no half of it.
        if not folder.is_dir():
            shutil.move(unpacked, folder)


def _download(library, folder):
    wanted = f"{library}=={version(library)}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-binary", library, "--dest", folder, wanted]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        lacking(f"the source distribution of {wanted} cannot be fetched by pip", done.stderr)


def _unpack(archive, folder):
    """Distinct PDFs, named after their place in the archive."""
    known = set()
    with tarfile.open(archive) as members:
        for member in members:
            if not (member.isfile() and member.name.lower().endswith(".pdf")):
                continue
            data = members.extractfile(member).read()
            digest = hashlib.sha256(data).digest()
            if digest not in known:
                known.add(digest)
                name = "-".join(Path(member.name).parts[1:])
                (folder / name).with_suffix(".pdf").write_bytes(data)
