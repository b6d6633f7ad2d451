"""Settings of the stamp: its words, its look, and what a copy says and keeps beside it."""

from __future__ import annotations

from .. import _
from ..model.settings import Settings
from ..model.words_of_stamp import unknown_placeholders
from ..pdf import fonts
from collections.abc import Iterable
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


DEFAULTS = Settings()
PLACES = SimpleVocabulary(
    [
        SimpleTerm("both", "both", _("stamp_both", default="Across the page and at its foot")),
        SimpleTerm("diagonal", "diagonal", _("stamp_diagonal", default="Across the page only")),
        SimpleTerm("footer", "footer", _("stamp_footer", default="At the foot only")),
    ]
)


class PlaceholderUnknown(schema.ValidationError):
    """Only these stand for something: {name} {address} {reader} {organisation} {date} {document} {revision} {copy} {headline} {classification}."""


def placeholders_constraint(text: str) -> bool:
    """Refuse braces around anything that is no placeholder."""
    if unknown_placeholders(text or ""):
        raise PlaceholderUnknown(text)
    return True


class LineBroken(schema.ValidationError):
    """A line break where only one line has room."""

    def doc(self) -> Message:
        """What to do about it."""
        return _("setting_one_line", default="Write it in one line.")


def line_constraint(text: str) -> bool:
    """Refuse more than one line, too: a constraint of its own takes the place of a `TextLine`'s."""
    if {"\n", "\r"} & set(text or ""):
        raise LineBroken(text)
    return placeholders_constraint(text)


class FontFileUnusable(schema.ValidationError):
    """A path that is no font, or may not be named here; which of them is not said."""

    def doc(self) -> Message:
        """What to do about it."""
        path = self.args[0][:100].encode("utf-8", "replace").decode()
        return _(
            "font_file_unusable",
            default="No font can be read at “${path}”. Name TrueType or OpenType files (.ttf, .otf, "
            ".ttc) of at most 64 MB by their whole path. They must lie in one of these folders, "
            "on every server: ${folders}. Whoever runs the servers can allow more folders with "
            "EXTERNALSHARE_FONTS.",
            mapping={"path": path, "folders": ", ".join(fonts.folders())},
        )


def fonts_constraint(paths: Iterable[str] | None) -> bool:
    """Refuse whatever the server would not take for a font."""
    for path in paths or ():
        if not fonts.nameable(path):
            raise FontFileUnusable(path)
    return True


class IStampSettings(Interface):
    """What stands on every page of every copy."""

    watermark_headline = schema.TextLine(
        title=_("setting_watermark_headline", default="First line of the stamp"),
        description=_(
            "setting_watermark_headline_help",
            default="Stands on every page of every copy, for example External distribution.",
        ),
        required=False,
        max_length=80,
        default=DEFAULTS.watermark_headline,
        missing_value="",
    )

    watermark_classification = schema.TextLine(
        title=_("setting_watermark_classification", default="Classification on the stamp"),
        description=_(
            "setting_watermark_classification_help",
            default="Stands behind the first line, for example Confidential.",
        ),
        required=False,
        max_length=80,
        default=DEFAULTS.watermark_classification,
        missing_value="",
    )

    watermark_diagonal = schema.Text(
        title=_("setting_watermark_diagonal", default="Lines across the page"),
        description=_(
            "setting_watermark_diagonal_help",
            default="Placeholders: {name} {address} {reader} {organisation} {date} {document} "
            "{revision} {copy} {headline} {classification}. Empty: the usual lines.",
        ),
        required=False,
        max_length=500,
        default=DEFAULTS.watermark_diagonal,
        missing_value="",
        constraint=placeholders_constraint,
    )

    watermark_footer = schema.TextLine(
        title=_("setting_watermark_footer", default="Line at the foot of the page"),
        description=_(
            "setting_watermark_footer_help",
            default="With the same placeholders. Without {copy} a printed page cannot be traced "
            "by its number. Empty: the usual line.",
        ),
        required=False,
        max_length=500,
        default=DEFAULTS.watermark_footer,
        missing_value="",
        constraint=line_constraint,
    )

    watermark_place = schema.Choice(
        title=_("setting_watermark_place", default="Where the stamp stands"),
        vocabulary=PLACES,
        default=DEFAULTS.watermark_place,
    )

    watermark_opacity = schema.Int(
        title=_("setting_watermark_opacity", default="Opacity across the page, in percent"),
        min=10,
        max=80,
        default=DEFAULTS.watermark_opacity,
    )

    watermark_angle = schema.Float(
        title=_("setting_watermark_angle", default="Angle across the page, in degrees"),
        description=_(
            "setting_watermark_angle_help",
            default="Empty: along the diagonal of each page. A change lets each document be "
            "prepared anew, when it is opened next.",
        ),
        required=False,
        min=-90.0,
        max=90.0,
        default=DEFAULTS.watermark_angle,
    )

    font_files = schema.Tuple(
        title=_("setting_font_files", default="More font files"),
        description=_(
            "setting_font_files_help",
            default="For names in Chinese, Japanese, Korean and other letters that the stamp shows as "
            "boxes. Whole paths on the server, one per line.",
        ),
        value_type=schema.TextLine(max_length=500),
        required=False,
        max_length=20,
        default=DEFAULTS.font_files,
        missing_value=(),
        constraint=fonts_constraint,
    )

    address_in_properties = schema.Bool(
        title=_(
            "setting_address_in_properties",
            default="Name the reader in the properties of the file, too",
        ),
        required=False,
        default=DEFAULTS.address_in_properties,
    )

    keep_comments = schema.Bool(
        title=_("setting_keep_comments", default="Keep review comments in copies"),
        required=False,
        default=DEFAULTS.keep_comments,
    )

    text_alternative = schema.Bool(
        title=_(
            "setting_text_alternative",
            default="Offer the words of each page to those who cannot see its picture",
        ),
        required=False,
        default=DEFAULTS.text_alternative,
    )
