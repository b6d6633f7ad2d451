"""T18, T22-T24, T33: the address typed, and where a code may be seen."""

from collective.externalshare.model.outbox import MailKind
from functools import partial
from plone import api
from tests.common.numbers import ADDRESSES
from tests.functional.recipient.reader import ADDRESS
from tests.functional.recipient.reader import Reader
from tests.functional.recipient.timing import ALIKE
from tests.functional.recipient.timing import times_differ_by
from tests.functional.recipient.timing import WARM_UP

import pytest
import re
import transaction


STRANGERS = (
    "somebody@else.example.org",
    "j.meyer@supplıer.example.org",
    "Ｊ.meyer@supplier.example.org",
    "j.meyer@supplier.example.org\u200b",
    "j.meyer+x@supplier.example.org",
    "jmeyer@supplier.example.org",
    "j.meyer@supplier.example.org,evil@example.org",
    "j.meyer@supplier.example.org\r\nBcc: evil@example.org",
    '"Jo" <j.meyer@supplier.example.org>',
    "j.meyer@supplier.example.org;evil@example.org",
    "j.meyer@supplier.example.org\x00",
    "@",
    "x" * 300,
)


def secretless(answer):
    """An answer's headers without date and the random part of its cookie."""
    headers = {name: text for name, text in answer.headers.items() if name != "Date"}
    headers["Set-Cookie"] = re.sub(r"=[\w-]{43};", "=…;", headers["Set-Cookie"])
    return headers


def test_t22_friend_and_stranger_get_the_same_answer_and_one_gets_mail(site, sharing):
    one = sharing.share("one@supplier.example.org")
    two = sharing.share("two@supplier.example.org")
    friend = Reader(site.absolute_url(), one.token)
    stranger = Reader(site.absolute_url(), two.token)
    known = friend.ask("one@supplier.example.org")
    unknown = stranger.ask("else@supplier.example.org")
    assert known.status_code == unknown.status_code == 303
    assert known.content == unknown.content == b""
    assert secretless(known)["Set-Cookie"] == secretless(unknown)["Set-Cookie"]
    assert friend.is_at(known, f"{one.token}/code")
    assert stranger.is_at(unknown, f"{two.token}/code")
    assert {**secretless(known), "Location": ""} == {**secretless(unknown), "Location": ""}
    assert (sharing.mails(), sharing.mails(MailKind.DECOY)) == (1, 1)
    hide = re.compile(rf"{one.token}|{two.token}|[0-9a-f]{{32}}")
    pages = [reader.get(f"{reader.token}/code").text for reader in (friend, stranger)]
    assert hide.sub("…", pages[0]) == hide.sub("…", pages[1])


@pytest.mark.campaign
def test_t22_friend_and_stranger_wait_the_same_time(site, sharing, clock):
    api.portal.set_registry_record("collective.externalshare.maximum_days", 365)
    transaction.commit()
    known = sharing.share("one@supplier.example.org", days=365)
    other = sharing.share("two@supplier.example.org", days=365)
    seen = {"friend": set(), "stranger": set()}

    def ask(name, share, address):
        reader = Reader(site.absolute_url(), share.token)
        reader.http.headers["Connection"] = "close"
        answer = reader.ask(address)
        assert reader.is_at(answer, f"{share.token}/code")
        headers = {**secretless(answer), "Location": ""}
        seen[name].add((answer.status_code, answer.content, tuple(headers.items())))

    cases = {
        "friend": partial(ask, "friend", known, "one@supplier.example.org"),
        "stranger": partial(ask, "stranger", other, "else@supplier.example.org"),
    }
    # So much time between the turns keeps both below every limit.
    assert times_differ_by(cases, ADDRESSES, partial(clock.pass_time, hours=3)) < ALIKE
    assert seen["friend"] == seen["stranger"]
    assert len(seen["friend"]) == 1
    assert sharing.mails() == sharing.mails(MailKind.DECOY) == WARM_UP + ADDRESSES


@pytest.mark.parametrize("address", STRANGERS, ids=range(len(STRANGERS)))
def test_t23_t24_nothing_but_the_very_address_is_mailed(reader, sharing, share, address):
    answer = reader.ask(address)
    assert reader.is_at(answer, f"{share.token}/code")
    assert sharing.mails() == 0
    assert sharing.mails(MailKind.DECOY) == 1


def test_t23_case_and_blanks_around_it_do_no_harm(reader, sharing):
    assert reader.ask(f" {ADDRESS.title()} ").status_code == 303
    assert sharing.mails() == 1


def test_t18_no_address_that_is_opened_verifies(reader, sharing, share):
    reader.ask()
    form = reader.form(f"{share.token}/code", "/code")
    answer = reader.get(f"{share.token}/code", params={**form, "code": sharing.code()})
    assert answer.status_code == 200
    assert sharing.sessions() == []


def test_t32_fifty_presses_within_a_minute_send_one_mail(reader, sharing, share):
    answers = [reader.ask().status_code for _ in range(50)]
    assert set(answers) == {303, 429}
    assert sharing.mails() == 1


def test_429_comes_with_a_time_to_wait_and_the_same_words_for_everybody(reader, sharing, share):
    for _ in range(30):
        last = reader.ask("else@example.org")
    assert last.status_code == 303
    friend, stranger = reader.ask(), reader.ask("else@example.org")
    assert friend.status_code == stranger.status_code == 429
    assert friend.content == stranger.content
    assert int(friend.headers["Retry-After"]) > 0


def test_t33_the_code_is_in_no_answer_and_not_in_the_database(site, reader, sharing, share):
    answers = [reader.ask(), reader.get(f"{share.token}/code")]
    code = sharing.code()
    answers += [reader.give(code), reader.get(), reader.get(f"d/{share.id}")]
    for answer in answers:
        assert code not in answer.text
        assert f"{code[:4]} {code[4:]}" not in answer.text
        assert code not in str(answer.headers)
        assert answer.ok
    changes = site._p_jar.db().storage.changes.iterator()
    written = b"".join(record.data or b"" for change in changes for record in change)
    assert share.id.encode() in written
    assert code.encode() not in written
