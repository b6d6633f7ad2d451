"""The stored half of a code: everything but the code."""

from __future__ import annotations

from .times import MINUTE
from persistent import Persistent


class Challenge(Persistent):
    """Asks one browser for the code of one invitation.

    The code is derived from it (`secrets.KeyRing.code`) and stored nowhere.
    A stranger's challenge is a decoy: `genuine` is False and no code fits.
    `asked` is a keyed digest of the address that was typed, so that a double
    click is told from a corrected address. `before` is the id of the one whose
    code stays good because none could be mailed for this one, or empty.
    """

    tries = 0
    used = False
    asked = ""
    before = ""

    def __init__(
        self,
        challenge_id: str,
        invitation_id: str,
        browser: str,
        nonce: str,
        key_id: str,
        issued: int,
        genuine: bool,
    ) -> None:
        self.id = challenge_id
        self.invitation_id = invitation_id
        self.browser = browser
        self.nonce = nonce
        self.key_id = key_id
        self.issued = issued
        self.genuine = genuine

    def lives(self, now: int, minutes: int) -> bool:
        """Unused and young; a clock set back by more than a minute kills it too."""
        return not self.used and self.issued - MINUTE <= now < self.issued + minutes * MINUTE
