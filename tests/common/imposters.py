"""Files that claim to be PDFs, with the refusal each must meet (T47)."""

from plone import api
from tests.common.content import a_folder
from tests.common.content import pdf_file


SCRIPT = b"<script>alert(document.domain)</script>"
IMPOSTERS = {
    "HTML": (b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>", "not_pdf"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", "not_pdf"),
    # A browser that sniffs sees a page; a lenient reader sees the header.
    "polyglot": (b"<html>" + SCRIPT + b"%PDF-1.7\n" + b"</html>" * 50, "damaged"),
    "header too late": (b"<html>" + SCRIPT + b" " * 1024 + b"%PDF-1.7\n", "not_pdf"),
}


def an_imposter(container, name, content_type="application/pdf"):
    """A published File with an imposter's bytes, which it declares to be something else."""
    data, _refusal = IMPOSTERS[name]
    file = pdf_file(data, filename="procedure.pdf", content_type=content_type)
    return api.content.create(a_folder(container), "File", title="Imposter", file=file)
