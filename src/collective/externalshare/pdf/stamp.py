"""The child's way to a whole copy, for files that no template can be made of."""

from collective.externalshare.pdf import proof
from collective.externalshare.pdf.rewrite import artwork
from collective.externalshare.pdf.rewrite import rewrite
from typing import Any


def stamp(job: dict[str, Any]) -> dict[str, Any]:
    """Write the stamped ``source`` over ``target``; answer ``pages``.

    Anything raised means that the target must not be used.
    """
    claim = rewrite(job, artwork(job), filled=True)
    proof.demand(claim, job["source"], job["target"], job["bounds"]["pixels"])
    return {"pages": len(claim.frames)}
