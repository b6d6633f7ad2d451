"""The script: `externalshare-housekeeping`, for cron: everything that is due, then it ends."""

from __future__ import annotations

from ..mail.loop import sites_in
from ..mail.script import start_zope
from ..mail.sender import store_of
from ..mail.thread import open_zope
from ..services.ageing import Ageing
from ..services.ageing import CHAINS_AT_ONCE
from ..services.jobs import Jobs
from ..services.ports import Ports
from ..services.ports import ports_for
from ..services.posting import Posting
from ..services.proving import Proving
from ..services.record import unrecordable
from ..services.sealing import Sealing
from ..services.sweep import Sweep
from .senders import look_at_senders
from argparse import ArgumentParser
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path
from transaction.interfaces import TransientError
from typing import Any
from zope.component.hooks import site as acting_in

import sys


TRIES = 5
ROUNDS = 10_000
EPILOGUE = """\
A Zope client does the same by itself, a little each minute. Run this where the
built-in sender is off, or to have done now what is due. It may run beside
clients, and twice at once."""


class GaveWay(Exception):
    """Others wrote the same records again and again; the next run goes on."""


def main(argv: Sequence[str] | None = None) -> int:
    """0 when nothing due is left, 1 when others were in the way or one site had no key."""
    parser = ArgumentParser(
        prog="externalshare-housekeeping",
        description="Forget what is over, remind, age personal data, seal the records.",
        epilog=EPILOGUE,
    )
    parser.add_argument("zope_conf", metavar="ZOPE_CONF", help="path of a zope.conf")
    options = parser.parse_args(argv)
    path = Path(options.zope_conf)
    if not path.is_file():
        parser.error(f"there is no file {options.zope_conf}: name the zope.conf of a Zope client")
    if problem := start_zope(path):
        sys.stderr.write(f"externalshare-housekeeping: {problem}\n")
        return 2 if problem.startswith("the configuration") else 1
    app, code = open_zope(), 0
    try:
        for site in sites_in(app):
            if store_of(site) is not None:
                with acting_in(site):
                    code = max(code, _told(site))
    finally:
        app._p_jar.transaction_manager.abort()
        app._p_jar.close()
    return code


def _told(site: Any) -> int:
    name = "/".join(site.getPhysicalPath())
    try:
        done = do_all(site)
    except GaveWay:
        sys.stderr.write(f"{name}: others were writing the same records; run it again.\n")
        return 1
    if done is None:
        sys.stderr.write(f"{name}: the secret key cannot be used, so nothing can be recorded.\n")
        return 1
    sys.stdout.write(f"{name}: {done} records.\n")
    return 0


def do_all(site: Any) -> int | None:
    """Do what is due on the acting site, a commit for each batch; how many records it touched.

    None: there is no usable key, and only what leaves no evidence was forgotten.
    """
    done = 0
    for _round in range(ROUNDS):
        some = _committed(site, lambda ports: Sweep(ports)() + Jobs(ports)())
        done += some
        if not some:
            break
    ports = ports_for(site)
    if ports is None or unrecordable(ports):
        return None
    names = list(ports.store.chains.keys())
    for start in range(0, len(names), CHAINS_AT_ONCE):
        chains = names[start : start + CHAINS_AT_ONCE]
        while some := _committed(site, lambda ports, chains=chains: Ageing(ports)(chains)):
            done += some
    while some := _committed(site, lambda ports: Posting(ports)()):
        done += some
    _committed(site, lambda ports: look_at_senders(site, ports))
    while _committed(site, lambda ports: Sealing(ports).when_due()):
        pass
    _committed(site, _prove)
    return done


def _prove(ports: Ports) -> int:
    Proving(ports).keep_looking()
    return 0


def _committed(site: Any, deed: Callable[[Ports], int]) -> int:
    manager = site._p_jar.transaction_manager
    for _number in range(TRIES):
        manager.begin()
        try:
            ports = ports_for(site)
            done = 0 if ports is None else deed(ports)
            manager.commit()
            return done
        except TransientError:
            pass
        finally:
            manager.abort()
    raise GaveWay


if __name__ == "__main__":
    sys.exit(main())
