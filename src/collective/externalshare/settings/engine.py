"""Settings of the PDF engine: what one file may cost the server."""

from __future__ import annotations

from .. import _
from ..model.settings import Settings
from zope import schema
from zope.interface import Interface


DEFAULTS = Settings()


class IEngineSettings(Interface):
    """Bounds of each job on a PDF; a file beyond one of them is refused."""

    pdf_pages = schema.Int(
        title=_("setting_pdf_pages", default="Pages of a PDF at most"),
        min=1,
        max=20000,
        default=DEFAULTS.pdf_pages,
    )

    pdf_megabytes = schema.Int(
        title=_("setting_pdf_megabytes", default="Megabytes of a PDF at most"),
        min=1,
        max=2000,
        default=DEFAULTS.pdf_megabytes,
    )

    pdf_cpu_seconds = schema.Int(
        title=_("setting_pdf_cpu_seconds", default="Seconds of computing for one PDF at most"),
        min=2,
        max=300,
        default=DEFAULTS.pdf_cpu_seconds,
    )

    pdf_wall_seconds = schema.Int(
        title=_("setting_pdf_wall_seconds", default="Seconds of waiting for one PDF at most"),
        min=2,
        max=300,
        default=DEFAULTS.pdf_wall_seconds,
    )

    pdf_memory_megabytes = schema.Int(
        title=_("setting_pdf_memory_megabytes", default="Megabytes of memory for one PDF at most"),
        min=256,
        max=8192,
        default=DEFAULTS.pdf_memory_megabytes,
    )
