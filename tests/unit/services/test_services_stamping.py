"""The words on a copy."""

from collective.externalshare.model.invitation import Invitation
from collective.externalshare.model.settings import Settings
from collective.externalshare.model.times import to_micros
from collective.externalshare.services.stamping import stamp_for
from datetime import datetime
from datetime import UTC

import pytest


NOW = to_micros(datetime(2026, 11, 21, 23, 59, tzinfo=UTC))
COPY = "K7QF-2M9X-41TB"
ADDRESS = "jo@supplier.example.org"


def invitation(name="Jo Meyer", organisation="Supplier Ltd"):
    return Invitation("i" * 32, "d" * 32, "r" * 32, name, organisation, "", "kid", NOW)


def test_a_copy_says_what_it_is_and_whose():
    stamp = stamp_for(Settings(), invitation(), ADDRESS, NOW, COPY)
    assert stamp.diagonal == (
        "External distribution · Confidential",
        "Jo Meyer",
        "jo@supplier.example.org · 2026-11-21",
    )
    assert stamp.footer == (
        "External distribution · Confidential · "
        "Jo Meyer <jo@supplier.example.org>, Supplier Ltd · 2026-11-21 UTC · K7QF-2M9X-41TB"
    )


def test_a_reader_without_a_name_is_named_by_the_address():
    stamp = stamp_for(Settings(), invitation("", ""), ADDRESS, NOW, COPY)
    assert stamp.diagonal[1:] == ("jo@supplier.example.org · 2026-11-21",)
    assert stamp.footer.endswith(
        "Confidential · jo@supplier.example.org · 2026-11-21 UTC · K7QF-2M9X-41TB"
    )


@pytest.mark.parametrize(
    ("headline", "classification", "first"),
    [
        ("Controlled copy", "Restricted", "Controlled copy · Restricted"),
        ("", "Restricted", "Restricted"),
        (" ", "", "Jo Meyer"),
    ],
)
def test_the_first_line_is_the_sites_own(headline, classification, first):
    settings = Settings(watermark_headline=headline, watermark_classification=classification)
    assert stamp_for(settings, invitation(), ADDRESS, NOW, COPY).diagonal[0] == first
