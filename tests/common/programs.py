"""Programs beside Python that some tests need."""

import os
import pytest
import shutil


def program(*names):
    """Path of the first of these programs that is there.

    Without any the test is skipped by name; in CI it fails, for there it must run.
    """
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        reason = f"{' or '.join(names)} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}; in CI this test must run")
        pytest.skip(reason)
    return found
