"""The child's way to a whole copy, for files that no template can be made of."""

from collective.externalshare.pdf import pages
from collective.externalshare.pdf import proof
from collective.externalshare.pdf import qpdf
from collective.externalshare.pdf import xmp
from collective.externalshare.pdf.lettering import Lettering
from collective.externalshare.pdf.press import Press
from collective.externalshare.pdf.press import save
from collective.externalshare.pdf.scrub import scrub
from typing import Any


def stamp(job: dict[str, Any]) -> dict[str, Any]:
    """Write the stamped ``source`` over ``target``; answer ``pages``.

    Anything raised means that the target must not be used.
    """
    bounds = job["bounds"]
    drawn = Lettering(job["fonts"]).artwork(job["diagonal"], job["footer"], job["opacity"])
    with qpdf.opened(job["source"]) as pdf:
        claimed = xmp.claimed(pdf)
        scrub(pdf, job["comments"])
        press = Press(pdf, bounds["content"], job["angle"])
        press.stamp_all(bounds["pages"])
        covered = pages.numbers_of_noted(pdf)
        press.fill(drawn)
        xmp.write(pdf, claimed, tagged=not press.enclosed)
        save(pdf, job["target"])
    claim = proof.Claim(drawn, press.frames, press.repaired, covered, job["angle"])
    proof.demand(claim, job["source"], job["target"], bounds["pixels"])
    return {"pages": len(press.frames)}
