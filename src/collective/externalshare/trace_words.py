"""What there is to say of a copy that turned up."""

from __future__ import annotations

from . import _
from .model.audit import Action
from .model.traces import Certainty
from .model.traces import Place


SURE = {
    Certainty.CERTAIN: _(
        "trace_sure_certain", default="Certain: the file is this copy, byte for byte."
    ),
    Certainty.SURE: _(
        "trace_sure_sure",
        default="Sure: the file was changed after it was made, and still names this copy "
        "(${places}). Only somebody who has seen the copy could have written its number into "
        "another file.",
    ),
    Certainty.TYPED: _(
        "trace_sure_typed",
        default="As sure as the number is: compare it with the page once more.",
    ),
}

PLACES = {
    Place.IDENTIFIER: _("trace_place_identifier", default="in its identifier"),
    Place.PROPERTIES: _("trace_place_properties", default="in its properties"),
    Place.STAMP: _("trace_place_stamp", default="in its stamp"),
}

TROUBLES = {
    "locked": _(
        "trace_trouble_locked",
        default="The file is locked with a password, so only what is not encrypted could be read.",
    ),
    "damaged": _(
        "trace_trouble_damaged", default="The file is damaged, so only a part of it could be read."
    ),
}

MADE = {
    Action.SHARE_DOWNLOADED: _("trace_made_download", default="Made for a download on ${moment}."),
    Action.SHARE_ATTACHED: _(
        "trace_made_attachment",
        default="Made for a mail on ${moment}, to go with it as an attachment.",
    ),
    Action.SHARE_OPENED: _(
        "trace_made_view",
        default="Made for viewing in the browser on ${moment}; pictures of its pages were sent, "
        "no file.",
    ),
}
UNKNOWN_NUMBER = _(
    "trace_unknown_number", default="No copy with the number ${number} is in the records."
)
UNKNOWN_FILE = _(
    "trace_unknown_file",
    default="This file is unknown here. It is no copy from this site, or everything in it that "
    "programs recognise a copy by is gone: that is so after printing and scanning. If a copy "
    "number stands on its pages, type it.",
)
STRANGE = _(
    "trace_strange",
    default="The file names the copy number ${number}, and there is no such copy in the "
    "records: it comes from another site, or the record is no longer kept.",
)
BROKEN = _(
    "trace_broken",
    default="The records of this share were changed from outside, so this answer may be wrong.",
)
ERASED = _("trace_erased", default="A person whose data were erased")
NO_IP = _("trace_no_ip", default="The IP address is not kept.")
FROM_IP = _("trace_from_ip", default="Asked for from ${ip}.")
