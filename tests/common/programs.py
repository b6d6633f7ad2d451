"""What of this machine some tests need: programs, packages, an index.

The one place in which they are skipped, always by name and never in CI.
"""

import os
import pytest
import shutil


def program(*names):
    """Path of the first of these programs that is there, else as `lacking`."""
    found = next(filter(None, map(shutil.which, names)), None)
    need(found, " or ".join(names))
    return found


def need(found, name):
    """Go on only with something of this machine, else as `lacking`."""
    if not found:
        lacking(f"{name} is not installed")


def lacking(reason, said=""):
    """Skip the test by name; in CI it fails, for there it must run."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; in CI this test must run\n{said}".rstrip())
    pytest.skip(reason)
