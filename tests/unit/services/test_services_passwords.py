"""Passwords of shares: how they are kept, asked for, tried and changed."""

from collective.externalshare.model import passwords
from collective.externalshare.model.audit import Action
from collective.externalshare.model.times import HOUR
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from collective.externalshare.services.terms import make_terms
from collective.externalshare.services.unlock import Unlock
from dataclasses import replace
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import READER

import pytest


SECRET = "correct horse battery"
CHEAP = passwords.hashed(SECRET, cost=4)


def secure(*shares, digest=CHEAP):
    """As with the password, without the time that a real hash takes."""
    for share in shares:
        share.terms = replace(share.terms, password=digest)


@pytest.fixture
def secured(world):
    (share,) = world.share()
    secure(share)
    return share


def sessions(world, share):
    """Two of the same reader."""
    first = world.session(share)
    world.clock.pass_time(seconds=31)
    return first, world.session(share)


def unlock(world, session, share, typed=SECRET):
    return Unlock(world.ports)(session, share.id, typed, READER)


def test_a_password_is_kept_as_a_digest_with_its_cost_and_a_salt_of_its_own():
    first, second = passwords.hashed(SECRET), passwords.hashed(SECRET)
    assert first.startswith("scrypt:17:")
    assert first != second
    assert passwords.fits(first, SECRET)
    assert not passwords.fits(first, SECRET[:-1])


@pytest.mark.parametrize("text", ["x" * 64, "x" * 128, "Ärger mit Öl und Übermut", "пароль-пароль"])
def test_t87_long_and_foreign_passwords_count_to_their_last_character(text):
    digest = passwords.hashed(text, cost=4)
    assert passwords.fits(digest, text)
    assert not passwords.fits(digest, text[:-1])
    assert not passwords.fits(digest, text[:8])


def test_a_password_is_the_same_however_its_letters_were_composed():
    assert passwords.fits(
        passwords.hashed("A\u0308rger mit O\u0308l", cost=4), "\u00c4rger mit \u00d6l"
    )


def test_a_process_makes_one_hash_at_a_time(world, secured):
    session = world.session(secured)
    before = passwords.WAIT_SECONDS
    passwords.WAIT_SECONDS = 0.01
    try:
        with passwords.TURN:
            assert unlock(world, session, secured).code == "password_busy"
            assert make_terms(world.ports, password=SECRET).code == "password_busy"
    finally:
        passwords.WAIT_SECONDS = before
    assert unlock(world, session, secured) is True


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("x" * 7, "password_length"),
        ("x" * 129, "password_length"),
        ("Sunshine", "password_common"),
        ("12345678", "password_common"),
    ],
)
def test_t11_a_bad_password_is_refused(world, share, password, code):
    old = share.terms
    assert make_terms(world.ports, password=password).code == code
    assert Amend(world.ports)(share, EDITOR, password=password).code == code
    assert share.terms is old


def test_what_is_asked_of_passwords_is_a_setting(world):
    world.bound(password_minimum=12)
    assert make_terms(world.ports, password="eleven char").code == "password_length"
    world.bound(password_minimum=8, password_refuse_common=False)
    assert make_terms(world.ports, password="sunshine").password


def test_t43_verified_by_one_link_another_share_still_asks_for_its_password(world, share, secured):
    session = world.session(share)
    read = Read(world.ports)
    assert {entry.share.id for entry in read.portal(session)} == {share.id, secured.id}
    assert read.document(session, secured.id) is None
    assert read.locked(session, secured.id).share is secured
    assert read.grant(session, secured.id, "download", READER) is None
    (row,) = world.rows(secured, Action.ACCESS_REFUSED)
    assert row["reason"] == "password_missing"
    assert unlock(world, session, secured) is True
    assert read.locked(session, secured.id) is None
    assert isinstance(read.grant(session, secured.id, "download", READER), Granted)
    (row,) = world.rows(secured, Action.PASSWORD_ACCEPTED)
    assert (row["share"], row["result"]) == (secured.id, "ok")


def test_another_session_of_the_same_reader_is_asked_again(world, secured):
    first, second = sessions(world, secured)
    assert unlock(world, first, secured) is True
    assert Read(world.ports).locked(second, secured.id)


def test_documents_of_one_sending_have_one_password(world):
    other = FakeDocument("b" * 32)
    world.documents.by_uid[other.uid] = other
    shares = world.share(documents=[world.document, other])
    secure(*shares)
    session = world.session(shares[0])
    assert unlock(world, session, shares[0]) is True
    assert Read(world.ports).document(session, shares[1].id)


def test_a_new_password_is_asked_for_in_open_sessions_too(world, secured):
    session = world.session(secured)
    unlock(world, session, secured)
    ticket = Read(world.ports).grant(session, secured.id, "download", READER).ticket
    assert Fetch(world.ports).file(session, ticket)
    assert Amend(world.ports)(secured, EDITOR, password="another long one") is None
    assert Fetch(world.ports).file(session, ticket) is None
    assert unlock(world, session, secured).code == "password_wrong"
    (row,) = world.rows(secured, Action.SHARE_CHANGED)
    assert (row["old"].split()[2:], row["new"].split()[2:]) == (["password=yes"], ["password=new"])
    assert Amend(world.ports)(secured, EDITOR, password="") is None
    assert secured.terms.password == ""
    assert Read(world.ports).document(session, secured.id)


def test_five_tries_an_hour_are_answered_in_whatever_session(world, secured):
    both = sessions(world, secured)
    for number, left in enumerate((4, 3, 2, 1, 0)):
        refused = unlock(world, both[number % 2], secured, "wrong wrong")
        assert (refused.code, refused.values) == ("password_wrong", {"left": left})
    for session in both:
        assert unlock(world, session, secured).code == "password_tries_spent"
    reasons = [row["reason"] for row in world.rows(secured, Action.PASSWORD_REFUSED)]
    assert reasons == [f"tries_left {left}" for left in (4, 3, 2, 1, 0)]
    world.clock.pass_time(microseconds=2 * HOUR)
    assert unlock(world, world.session(secured), secured) is True


def test_nothing_typed_is_no_try(world, secured):
    session = world.session(secured)
    assert unlock(world, session, secured, "").code == "password_missing"
    assert unlock(world, session, secured) is True
    assert len(world.rows(secured, Action.PASSWORD_ACCEPTED, Action.PASSWORD_REFUSED)) == 1


def test_there_is_nothing_to_unlock_of_what_is_not_there(world, secured):
    session = world.session(secured)
    world.document.blocked = "not_published"
    assert unlock(world, session, secured) is False
    assert Read(world.ports).locked(session, secured.id) is None
    assert not world.rows(secured, Action.PASSWORD_ACCEPTED, Action.PASSWORD_REFUSED)
