"""Whoever steals the database finds nothing to use (T05, T33)."""

from collective.externalshare.services.read import Read
from tests.common.world import JO
from tests.common.world import PUBLIC
from tests.common.world import World
from ZODB.FileStorage import FileStorage

import pytest
import transaction


@pytest.mark.campaign
def test_t33_no_token_code_ticket_or_cookie_lies_in_the_database(tmp_path):
    path = tmp_path / "Data.fs"
    (tmp_path / "copies").mkdir()
    world = World(tmp_path / "copies", FileStorage(str(path)))
    (share,) = world.share()
    token, link = world.token(share), world.link(share)
    asked = world.ask(share, contact=PUBLIC)
    decoy = world.ask(share, "kim@elsewhere.example.org", contact=PUBLIC)
    code, decoy_code = world.code(asked.browser), world.code(decoy.browser)
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    transaction.commit()
    world.verify(share, wrong, asked.browser, PUBLIC)
    transaction.commit()
    cookie = world.verify(share, code, asked.browser, PUBLIC).cookie
    transaction.commit()
    from collective.externalshare.services.authorize import living_session

    session = living_session(world.ports, cookie)
    ticket = Read(world.ports).grant(session, share.id, "download", PUBLIC).ticket
    form = world.ports.ring.form_token(cookie)
    transaction.commit()
    world.close()
    kept = path.read_bytes().lower()
    for secret in (token, link, asked.browser, decoy.browser, code, decoy_code, wrong):
        assert secret.lower().encode() not in kept
    for secret in (cookie, ticket, form, "kim@elsewhere.example.org", b"k" * 32):
        assert (secret if isinstance(secret, bytes) else secret.lower().encode()) not in kept
    assert JO.address.encode() in kept  # the search would find what is there
