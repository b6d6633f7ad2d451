"""Facts on disk with their checksum: what a bad disk made of them is told from what was written.

No secret is in it: whoever may write into the workshop may also replace the engine.
"""

from typing import Any

import hashlib
import json


def sealed(facts: dict[str, Any]) -> bytes:
    """Facts as JSON, behind the checksum of that."""
    written = json.dumps(facts).encode("ascii")
    return hashlib.sha256(written).hexdigest().encode("ascii") + b"\n" + written


def unsealed(data: bytes) -> dict[str, Any]:
    """What was sealed.

    :raises ValueError: when these are other bytes.
    """
    checksum, _, written = data.partition(b"\n")
    if hashlib.sha256(written).hexdigest().encode("ascii") != checksum:
        raise ValueError("the facts are damaged")
    facts: dict[str, Any] = json.loads(written)
    return facts
