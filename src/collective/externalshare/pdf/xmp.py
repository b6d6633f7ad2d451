"""Document metadata: the source's goes, a minimal new stream says what still holds."""

from collective.externalshare.pdf.tail import PRODUCER
from dataclasses import dataclass
from pikepdf import Name
from pikepdf import Stream

import pikepdf
import re


KEPT_PARTS = ("2", "3")
"""Of PDF/A: part 1 knows neither object streams nor transparency, part 4 no properties."""

LONGEST = 1024 * 1024
"""Bytes of a metadata stream that is read at all."""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">{body}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Claimed:
    """The part of PDF/A (ISO 19005) and the level that a file says it keeps."""

    part: str = ""
    level: str = ""

    @property
    def kept(self) -> bool:
        """Whether a copy can still say so, if of level A perhaps as level B."""
        return self.part in KEPT_PARTS and self.level in ("A", "B", "U")


def claimed(pdf: pikepdf.Pdf) -> Claimed:
    """Read what a document claims; nothing where it cannot be read."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream):
        return Claimed()
    try:
        data = stream.read_bytes()[:LONGEST]
    except pikepdf.PdfError:
        return Claimed()
    return Claimed(_value(data, b"part"), _value(data, b"conformance"))


def write(pdf: pikepdf.Pdf, claim: Claimed, *, tagged: bool) -> None:
    """Put a new minimal stream into a scrubbed document.

    :param tagged: whether every page kept its tags; level A is level B without.
    """
    body = f"<pdf:Producer>{PRODUCER}</pdf:Producer>"
    if claim.kept:
        level = "B" if claim.level == "A" and not tagged else claim.level
        body += f"<pdfaid:part>{claim.part}</pdfaid:part>"
        body += f"<pdfaid:conformance>{level}</pdfaid:conformance>"
    stream = pdf.make_stream(_PACKET.format(body=body).encode("utf-8"))
    stream[Name.Type] = Name.Metadata
    stream[Name.Subtype] = Name.XML
    pdf.Root[Name.Metadata] = stream


def _value(data: bytes, name: bytes) -> str:
    """An entry of the ``pdfaid`` namespace, as element or attribute."""
    found = re.search(rb"pdfaid:" + name + rb"(?:\s*=\s*[\"']|\b[^<>]*>)\s*(\w)\b", data)
    return found.group(1).decode("ascii").upper() if found else ""
