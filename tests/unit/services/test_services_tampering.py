"""T78: whoever edits the database is found out by who has the seals that were kept outside."""

from collective.externalshare import verify
from collective.externalshare.model.selection import Period
from collective.externalshare.services.export import Export
from collective.externalshare.services.sealing import Sealing
from tests.common.world import EDITOR
from tests.common.world import KIM
from tests.common.world import World
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import base64
import pytest
import shutil
import transaction


@pytest.fixture
def lasting(tmp_path):
    """A world on disk: rows of two people, all of them sealed, and the file as it was before."""
    made = World(tmp_path, FileStorage(str(tmp_path / "Data.fs")))
    (first,) = made.share()
    made.share(KIM)
    made.session(first)
    made.chain_id = first.invitation_id
    shutil.copy(tmp_path / "Data.fs", tmp_path / "before.fs")
    made.ask(first)
    transaction.commit()
    Sealing(made.ports)()
    transaction.commit()
    yield made
    made.close()


def chunk_of(world):
    return world.store.chains[world.chain_id].chunks[0]


def one_byte(world):
    """Another letter in a row."""
    rows = list(chunk_of(world).rows)
    text, mac = rows[2]
    rows[2] = (text.replace('"size":0', '"size":1'), mac)
    assert rows[2][0] != text
    chunk_of(world).rows = tuple(rows)
    # Without the key the row after it tells, or the seal.
    return ("Row 2 of chain", "Row 3 of chain", "One of the rows 0 to")


def last_row(world):
    """The last row dropped, and nothing left that tells of it."""
    chain = world.store.chains[world.chain_id]
    chunk_of(world).rows = chunk_of(world).rows[:-1]
    chain.length -= 1
    chain.side.pop(chain.length, None)
    return (f"Rows {chain.length} to {chain.length} of chain",)


def swapped(world):
    """Two rows in each other's place."""
    rows = list(chunk_of(world).rows)
    rows[1], rows[2] = rows[2], rows[1]
    chunk_of(world).rows = tuple(rows)
    return ("Row 2 of chain",)


def undone(world):
    """The transactions undone that wrote the seal and the last rows, with ZODB's own means."""
    length = world.store.chains[world.chain_id].length
    for done in world.db.undoLog(0, 2):
        world.db.undo(done["id"])
        transaction.commit()
    transaction.begin()
    after = world.store.chains[world.chain_id].length
    assert after < length
    return (f"Rows {after} to {length - 1} of chain",)


EDITS = [one_byte, last_row, swapped, undone]


def found(world, ports, folder, key):
    """How the verifier of an export of everything ended, with the log that was kept outside."""
    export = Export(ports)
    made = export(export.selections.choose("everything", "", Period()), "jsonl", EDITOR)
    rows = folder / "rows.jsonl"
    rows.write_bytes(made.stream.read())
    made.stream.close()
    (folder / "key").write_bytes(base64.b64encode(world.keys.roots[0]))
    more = ["--key", str(folder / "key")] if key else []
    return verify.main([str(rows), str(world.seal_log.path), *more])


@pytest.mark.campaign
@pytest.mark.parametrize("key", [True, False])
@pytest.mark.parametrize("edit", EDITS)
def test_t78_whatever_is_edited_is_found_and_its_row_named(lasting, tmp_path, capsys, edit, key):
    assert found(lasting, lasting.ports, tmp_path, key) == 0
    transaction.abort()
    capsys.readouterr()
    named = edit(lasting)
    transaction.commit()
    assert found(lasting, lasting.ports, tmp_path, key) == 1
    said = capsys.readouterr().out
    assert any(one in said for one in named), said
    assert lasting.chain_id in said


@pytest.mark.campaign
@pytest.mark.parametrize("key", [True, False])
def test_t78_a_database_of_before_is_found_and_its_rows_named(lasting, tmp_path, capsys, key):
    length = lasting.store.chains[lasting.chain_id].length
    older = DB(FileStorage(str(tmp_path / "before.fs")))
    manager = transaction.TransactionManager()
    connection = older.open(manager)
    try:
        ports = lasting.ports_on(connection.root()["store"])
        begun = ports.store.chains[lasting.chain_id].length
        assert begun < length
        assert found(lasting, ports, tmp_path, key) == 1
    finally:
        manager.abort()
        connection.close()
        older.close()
    said = capsys.readouterr().out
    assert f"Rows {begun} to {length - 1} of chain {lasting.chain_id} were cut off" in said
