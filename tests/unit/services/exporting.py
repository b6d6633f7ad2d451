"""Evidence exported from a world of services, and verified by a Python that knows nothing of it."""

from collective.externalshare import verify
from collective.externalshare.model.selection import Period
from collective.externalshare.model.verification import canonical_json
from collective.externalshare.services.export import Export
from collective.externalshare.services.sealing import Sealing
from pathlib import Path
from tests.common.world import EDITOR
from tests.common.world import KIM
from tests.common.world import READER

import base64
import json
import subprocess
import sys
import transaction
import zipfile


EVER = Period()
SOURCE = Path(verify.__file__).parent
PROGRAMS = (
    SOURCE / "verify.py",
    SOURCE / "model" / "verification.py",
    SOURCE / "model" / "verify_lines.py",
    SOURCE / "model" / "verify_seals.py",
)


def a_story(world):
    """Two sendings, one of them read, sealed; then one more row. The shares of both."""
    (first,) = world.share()
    (second,) = world.share(KIM)
    world.session(first)
    Sealing(world.ports)()
    transaction.commit()
    world.clock.pass_time(hours=1)
    world.ask(second, KIM.address)
    transaction.commit()
    return first, second


def choose(world, scope="everything", subject="", period=EVER):
    return Export(world.ports).selections.choose(scope, subject, period)


def export(world, form="jsonl", scope="everything", subject="", period=EVER):
    made = Export(world.ports)(choose(world, scope, subject, period), form, EDITOR, READER)
    transaction.commit()
    return made


def entries(made):
    lines = [json.loads(line) for line in made.stream.read().decode().splitlines()]
    return lines[0]["export"], lines[1:]


def unpacked(made, folder):
    with zipfile.ZipFile(made.stream) as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    return folder


def verified(folder, rows="rows.jsonl", key=None):
    """How the verifier of the export itself ended, and all that it said."""
    command = [sys.executable, "-E", "-s", "-S", "verify.py", rows, "seals.jsonl"]
    if key:
        (folder / "key").write_bytes(base64.b64encode(key))
        command += ["--key", "key"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def lines_of(chains):
    """Everything in these chains, as an export has it."""
    yield canonical_json({"export": {"scope": "everything"}})
    for chain in chains:
        for text, mac, side in chain.entries():
            kept = side and side.exported()
            yield canonical_json({"row": json.loads(text), "mac": mac, "side": kept})
