"""T53: two readers at the same time, again and again: each has their own copy every time."""

from collective.externalshare.pdf import fonts
from collective.externalshare.pdf.lettering import Lettering
from collective.externalshare.pdf.overlay import letters_form
from concurrent.futures import ThreadPoolExecutor
from plone import api
from tests.common.numbers import ROUNDS
from tests.functional.recipient.reader import Reader
from threading import Barrier

import io
import pikepdf
import pytest
import transaction


ADDRESSES = ("jo@supplier.example.org", "kim@other.example.org")


@pytest.fixture
def readers(site, sharing):
    """Two readers of the same document, behind their codes; each with their own share."""
    for name, value in {
        "address_in_properties": True,
        "ticket_minutes": 2,
        "session_hours": 24,
        "grants_per_hour": 1000,
    }.items():
        api.portal.set_registry_record(f"collective.externalshare.{name}", value)
    transaction.commit()
    found = {}
    for address in ADDRESSES:
        share = sharing.share(address)
        reader = Reader(site.absolute_url(), share.token)
        assert reader.ask(address).status_code == 303
        assert reader.give(sharing.code(token=share.token)).status_code == 303
        found[address] = reader, share
    return found


@pytest.mark.campaign
def test_t53_nobody_ever_gets_the_copy_of_somebody_else(sharing, readers, clock):
    shown = {who: reader.fetch(share, "open") for who, (reader, share) in readers.items()}
    own = {who: readers[who][0].get(f"{view}/1/image").content for who, view in shown.items()}
    assert len(set(own.values())) == len(ADDRESSES)
    # After so long a grant is not used again: each round makes a copy for each.
    together = Barrier(len(ADDRESSES), lambda: clock.pass_time(seconds=61), timeout=120)

    def read(who):
        reader, share = readers[who]
        form, copies = reader.form(f"d/{share.id}", "/download"), []
        for _ in range(ROUNDS):
            together.wait()
            granted = reader.post(f"d/{share.id}/download", form)
            copies.append(reader.get(granted.headers["Location"]).content)
            assert reader.get(f"{shown[who]}/1/image").content == own[who]
        return copies

    with ThreadPoolExecutor(len(ADDRESSES)) as pool:
        copies = dict(zip(ADDRESSES, pool.map(read, ADDRESSES), strict=True))

    transaction.begin()
    grants = {grant.id: grant for grant in sharing.ports.store.grants.values()}
    lettering, numbers = Lettering(fonts.paths()), set()
    for who, files in copies.items():
        for data in files:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                grant = grants[pdf.trailer.ID[0].__bytes__().hex()]
                assert pdf.docinfo["/ExternalShareRecipient"] == who
                numbers.add(str(pdf.docinfo["/ExternalShareCopy"]))
                letters = [_letters(pdf, number) for number in range(len(pdf.pages))]
            stamp = grant.stamp
            assert grant.share_id == readers[who][1].id
            assert who in " ".join((*stamp.diagonal, stamp.footer))
            drawn = lettering.artwork(stamp.diagonal, stamp.footer, stamp.opacity)
            wanted = [letters_form(one).data for one in (drawn.diagonal, drawn.footer)]
            assert letters == [wanted] * len(letters)
    assert len(numbers) == len(ADDRESSES) * ROUNDS


def _letters(pdf, number):
    """What the two panels of a page draw in the end."""
    forms = pdf.pages[number].Resources.XObject
    return [
        bytes(forms[name].Resources.XObject.Stamp.Resources.XObject.Letters.read_bytes())
        for name in ("/Diagonal", "/Footer")
    ]
