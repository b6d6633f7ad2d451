"""Ways from a source to a reader's bytes, broken one step at a time and mended again.

Each is a context manager over a `Scene`: inside it the step fails, after it all is well.
"""

from collective.externalshare.model.grant import Tail
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import fcntl
import os
import transaction


class Scene:
    """A site, what was shared on it, and where its files lie."""

    def __init__(self, sharing, folder, monkeypatch):
        self.sharing = sharing
        self.folder = Path(folder)
        self.patch = monkeypatch

    def source(self):
        """Where the uploaded bytes lie."""
        transaction.begin()
        return Path(self.sharing.document.file._blob.committed())

    def body(self):
        """Where the one prepared body lies in the database's own store."""
        transaction.begin()
        (template,) = self.sharing.ports.store.templates.values()
        return Path(template.body.committed())

    def grants(self):
        transaction.begin()
        return list(self.sharing.ports.store.grants.values())

    def kept(self, suffix):
        """The one file with this ending in the workshop."""
        (found,) = self.folder.glob(f"*{suffix}")
        return found


@contextmanager
def other_bytes(path, change):
    """Another file in place of one: other bytes than `change` makes of its own, or none."""
    aside = path.with_name(f"{path.name}.aside")
    own = path.read_bytes()
    path.rename(aside)
    made = change(own)
    if made is not None:
        path.write_bytes(made)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        aside.rename(path)


def gone(_own):
    return None


def truncated(own):
    return own[: len(own) // 2]


def flipped(own):
    """One byte in the middle is another."""
    middle = len(own) // 2
    return own[:middle] + bytes((own[middle] ^ 1,)) + own[middle + 1 :]


@contextmanager
def no_folder(scene):
    """A file where the workshop should be."""
    path = scene.folder.with_name("no-folder")
    path.write_bytes(b"")
    with scene.patch.context() as patch:
        patch.setenv("EXTERNALSHARE_COPIES", str(path))
        yield


@contextmanager
def closed_folder(scene):
    """The workshop is somebody else's, or cannot be written to."""
    path = scene.folder.with_name("closed-folder")
    path.mkdir()
    if os.getuid():
        path.chmod(0o500)
    else:
        # No permission binds root, so this one is not root's.
        os.chown(path, 65534, 65534)
    with scene.patch.context() as patch:
        patch.setenv("EXTERNALSHARE_COPIES", str(path))
        yield


@contextmanager
def no_fonts(scene):
    """A font of the settings is gone."""
    with scene.patch.context() as patch:
        patch.setenv("EXTERNALSHARE_FONTS", str(scene.folder / "gone.ttf"))
        yield


@contextmanager
def settings(scene, **values):
    """Other settings, for a while."""
    before = {}
    transaction.begin()
    registry = scene.sharing.site.portal_registry
    for name, value in values.items():
        record = registry.records[f"collective.externalshare.{name}"]
        before[name], record.value = record.value, value
    transaction.commit()
    try:
        yield
    finally:
        transaction.begin()
        for name, value in before.items():
            registry.records[f"collective.externalshare.{name}"].value = value
        transaction.commit()


@contextmanager
def locked(scene):
    """Somebody else holds the lock of this body for ever."""
    transaction.begin()
    ports = scene.sharing.ports
    (verdict,) = {one.sha256 for one in ports.store.verdicts.values()}
    name = f"{ports.copies.key(verdict, ports.settings)}.lock"
    with settings(scene, pdf_wall_seconds=2), (scene.folder / name).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _port(interface, **acts):
    """A port some of whose methods are others."""
    real = getUtility(interface)
    manager = getGlobalSiteManager()
    other = type("Other", (type(real),), acts)
    other = other.__new__(other)
    other.__dict__.update(real.__dict__)
    manager.registerUtility(other, interface)
    try:
        yield
    finally:
        manager.registerUtility(real, interface)


def defect(interface, name):
    """A method of a port fails as nobody expected."""

    def fail(*_arguments):
        raise RuntimeError("Traceback of a defect")

    return lambda _scene: _port(interface, **{name: fail})


def source_is(change):
    """Other bytes where the uploaded ones were."""
    return lambda scene: other_bytes(scene.source(), change)


def body_is(change):
    """Other bytes where the prepared ones were."""
    return lambda scene: other_bytes(scene.body(), change)


@contextmanager
def body_is_source(scene):
    """The unstamped source where the body was, as long as that."""
    source, length = scene.source().read_bytes(), scene.body().stat().st_size
    with other_bytes(scene.body(), lambda _own: source[:length].ljust(length)):
        yield


def tail_is(change):
    """Every reader's tail in the database is another one."""
    return lambda scene: _changed(scene, "tail", change)


@contextmanager
def _changed(scene, name, change):
    before = {}
    for grant in scene.grants():
        before[grant.id] = getattr(grant, name)
        setattr(grant, name, change(getattr(grant, name)))
    transaction.commit()
    try:
        yield
    finally:
        for grant in scene.grants():
            if grant.id in before:
                setattr(grant, name, before[grant.id])
        transaction.commit()


def without_stamp(tail):
    """The letters of the stamp are gone, in the same number of bytes."""
    start = tail.before.index(b"stream\n") + len(b"stream\n")
    end = tail.before.index(b"\nendstream")
    return Tail(tail.before[:start] + bytes(end - start) + tail.before[end:], tail.after)


def empty(_tail):
    return Tail(b"", b"")


def lost(_tail):
    return None


@contextmanager
def layout_is_another(scene):
    """What a tail needs to know of its body is wrong in the database."""
    transaction.begin()
    (template,) = scene.sharing.ports.store.templates.values()
    right = template.layout
    template.layout = replace(right, rows=flipped(right.rows))
    transaction.commit()
    try:
        yield
    finally:
        transaction.begin()
        template.layout = right
        transaction.commit()
