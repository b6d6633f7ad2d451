"""T26: a hundred wrong codes in a row switch codes off, however many codes were asked for."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.invite import Invite
from tests.functional.recipient.sharing import EDITOR

import transaction


def guard_of(sharing, share):
    transaction.begin()
    return sharing.ports.store.invitations[share.invitation].guard


def test_t26_after_twenty_codes_and_five_wrong_tries_each_no_more_are_mailed(
    reader, sharing, share, clock
):
    reader.get(share.token)
    for _ in range(20):
        assert reader.ask().status_code == 303
        right = sharing.code(token=share.token)
        wrong = f"{(int(right) + 1) % 10**8:08d}"
        assert {reader.give(wrong).status_code for _ in range(5)} == {403}
        clock.pass_time(hours=3)
    assert guard_of(sharing, share).off
    mails = sharing.mails()
    # Whoever asks is told the same as before.
    assert reader.ask().status_code == 303
    assert sharing.mails() == mails
    assert sharing.rows(share).count(Action.CODE_LOCKED) == 1
    # The sender sees it at the share, and switches codes on again.
    transaction.begin()
    stored = sharing.ports.store.shares[share.id]
    Invite(sharing.ports).enable_codes(stored, EDITOR)
    transaction.commit()
    clock.pass_time(hours=3)
    reader.enter(sharing)
    assert guard_of(sharing, share).failures == 0
