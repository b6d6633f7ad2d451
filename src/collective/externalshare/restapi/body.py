"""The body of a request: read with suspicion, before anything else happens."""

from __future__ import annotations

from ..model.verdict import Refused
from typing import Any

import json
import math


LARGEST = 1_048_576
JSON_TYPE = "application/json"
PDF_TYPE = "application/pdf"
DEFUSED = "collective.externalshare.body"


class _Unreadable(ValueError):
    """Carries a refusal out of the parser's callbacks."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.refused = Refused(code, values)


def is_json(request: Any) -> bool:
    """Whether the request declares JSON, which no page of another site can do unasked."""
    return _declared(request) == JSON_TYPE


def is_pdf(request: Any) -> bool:
    """Whether the body is declared a PDF, which no page of another site can do unasked either."""
    return _declared(request) == PDF_TYPE


def defuse(request: Any) -> None:
    """Take a body out of the way on which plone.restapi would fail.

    Its authentication plugin parses every JSON body, with no guard against
    deep nesting, before a service is asked anything: that would be a 500.
    """
    # A file is as large as it is, and stays in BODYFILE.
    raw = None if is_pdf(request) else request.get("BODY")
    if not isinstance(raw, bytes):
        # Without a body Zope gives a parameter of that name, which is none of ours.
        raw = request.other["BODY"] = b""
    if is_json(request) and raw.strip():
        found = Refused("body_large", {"maximum": LARGEST}) if len(raw) > LARGEST else _parse(raw)
        if isinstance(found, Refused):
            request.other[DEFUSED] = found
            request.other["BODY"] = b"{}"


def read_body(request: Any, optional: bool = False) -> dict[str, Any] | Refused:
    """The JSON object of a request.

    `optional`: no body at all is an empty object, and needs no content type.
    That is for methods which browsers never send to another site unasked.
    `defuse` MUST have been called before.
    """
    raw = request.get("BODY")
    if optional and not raw:
        return {}
    if not is_json(request):
        return Refused("body_type")
    defused = request.other.get(DEFUSED)
    if isinstance(defused, Refused):
        return defused
    return _parse(raw) if raw.strip() else {}


def _declared(request: Any) -> str:
    declared = request.get_header("Content-Type", "") or ""
    return str(declared.partition(";")[0].strip().lower())


def _parse(raw: bytes) -> dict[str, Any] | Refused:
    try:
        found = json.loads(
            raw, parse_float=_number, parse_constant=_constant, object_pairs_hook=_object
        )
        # Lone surrogates pass the parser and break everything that writes them down.
        json.dumps(found, ensure_ascii=False).encode()
    except _Unreadable as error:
        return error.refused
    except RecursionError:
        return Refused("body_deep")
    except UnicodeEncodeError:
        return Refused("body_characters")
    except ValueError:
        return Refused("body_json")
    return found if isinstance(found, dict) else Refused("body_object")


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _Unreadable("body_number")
    return value


def _constant(text: str) -> float:
    raise _Unreadable("body_json")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Unreadable("body_twice", key=short(key))
        found[key] = value
    return found


def short(text: str) -> str:
    """A stranger's word as a sentence may repeat it."""
    return text[:80].encode("utf-8", "replace").decode()
