"""Personal data beside rows: each field can go, none can be changed."""

from collective.externalshare.model.ageing import forget
from collective.externalshare.model.audit import SideRecord
from collective.externalshare.model.verification import canonical_json
from collective.externalshare.model.verification import commitment
from collective.externalshare.model.verification import digest_of
from collective.externalshare.model.verification import link_of
from collective.externalshare.model.verification import Signer
from collective.externalshare.model.verify_seals import Seals
from collective.externalshare.verify import findings
from tests.unit.model.evidence import a_chain
from tests.unit.model.evidence import exported
from tests.unit.model.evidence import JO
from tests.unit.model.evidence import KEY
from tests.unit.model.evidence import RING

import json


def test_a_changed_side_record_is_found_and_an_erased_one_is_not_missed():
    chain = a_chain("c", 6)
    side = chain.side[3]
    side.person = (("address", "kim@example.org"), ("ip", JO["ip"]))
    assert chain.broken_at(RING) == 3
    chain.side[3] = SideRecord("r", JO)
    assert chain.broken_at(RING) == 3
    assert forget(chain, 3)
    assert not forget(chain, 3)
    assert chain.broken_at(RING) is None
    assert list(chain.rows())[3]["person"] == {}


def test_a_side_record_beside_a_row_that_had_none_is_found():
    chain = a_chain("c", 6)
    chain.side[2] = SideRecord("r", JO)
    assert chain.broken_at(RING) == 2


def test_the_same_person_has_another_commitment_in_each_row():
    chain = a_chain("c", 6)
    made = [row["side"] for row in chain.rows() if row["side"]]
    assert len(set(made)) == 3


def test_one_field_of_a_side_record_goes_and_the_rest_is_still_proved():
    chain = a_chain("c", 6)
    assert forget(chain, 3, ["ip", "agent"])
    assert not forget(chain, 3, ["ip", "agent"])
    assert chain.broken_at(RING) is None
    side = chain.side[3]
    assert dict(side.person) == {"address": JO["address"]}
    assert JO["ip"] not in repr(vars(side))
    side.person = (("address", "kim@example.org"),)
    assert chain.broken_at(RING) == 3


def test_a_field_that_went_cannot_come_back_as_another():
    chain = a_chain("c", 6)
    forget(chain, 3, ["ip"])
    side = chain.side[3]
    side.person, side.salts = (*side.person, ("ip", "192.0.2.1")), (*side.salts, ("ip", "0" * 32))
    assert chain.broken_at(RING) == 3
    side.gone = ()
    assert chain.broken_at(RING) == 3


def test_a_side_record_of_which_nothing_is_left_goes():
    chain = a_chain("c", 6)
    assert forget(chain, 3, ["ip"])
    assert forget(chain, 3, ["address"])
    assert 3 not in chain.side
    assert chain.broken_at(RING) is None


def test_a_part_of_a_value_cannot_pass_for_salt():
    chain = a_chain("c", 2)
    side = chain.side[1]
    salts = dict(side.salts)
    side.person = (("address", JO["address"][2:]), ("ip", JO["ip"]))
    side.salts = (("address", salts["address"] + JO["address"][:2]), ("ip", salts["ip"]))
    assert chain.broken_at(RING) == 1


def an_old_chain():
    """As it was written before each field had a salt of its own."""
    chain = a_chain("c", 1)
    row = {**json.loads(chain.chunks[0].rows[0][0]), "side": commitment("5" * 32, JO)}
    text = canonical_json(row)
    mac = RING.mac(RING.current, "audit", text).hex()
    chain.chunks[0].rows = ((text, mac),)
    chain.head = link_of(2, "", digest_of(2, text, mac))
    side = chain.side[0] = SideRecord("r", {})
    side.person, side.salt = tuple(JO.items()), "5" * 32
    return chain


def test_old_side_records_verify_and_go_as_a_whole():
    chain = an_old_chain()
    assert chain.broken_at(RING) is None
    assert chain.side[0].exported() == {"salt": "5" * 32, "person": JO}
    chain.side[0].person = (("address", "kim@example.org"), ("ip", JO["ip"]))
    assert chain.broken_at(RING) == 0
    chain = an_old_chain()
    assert not forget(chain, 0, ["agent"])
    assert forget(chain, 0, ["ip"])
    assert 0 not in chain.side
    assert chain.broken_at(RING) is None


def test_in_an_export_what_is_left_after_a_part_has_gone_is_proved():
    chain = a_chain("c", 6)
    forget(chain, 3, ["ip"])
    entry = json.loads(exported(chain)[4])
    assert set(entry["side"]["gone"]) == {"ip"}
    assert verified(exported(chain)) == ([], 1)
    for part, name, value in (
        ("person", "address", "kim@example.org"),
        ("person", "ip", "192.0.2.1"),
        ("salts", "address", "0" * 32),
        ("gone", "ip", "0" * 64),
        ("gone", "address", "0" * 64),
    ):
        forged = json.loads(canonical_json(entry))
        forged["side"][part][name] = value
        lines = exported(chain)
        lines[4] = canonical_json(forged)
        (found,), _ = verified(lines)
        assert found == "Row 3 of chain c has other personal data than it was written with."


def verified(lines):
    said = {}
    signer = Signer([KEY])
    return list(findings(lines, Seals([], signer), signer, said)), said["reduced"]
