"""The main job unattended, over real HTTP and SMTP: ``make walk PDF=path/to/any.pdf``."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.externalshare.demo.companion import running_demo
from collective.externalshare.demo.settings import DemoRefusal
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.settings import read_settings
from collective.externalshare.demo.settings import speak_anywhere
from collective.externalshare.demo.steps import Walk
from collective.externalshare.demo.visitor import WalkStop
from pathlib import Path

import os
import requests
import signal
import stat
import sys


SAMPLE = "papers/QP-07-B.pdf"


def main(arguments: list[str] | None = None) -> int:
    """Walk once; return 0, or 1 at the first step that fails, after a sentence saying why.

    The PDF is the first argument, else the environment's ``PDF``, else a sample.
    """
    speak_anywhere()
    # Whoever ends the walk ends a server of its own with it.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    given = (sys.argv[1:] if arguments is None else arguments) or [os.environ.get("PDF", "")]
    try:
        path = _readable(given[0]) if given[0] else None
        settings = read_settings(os.environ)
        with running_demo(settings) as (found, started):
            _tell(1, _whereabouts(found, started))
            _walk(found, path or found.folder / SAMPLE)
    except (DemoRefusal, WalkStop) as stop:
        print(f" \u2717  {stop}", file=sys.stderr)
        return 1
    except requests.RequestException as error:
        print(f" \u2717  The server did not answer: {error}.", file=sys.stderr)
        return 1
    except OSError as error:
        named = error.filename or "The folder of the demonstration"
        print(f" \u2717  {named} cannot be used: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nThe walk was interrupted.", file=sys.stderr)
        return 1
    return 0


def _readable(given: str) -> Path:
    try:
        path = Path(given).expanduser()
        # Asked before it is opened: a pipe would wait for somebody who writes.
        if stat.S_ISREG(path.stat().st_mode):
            with path.open("rb"):
                return path
    except OSError as error:
        raise WalkStop(f"{given} cannot be read: {error.strerror}.") from None
    except RuntimeError:
        raise WalkStop(f"{given} cannot be read: there is no such home folder.") from None
    raise WalkStop(f"{given} cannot be read: it is no plain file.")


def _whereabouts(settings: DemoSettings, started: bool) -> str:
    if started:
        return f"Started a demonstration of its own: {settings.site_url}"
    return f"Found the demonstration: {settings.site_url}"


def _walk(settings: DemoSettings, pdf: Path) -> None:
    for number, seen in enumerate(_sights(Walk(settings, pdf)), 2):
        _tell(number, seen)


def _sights(walk: Walk) -> Iterator[str]:
    steps: tuple[Callable[[], str], ...] = (
        walk.publish,
        walk.share,
        walk.receive_invitation,
        walk.open_link,
        walk.give_address,
        walk.receive_code,
        walk.give_code,
        walk.open_document,
        walk.view,
        walk.download,
        walk.see_table,
        walk.revoke,
        walk.meet_nothing,
    )
    for step in steps:
        yield step()


def _tell(number: int, seen: str) -> None:
    print(f"{number:>2}  {seen}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
