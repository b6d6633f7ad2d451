"""Keys, tokens and codes."""

from collective.externalshare.model.secrets import CROCKFORD
from collective.externalshare.model.secrets import crockford
from collective.externalshare.model.secrets import digest
from collective.externalshare.model.secrets import fold_code
from collective.externalshare.model.secrets import fold_token
from collective.externalshare.model.secrets import hkdf
from collective.externalshare.model.secrets import key_id
from collective.externalshare.model.secrets import KeyRing
from collective.externalshare.model.secrets import new_id
from collective.externalshare.model.secrets import new_secret
from collective.externalshare.model.secrets import read_keys
from collective.externalshare.model.secrets import same
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import base64
import hashlib
import hmac
import pytest
import re


ONE, TWO = b"1" * 32, b"2" * 32


def rfc5869(ikm, salt, info, length):
    """HKDF-SHA256 as the RFC writes it, to compare with."""
    prk = hmac.new(salt or b"\0" * 32, ikm, hashlib.sha256).digest()
    block, out = b"", b""
    for number in range(1, -(-length // 32) + 1):
        block = hmac.new(prk, block + info + bytes([number]), hashlib.sha256).digest()
        out += block
    return out[:length]


@pytest.mark.parametrize(
    ("ikm", "salt", "info", "length", "okm"),
    [
        (
            "0b" * 22,
            bytes(range(13)).hex(),
            bytes(range(0xF0, 0xFA)).hex(),
            42,
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            bytes(range(0x50)).hex(),
            bytes(range(0x60, 0xB0)).hex(),
            bytes(range(0xB0, 0x100)).hex(),
            82,
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c6"
            "5e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        ),
        (
            "0b" * 22,
            "",
            "",
            42,
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ],
)
def test_the_reference_gives_the_vectors_of_rfc_5869(ikm, salt, info, length, okm):
    made = rfc5869(*(bytes.fromhex(part) for part in (ikm, salt, info)), length)
    assert made.hex() == okm


def test_hkdf_gives_the_third_vector_of_rfc_5869():
    made = hkdf(bytes.fromhex("0b" * 22), "")
    assert made.hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"


@settings(deadline=None, max_examples=100)
@given(st.binary(min_size=1, max_size=80), st.text(max_size=40), st.integers(1, 32))
def test_hkdf_is_that_of_rfc_5869_for_every_key_and_purpose(root, purpose, length):
    assert hkdf(root, purpose, length) == rfc5869(root, b"", purpose.encode(), length)


def test_hkdf_gives_no_more_than_one_block():
    with pytest.raises(ValueError, match="one block"):
        hkdf(ONE, "link", 33)


def test_crockford_is_lower_case_without_the_letters_that_look_like_digits():
    assert crockford(b"\0" * 5) == "0" * 8
    assert crockford(b"\xff" * 5) == "z" * 8
    assert crockford(bytes([0, 0, 0, 0, 33])) == "00000011"
    assert len(set(CROCKFORD)) == 32
    assert not set("ilou") & set(CROCKFORD)
    with pytest.raises(ValueError, match="five bytes"):
        crockford(b"1234")


@settings(deadline=None, max_examples=100)
@given(st.binary(min_size=20, max_size=20))
def test_every_token_is_folded_to_itself_in_either_case(raw):
    token = crockford(raw)
    number = 0
    for letter in token:
        number = number * 32 + CROCKFORD.index(letter)
    assert number == int.from_bytes(raw, "big")
    assert fold_token(token) == fold_token(token.upper()) == token


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0" * 31,
        "0" * 33,
        "0" * 100000,
        "i" * 32,
        "l" * 32,
        "o" * 32,
        "u" * 32,
        "0" * 31 + "\n",
        "\x00" * 32,
        "_" * 32,
        "@@" + "0" * 30,
        "++api++" + "0" * 25,
        "０" * 32,
        "ﬀ" * 32,
        "K" * 32,
        "\u202e" + "0" * 31,
        "�" * 32,
        "%2e%2e%2f" + "0" * 23,
    ],
)
def test_what_cannot_be_a_token_is_none(text):
    assert fold_token(text) is None


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=40))
def test_folding_a_token_never_raises(text):
    folded = fold_token(text)
    assert folded is None or re.fullmatch("[0-9a-hjkmnp-tv-z]{32}", folded)


@pytest.mark.parametrize(
    "typed",
    ["12345678", "1234 5678", "1234-5678", " 1234\u00a05678 ", "1234\u20135678", "1 2 3 4 5 6 7 8"],
)
def test_blanks_and_dashes_in_a_code_do_not_matter(typed):
    assert fold_code(typed) == "12345678"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1234567",
        "123456789",
        "1234567a",
        "１２３４５６７８",
        "١٢٣٤٥٦٧٨",
        "1" * 33,
        "1234_5678",
        "-" * 32,
        "�1234567",
        "²³¹²³¹²³",
        "1234.5678",
        "+1234567",
        "12345678" + " " * 25,
    ],
)
def test_what_cannot_be_a_code_is_none(typed):
    assert fold_code(typed) is None


def test_secrets_are_long_and_never_the_same():
    assert len({new_id() for _ in range(1000)}) == 1000
    assert re.fullmatch("[0-9a-f]{32}", new_id())
    assert len(base64.urlsafe_b64decode(new_secret() + "=")) == 32


def test_digest_and_comparison_take_any_text():
    assert digest("a") == hashlib.sha256(b"a").hexdigest()
    assert same("ü", "ü")
    assert not same("u", "ü")
    assert digest("\ud800") != digest("\ud801")
    assert not same("\ud800", "a")


def test_keys_are_read_from_base64_words_and_wrong_words_are_not_told():
    word = base64.b64encode(ONE).decode()
    other = base64.b64encode(TWO).decode()
    assert read_keys("") == () == read_keys(" \n")
    assert read_keys(f" {word}\n{other} ") == (ONE, TWO)
    for wrong in ("short", word[:-4], base64.b64encode(b"1" * 31).decode(), word + "!"):
        with pytest.raises(ValueError, match="key 2 is not base64") as caught:
            read_keys(f"{word} {wrong}")
        assert wrong not in str(caught.value)


def test_the_first_key_signs_and_an_old_one_still_verifies():
    old, new = KeyRing((ONE,)), KeyRing((TWO, ONE))
    assert new.current == key_id(TWO) != old.current
    assert new.has(old.current)
    assert not old.has(new.current)
    assert new.link_token(old.current, "a" * 32, 1) == old.link_token(old.current, "a" * 32, 1)
    assert new.link_token(new.current, "a" * 32, 1) != old.link_token(old.current, "a" * 32, 1)
    assert new.form_token_fits(old.form_token("cookie"), "cookie")
    assert not old.form_token_fits(new.form_token("cookie"), "cookie")
    with pytest.raises(KeyError):
        old.mac(new.current, "link", "a")


def test_links_differ_by_invitation_and_generation_and_purposes_do_not_mix():
    ring = KeyRing((ONE,))
    kid = ring.current
    made = {ring.link_token(kid, one, number) for one in ("a", "b") for number in (1, 2)}
    assert len(made) == 4
    assert ring.mac(kid, "link", "a") != ring.mac(kid, "ticket", "a")
    assert ring.ticket(kid, "a") != ring.link_token(kid, "a", 1)


def test_a_code_is_eight_digits_that_follow_challenge_nonce_and_invitation():
    ring = KeyRing((ONE,))
    codes = [ring.code(ring.current, "c", str(number), "i") for number in range(500)]
    assert all(re.fullmatch("[0-9]{8}", code) for code in codes)
    assert len(set(codes)) > 495
    assert len({ring.code(ring.current, *parts) for parts in ("abc", "bac", "acb")}) == 3


def test_a_key_ring_shows_no_key():
    shown = repr(KeyRing((ONE,)))
    assert "1111" not in shown
    assert ONE.hex() not in shown
