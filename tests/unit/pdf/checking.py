"""Judges of a PDF, apart from the code under test."""

from tests.common.programs import program

import subprocess


def checked(path):
    """Fail unless qpdf finds the file without fault."""
    command = [program("qpdf"), "--check", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
