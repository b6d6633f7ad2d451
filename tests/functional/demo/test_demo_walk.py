"""The walk of the demonstration, unattended, with whatever file somebody has."""

from collective.externalshare.demo.papers.small import LOCK_PASSWORD
from collective.externalshare.demo.places import PUBLISHED
from collective.externalshare.demo.settings import free_port
from pathlib import Path

import os
import pytest


def test_the_walk_arrives(demo):
    walk = demo.run("walk", PDF="")

    assert walk.returncode == 0, walk.stdout + walk.stderr
    numbers = [int(line.split()[0]) for line in walk.stdout.splitlines()]
    assert numbers == list(range(1, 15))
    assert f"Found the demonstration: {demo.site}" in walk.stdout
    copy = demo.folder / "out/QP-07-B-Rosa-Lindt.pdf"
    assert copy.read_bytes() != (demo.folder / "papers/QP-07-B.pdf").read_bytes()


@pytest.mark.parametrize(
    ("sample", "reason"), [("PL-27.pdf", "password"), ("certificate.pdf", "PDF")]
)
def test_the_walk_repeats_what_the_addon_says_of_a_file_it_refuses(demo, sample, reason):
    walk = demo.run("walk", str(demo.folder / "papers" / sample))

    assert walk.returncode == 1
    assert walk.stdout.count("\n") == 2
    assert walk.stderr.count("\n") == 1
    assert reason in walk.stderr
    assert "not found" not in walk.stderr
    assert LOCK_PASSWORD not in walk.stderr
    kept = demo.get(f"{PUBLISHED}?b_size=100").json()["items"]
    assert not [item for item in kept if item["title"] == Path(sample).stem]


@pytest.mark.parametrize(
    "name", [b"new\nline.pdf", b"latin-\xfc.pdf", "\u00fc".encode() * 125 + b".pdf"]
)
def test_the_walk_takes_whatever_a_file_system_calls_a_pdf(demo, tmp_path, name):
    path = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(path)).write_bytes((demo.folder / "papers/QP-07-B.pdf").read_bytes())

    walk = demo.run("walk", path)

    assert walk.returncode == 0, walk.stdout + walk.stderr
    assert walk.stdout.count("\n") == 14


def test_the_walk_finds_the_server_of_its_folder_on_another_port(demo, tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"not a PDF")

    walk = demo.run("walk", str(tmp_path / "x.pdf"), PORT=str(free_port()))

    assert f"Found the demonstration: {demo.site}" in walk.stdout
