"""T62: once a document is deleted and its tickets are over, a pack removes its bytes."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.read import Read
from collective.externalshare.services.sweep import Sweep
from dataclasses import replace
from pathlib import Path
from tests.common.fake_copies import FakeCopies
from tests.common.fakes import FakeDocument
from tests.common.world import READER
from tests.common.world import World
from ZODB.blob import Blob
from ZODB.FileStorage import FileStorage

import hashlib
import pytest
import time
import transaction


BYTES = b"%PDF-1.7 the bytes of a document"


class BlobCopies(FakeCopies):
    """Copies of a real blob of the database."""

    def _bytes(self, blob):
        with blob.open("r") as handle:
            return handle.read()


class BlobDocument(FakeDocument):
    """A document whose file is a real blob of the database."""

    def revision(self):
        return replace(super().revision(), blob=self.file)


@pytest.fixture
def packed(tmp_path):
    """A world whose document lies in a blob; `packed.files()` are the blob files on disk."""
    (tmp_path / "copies").mkdir()
    storage = FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs"))
    world = World(tmp_path / "copies", storage)
    world.document = BlobDocument("b" * 32, data=BYTES)
    world.document.file = world.root["document"] = Blob(BYTES)
    world.documents.by_uid = {world.document.uid: world.document}
    transaction.commit()
    world.ports = replace(world.ports, copies=BlobCopies(tmp_path / "copies"))
    world.files = lambda: [
        path for path in Path(tmp_path / "blobs").rglob("*.blob") if path.read_bytes() == BYTES
    ]
    yield world
    world.close()


def test_t62_a_pack_removes_the_bytes_and_the_evidence_stays(packed):
    (share,) = packed.share(access="view")
    session = packed.session(share)
    assert Read(packed.ports).grant(session, share.id, "view", READER).ticket
    transaction.commit()
    digest = hashlib.sha256(BYTES).hexdigest()

    # The document goes; only the ticket still holds its file.
    del packed.root["document"]
    packed.document.file = None
    packed.documents.by_uid = {}
    transaction.commit()
    packed.db.pack(time.time() + 1)
    assert packed.files()

    packed.clock.pass_time(hours=9)
    Sweep(packed.ports)()
    transaction.commit()
    packed.db.pack(time.time() + 1)

    assert not packed.files()
    (row,) = packed.rows(share, Action.SHARE_OPENED)
    assert (row["document"], row["sha256"]) == (packed.document.uid, digest)
    assert share.gate.title == packed.document.title


def test_a_pinned_file_survives_another_revision_and_packs_until_nobody_needs_it(packed):
    """T59, T62: the strong reference is the share's, and no more than one."""
    (share,) = packed.share(asked={"revision_mode": "pinned"})
    packed.document.blob.data = b"%PDF-1.7 another revision"
    packed.document.file = packed.root["document"] = Blob(packed.document.blob.data)
    transaction.commit()
    packed.db.pack(time.time() + 1)
    assert len(packed.files()) == 1
    session = packed.session(share)
    granted = Read(packed.ports).grant(session, share.id, "download", READER)
    (row,) = packed.rows(share, Action.SHARE_DOWNLOADED)
    assert (granted.ticket != "", row["sha256"]) == (True, hashlib.sha256(BYTES).hexdigest())

    packed.clock.pass_time(days=97)
    Sweep(packed.ports)()
    transaction.commit()
    packed.db.pack(time.time() + 1)
    assert not packed.files()
    assert share.pin.label == "1"
