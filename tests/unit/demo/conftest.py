"""The parts of the demonstration, without a server."""

from tests.common.unlayered import _keep_functional_session  # noqa: F401
from tests.common.unlayered import _keep_integration_session  # noqa: F401
