"""Keys, tokens, codes: what is derived, what is stored, how it is compared."""

from __future__ import annotations

from .verification import hkdf
from .verification import key_id
from .verification import Signer
from dataclasses import dataclass
from functools import cached_property

import base64
import hashlib
import hmac
import re
import secrets


CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
TOKEN = re.compile(r"[0-9a-hjkmnp-tv-z]{32}")
IDENTIFIER = re.compile(r"[0-9a-f]{32}")
CODE_DIGITS = 8
COPY_CHARACTERS = 12
LONGEST_TYPED = 64
LOOK_ALIKE = str.maketrans("oil", "011")
KEY_BYTES = 32


def new_id() -> str:
    """A random 128-bit identifier, 32 hexadecimal characters."""
    return secrets.token_hex(16)


def new_secret() -> str:
    """A random 256-bit bearer secret for a cookie, URL-safe."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """SHA-256 in hexadecimal: all that is ever stored of a token or cookie; any text has one."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare in constant time (ASVS 11.2.4)."""
    return hmac.compare_digest(
        one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass")
    )


def crockford(raw: bytes) -> str:
    """Lower-case Crockford base32 of whole groups of five bytes."""
    if len(raw) % 5:
        raise ValueError("groups of five bytes only")
    number = int.from_bytes(raw, "big")
    length = len(raw) * 8 // 5
    return "".join(CROCKFORD[(number >> (5 * place)) & 31] for place in range(length - 1, -1, -1))


def copy_number(copy_id: str) -> str:
    """Sixty bits of a random id in hexadecimal, for people: ``K7QF-2M9X-41TB``."""
    return grouped(crockford(bytes.fromhex(copy_id[:20]))[:COPY_CHARACTERS].upper())


def grouped(number: str) -> str:
    """A copy number, or the beginning of one, in groups of four."""
    return "-".join(number[at : at + 4] for at in range(0, len(number), 4))


def fold_copy_number(text: str) -> str | None:
    """The characters of a copy number, or of its beginning, as people type them; else None.

    Crockford's rules: case, blanks and dashes do not count; O is 0, I and L
    are 1; there is no U.
    """
    if len(text) > LONGEST_TYPED:
        return None
    kept = re.sub(r"[\s\-\u2010-\u2015]", "", text).lower().translate(LOOK_ALIKE)
    fits = len(kept) <= COPY_CHARACTERS and all(one in CROCKFORD for one in kept)
    return kept.upper() if kept and fits else None


def fold_token(text: str) -> str | None:
    """The token as stored, or None when `text` cannot be one.

    Case is folded, because mail programs and people change it; nothing else is.
    """
    folded = text.lower() if len(text) == 32 and text.isascii() else ""
    return folded if TOKEN.fullmatch(folded) else None


def fold_code(text: str) -> str | None:
    """Eight digits out of what a person typed; spaces and dashes are ignored."""
    if len(text) > 32:
        return None
    kept = re.sub(r"[\s\-\u2010-\u2015]", "", text)
    return kept if len(kept) == CODE_DIGITS and kept.isascii() and kept.isdigit() else None


def read_keys(text: str) -> tuple[bytes, ...]:
    """Root keys from base64 words separated by blanks.

    :raises ValueError: for a word that is not base64 of 32 bytes; the message
        never contains the word.
    """
    keys = []
    for place, word in enumerate(text.split(), 1):
        try:
            raw = base64.b64decode(word, validate=True)
        except ValueError:
            raw = b""
        if len(raw) != KEY_BYTES:
            raise ValueError(f"key {place} is not base64 of {KEY_BYTES} bytes")
        keys.append(raw)
    return tuple(keys)


@dataclass(frozen=True, repr=False)
class KeyRing:
    """Root keys: the first signs, all verify."""

    roots: tuple[bytes, ...]

    @cached_property
    def signer(self) -> Signer:
        """The keys as those who verify know them."""
        return Signer(self.roots)

    @property
    def current(self) -> str:
        """The id of the key that signs."""
        return key_id(self.roots[0])

    def has(self, kid: str) -> bool:
        """Whether the key named `kid` is still on the ring."""
        return any(key_id(root) == kid for root in self.roots)

    def mac(self, kid: str, purpose: str, *parts: object) -> bytes:
        """HMAC-SHA256 over the parts under the subkey of a purpose.

        :raises KeyError: when the key is gone.
        """
        for root in self.roots:
            if key_id(root) == kid:
                subkey = hkdf(root, f"externalshare {purpose}")
                message = "|".join(str(part) for part in parts).encode()
                return hmac.new(subkey, message, hashlib.sha256).digest()
        raise KeyError(kid)

    def link_token(self, kid: str, invitation_id: str, generation: int) -> str:
        """The secret of a link: 160 bits, 32 characters."""
        return crockford(self.mac(kid, "link", invitation_id, generation)[:20])

    def stop_token(self, kid: str, invitation_id: str) -> str:
        """The secret of the address at which a reader stops reminders: as long as a link's."""
        return crockford(self.mac(kid, "stop", invitation_id)[:20])

    def code(self, kid: str, challenge_id: str, nonce: str, invitation_id: str) -> str:
        """The eight digits of a challenge; the bias of the modulus is below 2**-229."""
        number = int.from_bytes(self.mac(kid, "code", challenge_id, nonce, invitation_id), "big")
        return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"

    def ticket(self, kid: str, grant_id: str) -> str:
        """The secret path of a granted file: 160 bits, 32 characters."""
        return crockford(self.mac(kid, "ticket", grant_id)[:20])

    def form_token(self, cookie: str, kid: str | None = None) -> str:
        """What a form carries beside a cookie, so that another site cannot post it."""
        return self.mac(kid or self.current, "form", digest(cookie)).hex()[:32]

    def form_token_fits(self, token: str, cookie: str) -> bool:
        """Whether any key on the ring made this form token."""
        return any(same(token, self.form_token(cookie, key_id(root))) for root in self.roots)
