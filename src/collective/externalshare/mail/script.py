"""The script: `externalshare-outbox`, the sender of a farm as a process of its own."""

from __future__ import annotations

from .loop import Loop
from .reply import Fate
from .thread import ENVIRONMENT
from .thread import open_zope
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import logging
import os
import signal
import sys


EVERYTHING = sys.maxsize
EPILOGUE = f"""\
Run it beside Zope clients that share a database by ZEO or RelStorage and that
were started with {ENVIRONMENT}=off. Several may run; each mail is sent by one
of them. It ends at SIGTERM or Ctrl-C after the mail it is sending."""


def main(argv: Sequence[str] | None = None) -> int:
    """Configure Zope from a zope.conf and send; 0 at the end, 1 and 2 with a sentence on stderr."""
    parser = ArgumentParser(
        prog="externalshare-outbox",
        description="Send the mails that wait in the outboxes of collective.externalshare.",
        epilog=EPILOGUE,
    )
    parser.add_argument("zope_conf", metavar="ZOPE_CONF", help="path of a zope.conf")
    parser.add_argument("--once", action="store_true", help="send what is due now, then end")
    options = parser.parse_args(argv)
    path = Path(options.zope_conf)
    if not path.is_file():
        parser.error(f"there is no file {options.zope_conf}: name the zope.conf of a Zope client")
    if problem := start_zope(path):
        sys.stderr.write(f"externalshare-outbox: {problem}\n")
        return 2 if problem.startswith("the configuration") else 1
    loop = Loop(open_zope)
    if options.once:
        loop.round(EVERYTHING)
        sys.stdout.write(f"{summary(loop)}\n")
        return 1 if loop.troubled else 0
    return _run(loop)


def summary(loop: Loop) -> str:
    """What a loop did, and what is left, in one line."""
    counts = {fate: loop.outcomes[fate] for fate in Fate}
    return (
        f"{counts[Fate.SENT]} sent, {counts[Fate.RETRY]} to be tried again, "
        f"{counts[Fate.DEAD]} given up, {counts[Fate.SKIPPED]} no longer needed; "
        f"{loop.waiting()} waiting."
    )


def start_zope(path: Path) -> str | None:
    """Start Zope without serving; a sentence where that is impossible."""
    from zc.lockfile import LockError
    from ZConfig import ConfigurationError
    from Zope2.Startup.run import configure_wsgi

    import Zope2

    try:
        configure_wsgi(str(path.resolve()))
        Zope2.startup_wsgi()
    except ConfigurationError as error:
        return f"the configuration {path} cannot be used: {error}"
    except LockError:
        return (
            "the database is in use by another process, whose built-in sender does this work; "
            "a process of its own needs ZEO or RelStorage"
        )
    return None


def _run(loop: Loop) -> int:
    if not logging.getLogger().handlers:
        logging.basicConfig(
            level=os.environ.get("LOGLEVEL", "INFO"), format="%(asctime)s %(message)s"
        )

    def end(signum: int, frame: Any) -> None:
        loop.stop()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    sys.stdout.write("Sending what waits in the outboxes; Ctrl-C ends it.\n")
    sys.stdout.flush()
    loop.run()
    sys.stdout.write(f"{summary(loop)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
