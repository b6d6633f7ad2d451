"""No layer is set up for these tests."""

from tests.common.unlayered import _keep_functional_session  # noqa: F401
from tests.common.unlayered import _keep_integration_session  # noqa: F401
