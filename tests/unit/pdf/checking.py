"""Judges of a PDF, apart from the code under test."""

from tests.common.programs import program

import re
import subprocess


_PLACE = re.compile(r"\S*/\S+\.pdf|\b(offset|object|stream|objects|page) [\d ,]+|\d+")


def checked(path):
    """Fail unless qpdf finds the file without fault."""
    command = [program("qpdf"), "--check", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def complaints(path):
    """What qpdf finds wrong, without the places; empty for a file without fault."""
    command = [program("qpdf"), "--check", path]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    if done.returncode == 0:
        return set()
    said = (done.stdout + done.stderr).decode("utf-8", "replace").splitlines()
    faults = [line for line in said if line.startswith(("WARNING: ", "ERROR: "))]
    return {_PLACE.sub("", line).rpartition(": ")[2] for line in faults} or {said[-1]}
