"""Documents for tests."""

from io import BytesIO
from plone import api
from plone.namedfile.file import NamedBlobFile
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas


def a_pdf(text="Procedure", pages=2, password=None):
    """Bytes of a small PDF."""
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=A4, encrypt=password, invariant=True)
    for number in range(1, pages + 1):
        page.drawString(72, 760, f"{text}, page {number}")
        page.showPage()
    page.save()
    return out.getvalue()


def pdf_file(data=None, filename="procedure.pdf", content_type="application/pdf"):
    return NamedBlobFile(
        data=a_pdf() if data is None else data, contentType=content_type, filename=filename
    )


def a_folder(container, title="Quality", published=True):
    folder = api.content.create(container, "Folder", title=title)
    if published:
        api.content.transition(folder, "publish")
    return folder


def a_document(container, title="SOP-014 Incoming inspection", **values):
    """A File in a published folder, so published itself."""
    folder = a_folder(container)
    return api.content.create(folder, "File", title=title, file=pdf_file(**values))


def set_up_mail(portal, base=None):
    """Mail and link base, without which nothing can be sent."""
    api.portal.set_registry_record("plone.smtp_host", "localhost")
    api.portal.set_registry_record("plone.smtp_port", 2525)
    api.portal.set_registry_record("plone.email_from_address", "documents@example.org")
    api.portal.set_registry_record("plone.email_from_name", "Example Works")
    api.portal.set_registry_record(
        "collective.externalshare.link_base", base or portal.absolute_url()
    )
