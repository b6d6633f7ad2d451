"""The words on a copy."""

from collective.externalshare.model.invitation import Invitation
from collective.externalshare.model.settings import Settings
from collective.externalshare.model.times import to_micros
from collective.externalshare.model.words_of_stamp import unknown_placeholders
from collective.externalshare.services.stamping import readable
from collective.externalshare.services.stamping import stamp_for
from collective.externalshare.services.stamping import Subject
from collective.externalshare.settings.stamp import placeholders_constraint
from collective.externalshare.settings.stamp import PlaceholderUnknown
from datetime import datetime
from datetime import UTC

import pytest


NOW = to_micros(datetime(2026, 11, 21, 23, 59, tzinfo=UTC))
COPY = "K7QF-2M9X-41TB"
ADDRESS = "jo@supplier.example.org"


def subject(name="Jo Meyer", organisation="Supplier Ltd", language=""):
    invitation = Invitation("i" * 32, "d" * 32, "r" * 32, name, organisation, language, "kid", NOW)
    return Subject(invitation, ADDRESS, "Pump station", "C", COPY, NOW)


def test_a_copy_says_what_it_is_and_whose():
    stamp = stamp_for(Settings(), subject())
    assert stamp.diagonal == (
        "External distribution · Confidential",
        "Jo Meyer",
        "jo@supplier.example.org · 2026-11-21",
    )
    assert stamp.footer == (
        "External distribution · Confidential · "
        "Jo Meyer <jo@supplier.example.org>, Supplier Ltd · 2026-11-21 UTC · K7QF-2M9X-41TB"
    )
    assert stamp.opacity == 0.3


def test_a_reader_without_a_name_is_named_by_the_address():
    stamp = stamp_for(Settings(), subject("", ""))
    assert stamp.diagonal[1:] == ("jo@supplier.example.org · 2026-11-21",)
    end = "Confidential · jo@supplier.example.org · 2026-11-21 UTC · K7QF-2M9X-41TB"
    assert stamp.footer.endswith(end)


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
    assert stamp_for(settings, subject()).diagonal[0] == first


def test_words_are_a_setting_with_placeholders():
    settings = Settings(
        watermark_diagonal="{document} rev. {revision}\n\n{organisation}",
        watermark_footer="{copy} · {name}",
        watermark_opacity=55,
    )
    stamp = stamp_for(settings, subject())
    assert stamp.diagonal == ("Pump station rev. C", "Supplier Ltd")
    assert stamp.footer == "K7QF-2M9X-41TB · Jo Meyer"
    assert stamp.opacity == 0.55


@pytest.mark.parametrize("place", ["both", "diagonal", "footer"])
@pytest.mark.parametrize("unseen", ["\u200b", "\u2060 \u200d", "{name}"])
def test_words_that_cannot_be_seen_are_none(place, unseen):
    settings = Settings(watermark_place=place, watermark_diagonal=unseen, watermark_footer=unseen)
    stamp = stamp_for(settings, subject(name="\u200d"))
    assert stamp.diagonal == ()
    assert stamp.footer == f"{ADDRESS} · {COPY}"


def test_placeholders_are_replaced_once_and_never_evaluated():
    stamp = stamp_for(Settings(watermark_footer="{name}"), subject(name="{address} {0.__class__}"))
    assert stamp.footer == "{address} {0.__class__}"


@pytest.mark.parametrize(
    ("place", "across", "foot"),
    [("both", True, True), ("diagonal", True, False), ("footer", False, True)],
)
def test_the_stamp_stands_where_the_settings_say(place, across, foot):
    stamp = stamp_for(Settings(watermark_place=place), subject())
    assert (bool(stamp.diagonal), bool(stamp.footer)) == (across, foot)


def test_settings_that_leave_nothing_leave_the_address_and_the_number():
    settings = Settings(watermark_diagonal="{organisation}", watermark_footer="{organisation}")
    stamp = stamp_for(settings, subject(organisation=""))
    assert stamp.footer == "jo@supplier.example.org · K7QF-2M9X-41TB"


def test_a_placeholder_that_is_none_is_refused():
    assert unknown_placeholders("{name} {copy} {x}{}") == ["x", ""]
    with pytest.raises(PlaceholderUnknown):
        placeholders_constraint("{reader.__class__}")
    assert placeholders_constraint("{reader}")


def boxes(letter):
    return lambda line: letter not in line


def test_a_name_that_no_font_draws_has_the_address_beside_it():
    settings = Settings(watermark_diagonal="{name}", watermark_footer="{copy}")
    stamp = stamp_for(settings, subject("山田太郎"))
    assert readable(stamp, ADDRESS, boxes("山")).footer == f"{COPY} · {ADDRESS}"
    assert readable(stamp, ADDRESS, boxes("Z")) == stamp
    across = stamp_for(Settings(watermark_diagonal="{name}", watermark_place="diagonal"), subject())
    assert readable(across, ADDRESS, boxes("J")).footer == ADDRESS


def test_the_address_is_not_said_again_where_it_stands_already():
    stamp = stamp_for(Settings(), subject("山田太郎"))
    assert readable(stamp, ADDRESS, boxes("山")) == stamp
