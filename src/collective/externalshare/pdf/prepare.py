"""The child's way to a template: everything that is done once a revision."""

from collective.externalshare.pdf import proof
from collective.externalshare.pdf import qpdf
from collective.externalshare.pdf import tail
from collective.externalshare.pdf.cut import cut
from collective.externalshare.pdf.rewrite import artwork
from collective.externalshare.pdf.rewrite import rewrite
from collective.externalshare.pdf.seal import sealed
from dataclasses import asdict
from pathlib import Path
from typing import Any

import base64
import hashlib
import os


PROBE = tail.Identity("0" * 32, "", "")
"""Of the copy that is made to be looked at; nobody receives it."""


def prepare(job: dict[str, Any]) -> dict[str, Any]:
    """Write the body of ``source`` over ``target``, and its facts over ``facts``.

    The finished body is looked at with a probe stamp on it (see ``proof``).
    Anything raised means that neither file must be used.
    """
    claim = rewrite(job, artwork(job), filled=False)
    layout = _cut(job["target"])
    _probed(job, layout, claim)
    with open(job["target"], "rb") as body:
        sha256 = hashlib.file_digest(body, "sha256").hexdigest()
    facts = {
        **asdict(layout),
        "sha256": sha256,
        "rows": base64.b64encode(layout.rows).decode(),
        "last_row": layout.last_row.hex(),
        "sizes": [side * frame.unit for frame in claim.frames for side in frame.size],
    }
    Path(job["facts"]).write_bytes(sealed(facts))
    return {"pages": len(claim.frames)}


def _cut(path: str) -> tail.Layout:
    with qpdf.opened(path) as pdf:
        diagonal, footer = proof.panels(pdf.pages[0].obj)
        numbers = diagonal.objgen[0], footer.objgen[0]
    with open(path, "r+b") as stream:
        return cut(stream, *numbers)


def _probed(job: dict[str, Any], layout: tail.Layout, claim: proof.Claim) -> None:
    """Complete the body for the proof, then cut it back to what it was."""
    target = job["target"]
    with open(target, "ab") as stream:
        stream.write(tail.build(layout, claim.artwork, PROBE).joined(layout))
    proof.demand(claim, job["source"], target, job["bounds"]["pixels"])
    os.truncate(target, layout.length)
