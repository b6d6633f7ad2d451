"""PDFs that carry one thing besides their pages, each made as programs make it."""

from io import BytesIO
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from tests.common.content import a_pdf

import pikepdf


# Plain values, since an object of pikepdf goes with the document it was first put into.
BOX = [50, 700, 200, 720]
SCRIPT = {"/S": Name.JavaScript, "/JS": "app.alert(1)"}
VALUE = {"/Type": Name.Sig, "/Filter": Name("/Adobe.PPKLite"), "/Contents": "signed-by-me"}
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="%s" pdfaid:conformance="%s"/>
</rdf:RDF></x:xmpmeta>"""


def carrying(*loads, encryption=None):
    """The bytes of a report of two pages with these loads, functions of a document."""
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        for load in loads:
            load(pdf)
        pdf.save(out, encryption=encryption or False)
    return out.getvalue()


def restricted():
    """The bytes of a report that opens for everybody and forbids printing."""
    rules = pikepdf.Permissions(print_highres=False, print_lowres=False)
    return carrying(encryption=pikepdf.Encryption(owner="o", user="", R=6, allow=rules))


def note(kind, page=0, **entries):
    """An annotation on a page."""

    def load(pdf):
        entries_of = {"/" + key: value for key, value in entries.items()}
        made = Dictionary({"/Type": Name.Annot, "/Subtype": Name(kind), "/Rect": BOX, **entries_of})
        leaf = pdf.pages[page].obj
        leaf.Annots = Array([*leaf.get("/Annots", ()), pdf.make_indirect(made)])

    return load


def field(kind=None, kids=(), **entries):
    """A field of the form; `kids` are entries of fields below it."""

    def load(pdf):
        made = {"/T": "field", **{"/" + key: value for key, value in entries.items()}}
        if kind:
            made["/FT"] = Name(kind)
        if kids:
            made["/Kids"] = Array([pdf.make_indirect(Dictionary(one)) for one in kids])
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(made))]))

    return load


def signed(pdf):
    """An approval signature, or what is left of one: only the structure counts."""
    field("/Sig", V=pdf.make_indirect(Dictionary(VALUE)))(pdf)


def certified(pdf):
    """The author's signature, of which the field may be anywhere."""
    pdf.Root.Perms = Dictionary(DocMDP=pdf.make_indirect(Dictionary(VALUE)))


def at_root(**entries):
    """Entries of the catalogue."""

    def load(pdf):
        for key, value in entries.items():
            pdf.Root["/" + key] = value

    return load


def scripted(pdf):
    """A script that readers run when they open the document."""
    script = pdf.make_indirect(Dictionary(SCRIPT))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script])))


def attached(pdf):
    """A whole spreadsheet."""
    pdf.attachments["costs.xlsx"] = pikepdf.AttachedFileSpec(pdf, b"PK", filename="costs.xlsx")


def pdfa(part, level):
    """Says that it is PDF/A; nobody checks it."""

    def load(pdf):
        stream = pdf.make_stream((XMP % (part, level)).encode())
        stream.Type, stream.Subtype = Name.Metadata, Name.XML
        pdf.Root.Metadata = stream

    return load


marked_for_redaction = note("/Redact", page=1)
commented = note("/Text", Contents="please check")
