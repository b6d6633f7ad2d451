"""The sdist and the wheel build, hold everything, and install."""

from pathlib import Path

import pytest
import shutil
import subprocess
import sys
import tarfile
import zipfile


ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "build", "dist", "*.egg-info", "*.mo", "__pycache__", ".*_cache"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with both, built from a clean copy of the project."""
    folder = tmp_path_factory.mktemp("distribution")
    project = folder / "project"
    shutil.copytree(ROOT, project, ignore=LEFT_OUT)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, project]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_wheel_holds_every_file_of_the_package(built):
    (wheel,) = built.glob("*.whl")
    package = ROOT / "src" / "collective" / "externalshare"
    kinds = (".py", ".zcml", ".xml", ".pt", ".css", ".js", ".po")
    wanted = {
        str(path.relative_to(ROOT / "src"))
        for path in package.rglob("*")
        if path.suffix in kinds and "__pycache__" not in path.parts
    }
    held = set(zipfile.ZipFile(wheel).namelist())
    assert wanted - held == set()
    assert "collective/__init__.py" not in held


def test_the_wheel_holds_compiled_catalogues(built):
    (wheel,) = built.glob("*.whl")
    held = zipfile.ZipFile(wheel).namelist()
    for language in ("en", "de"):
        name = f"collective/externalshare/locales/{language}/LC_MESSAGES/collective.externalshare"
        assert f"{name}.mo" in held


def test_the_sdist_holds_what_a_reader_needs(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("README.rst", "CHANGES.rst", "LICENSE", "constraints.txt", "docs/walk.md"):
        assert name in held


def test_the_wheel_installs(built, tmp_path):
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index"]
    done = subprocess.run([*pip, "--target", tmp_path, wheel], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "collective" / "externalshare" / "configure.zcml").is_file()
