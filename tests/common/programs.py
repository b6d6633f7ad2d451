"""Programs beside Python that some tests need."""

import os
import pytest
import shutil


def program(*names):
    """Path of the first of these programs that is there.

    Without any the test is skipped by name; in CI it fails, for there it must run.
    """
    found = next(filter(None, map(shutil.which, names)), None)
    need(found, " or ".join(names))
    return found


def need(found, name):
    """Skip a test without something of this machine; in CI fail it, for there it must run."""
    if not found:
        reason = f"{name} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}; in CI this test must run")
        pytest.skip(reason)
