"""The console script ``externalshare-demo``: one process with mail server, Zope and site."""

from argparse import ArgumentParser
from collections.abc import Iterator
from collective.externalshare.demo.instance import lock_folder
from collective.externalshare.demo.instance import prepare_environment
from collective.externalshare.demo.instance import start_sender
from collective.externalshare.demo.instance import start_zope
from collective.externalshare.demo.instance import stop_zope
from collective.externalshare.demo.instance import write_instance
from collective.externalshare.demo.mailbox import Mailbox
from collective.externalshare.demo.mails import MailsPage
from collective.externalshare.demo.settings import check_port
from collective.externalshare.demo.settings import DemoRefusal
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.settings import disk_in_words
from collective.externalshare.demo.settings import LOOPBACK
from collective.externalshare.demo.settings import prepare_folder
from collective.externalshare.demo.settings import read_settings
from collective.externalshare.demo.settings import speak_anywhere
from collective.externalshare.demo.sink import MailFolder
from collective.externalshare.demo.sink import MailServer
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import logging
import os
import signal
import sys


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C; return the exit status: 2 when it cannot start, with one sentence."""
    speak_anywhere()
    ArgumentParser(
        prog="externalshare-demo",
        description="Serve a demonstration site until Ctrl-C. The environment says how: "
        "PORT (8080), DEMO_DIR (var/demo), DEMO_ADMIN (user:password).",
    ).parse_args(arguments)
    # Started in a shell's background it would ignore Ctrl-C, and whoever asks it to end.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        settings = read_settings(os.environ)
        check_port(settings.port)
        prepare_folder(settings.folder)
        with disk_in_words(settings.folder), lock_folder(settings.folder):
            _run(settings)
    except DemoRefusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nThe demonstration has ended.")
    return 0


def _run(settings: DemoSettings) -> None:
    prepare_environment(settings.folder)
    mark = write_instance(settings)
    with _log_to(settings.folder / "var/event.log"):
        _run_site(settings, mark)


def _run_site(settings: DemoSettings, mark: str) -> None:
    server = MailServer(MailFolder(settings.mail_folder))
    server.start()
    try:
        print("Starting Plone; the first time this takes a minute.", flush=True)
        application = start_zope(settings.folder)
        try:
            _prepare_site(settings, server)
            start_sender()
            mailbox = Mailbox(settings.mail_folder)
            _serve(settings, MailsPage(application, mailbox, settings.site_url, mark))
        finally:
            stop_zope()
    finally:
        server.stop()


@contextmanager
def _log_to(path: Path) -> Iterator[None]:
    """Log to a file: the terminal is for the guide.

    The programs Plone calls to index a PDF complain about the broken samples
    on the error output, which therefore goes there too.
    """
    logging.basicConfig(
        filename=path,
        level=logging.INFO,
        format="%(asctime)s %(levelname)s [%(name)s] %(message)s",
    )
    sys.stderr.flush()
    terminal = os.dup(2)
    with path.open("ab") as log:
        os.dup2(log.fileno(), 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(terminal, 2)
        os.close(terminal)


def _prepare_site(settings: DemoSettings, server: MailServer) -> None:
    # Plone is imported here and not above, since it reads the environment when it is imported.
    from collective.externalshare.demo import site
    from collective.externalshare.demo.content import ensure_content
    from collective.externalshare.demo.content import Papers

    site.ensure_admin(settings)
    with site.application(settings.admin_name) as app:
        portal = site.ensure_site(app)
        site.ensure_people()
        site.connect_site(server.host, server.port, settings.site_url)
        ensure_content(portal, Papers(settings.folder / "papers"))


def _serve(settings: DemoSettings, application: Any) -> None:
    from collective.externalshare.demo.guide import guide
    from waitress import create_server

    try:
        server = create_server(application, host=LOOPBACK, port=settings.port, threads=4, ident="")
    except OSError:
        # Taken since it was checked: ask again for the sentence.
        check_port(settings.port)
        raise
    print(guide(settings), flush=True)
    server.run()
    # Waitress ends its loop quietly on Ctrl-C.
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
