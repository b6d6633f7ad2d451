"""From a source to a file whose every page draws the panels of the stamp."""

from collective.externalshare.model.grant import Identity
from collective.externalshare.pdf import covers
from collective.externalshare.pdf import overlay
from collective.externalshare.pdf import proof
from collective.externalshare.pdf import qpdf
from collective.externalshare.pdf import tail
from collective.externalshare.pdf import veils
from collective.externalshare.pdf import xmp
from collective.externalshare.pdf.lettering import Lettering
from collective.externalshare.pdf.press import Press
from collective.externalshare.pdf.press import save
from collective.externalshare.pdf.scrub import scrub
from pikepdf import Array
from pikepdf import Name
from pikepdf import String
from typing import Any

import pikepdf


class NoLetters(Exception):
    """The fonts cannot be used; no document is to blame."""


def artwork(job: dict[str, Any]) -> overlay.Artwork:
    """The words of a job as drawings."""
    try:
        letters = Lettering(job["fonts"])
    except Exception as error:
        raise NoLetters from error
    return letters.artwork(job["diagonal"], job["footer"], job["opacity"])


def rewrite(job: dict[str, Any], drawn: overlay.Artwork, filled: bool) -> proof.Claim:
    """Write the scrubbed ``source`` with panels on its pages over ``target``.

    :param filled: whether the panels draw the artwork in this very file, or
        wait for the tail of a copy.
    :return: what must be proved on the finished file.
    """
    with qpdf.opened(job["source"]) as pdf:
        claimed = xmp.claimed(pdf)
        scrub(pdf, job["comments"])
        # All objects were read by now.
        flawed = bool(pdf.get_warnings())
        veils.close_all(pdf, job["bounds"]["content"])
        press = Press(pdf, job["bounds"]["content"], job["angle"])
        press.stamp_all(job["bounds"]["pages"])
        covered = covers.numbers_of_noted(pdf, press.frames)
        if filled:
            said = job.get("identity")
            identity = Identity(**said) if said else None
            press.fill(drawn, identity.copy_number if identity else "")
            if identity:
                _name(pdf, identity)
        xmp.write(pdf, claimed, tagged=not press.enclosed)
        save(pdf, job["target"])
    return proof.Claim(drawn, press.frames, press.repaired, covered, job["angle"], flawed)


def _name(pdf: pikepdf.Pdf, identity: Identity) -> None:
    """Let a copy say of itself what a tail would; the second identifier is that of its content."""
    said = pikepdf.Object.parse(tail.properties(identity))
    pdf.trailer[Name.Info] = pdf.make_indirect(said)
    copy_id = String(bytes.fromhex(identity.copy_id))
    pdf.trailer[Name.ID] = Array([copy_id, copy_id])
