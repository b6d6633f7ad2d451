"""A Zope instance inside DEMO_DIR: its files, its lock and its start."""

from collections.abc import Callable
from collective.externalshare.demo.settings import DemoRefusal
from collective.externalshare.demo.settings import DemoSettings
from pathlib import Path
from typing import Any
from typing import IO

import base64
import fcntl
import os
import secrets
import shutil


_ZOPE_CONF = """\
instancehome {folder}
clienthome {folder}/var

<zodb_db main>
  <filestorage>
    path {folder}/var/Data.fs
    blob-dir {folder}/var/blobs
  </filestorage>
  mount-point /
</zodb_db>

<environment>
  CHAMELEON_CACHE {folder}/var/cache
</environment>
"""


def lock_folder(folder: Path) -> IO[bytes]:
    """Claim ``folder`` for this process until the returned file is closed.

    :raises DemoRefusal: when another demonstration uses it.
    """
    claim = (folder / "demo.lock").open("wb")
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        claim.close()
        raise _in_use(folder) from None
    return claim


def _in_use(folder: Path) -> DemoRefusal:
    return DemoRefusal(
        f"Another demonstration is running on {folder}: end it, or choose another DEMO_DIR."
    )


def read_mark(folder: Path) -> str:
    """Return the mark that tells this folder's server from any other; "" before the first start."""
    try:
        return (folder / "mark").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def write_instance(settings: DemoSettings) -> str:
    """Write what Zope reads at its start, keeping what is there; return the folder's mark."""
    folder = settings.folder
    for name in ("etc", "var/cache", "var/blobs", "out"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    # Blobs lie in plain files: nobody else on this machine needs to look at them.
    (folder / "var/blobs").chmod(0o700)
    _write_configuration(settings)
    mark = read_mark(folder)
    if not mark:
        mark = secrets.token_hex(16)
        (folder / "mark").write_text(mark, encoding="ascii")
    (folder / "address").write_text(settings.base_url, encoding="ascii")
    return mark


def _write_configuration(settings: DemoSettings) -> None:
    import Zope2.utilities

    folder = settings.folder
    conf = _ZOPE_CONF.format(folder=str(folder).replace("$", "$$"))
    (folder / "etc/zope.conf").write_text(conf, encoding="utf-8")
    skeleton = Path(Zope2.utilities.__file__).parent / "skel/etc/site.zcml"
    shutil.copyfile(skeleton, folder / "etc/site.zcml")
    inituser = folder / "inituser"
    if not (folder / "var/Data.fs").exists():
        from Zope2.utilities.mkwsgiinstance import write_inituser

        write_inituser(str(inituser), settings.admin_name, settings.admin_password)
        inituser.chmod(0o600)


def prepare_environment(folder: Path) -> None:
    """Set what Zope and the add-on read from the environment; call before importing Zope."""
    os.environ["zope_i18n_compile_mo_files"] = "true"  # noqa: SIM112 - zope.i18n spells it so
    # The mail server listens on another port at every start: nothing is sent before
    # the site knows it.
    os.environ["EXTERNALSHARE_SENDER"] = "off"
    if not os.environ.get("EXTERNALSHARE_SEAL_LOG"):
        os.environ["EXTERNALSHARE_SEAL_LOG"] = str(folder / "seals")
    if not (os.environ.get("EXTERNALSHARE_KEY") or os.environ.get("EXTERNALSHARE_KEY_FILE")):
        os.environ["EXTERNALSHARE_KEY_FILE"] = str(_key_file(folder))


def _key_file(folder: Path) -> Path:
    """Return the file with the key of all links; as on a real site it lies outside the database."""
    path = folder / "links.key"
    if not path.exists():
        # Whole or not at all: with an empty one nothing could ever be sent.
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        part.write_bytes(base64.b64encode(secrets.token_bytes(32)) + b"\n")
        part.rename(path)
    return path


def start_zope(folder: Path) -> Callable[..., Any]:
    """Start Zope in this process and return its WSGI application.

    :raises DemoRefusal: when another process has the database open.
    """
    from zc.lockfile import LockError
    from Zope2.Startup.run import make_wsgi_app

    try:
        publisher = make_wsgi_app({}, str(folder / "etc/zope.conf"))
    except LockError:
        raise _in_use(folder) from None
    from ZPublisher.httpexceptions import HTTPExceptionHandler

    return HTTPExceptionHandler(publisher)


def start_sender() -> None:
    """Begin to send what waits in the outbox."""
    from collective.externalshare.mail.loop import Loop
    from collective.externalshare.mail.thread import begin
    from collective.externalshare.mail.thread import open_zope

    import Zope2

    begin(Loop(open_zope), Zope2.opened)


def stop_zope() -> None:
    """Close the database as Zope's own server does, so that the next start finds it in order."""
    import Zope2

    for database in Zope2.opened:
        database.close()
