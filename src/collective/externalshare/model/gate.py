"""What lists know of a shared document without waking it."""

from __future__ import annotations

from persistent import Persistent


class DocumentGate(Persistent):
    """Path, title, last known refusal and the distinct PDFs seen of one document.

    Subscribers and the sweep keep it fresh; a single share, and every use of
    one, reads the live object instead. `refusal` is the value of a
    `SourceRefusal` or None. `seen` holds SHA-256 digests in the order of their
    first publication or sharing: its places are the running revision numbers.
    `current` is the one given out last, `since` the moment when that was a new one
    (microseconds; 0: it is the first, or nobody noted it).
    `label` is what people call the latest revision, `pages` how many it has (0: not
    known). `untold`: the sweep still
    has to announce what became of its shares. `revised`: another PDF is current
    than before, and the sweep still has to look which readers saw an older one;
    it is the key of the share that it goes on after. `senders` are those who shared
    it, None before anybody had to know; `strangers` those of them whose shares are
    suspended, since they may share it no longer.
    """

    refusal: str | None = None
    seen: tuple[str, ...] = ()
    current = ""
    since = 0
    label = ""
    pages = 0
    untold = False
    revised: str | None = None
    senders: frozenset[str] | None = None
    strangers: frozenset[str] = frozenset()

    def __init__(self, uid: str, path: str, title: str) -> None:
        self.uid = uid
        self.path = path
        self.title = title

    def number_of(self, sha256: str) -> int:
        """The running number, from 1, of a PDF; the next one for a new PDF."""
        if sha256 in self.seen:
            return self.seen.index(sha256) + 1
        return len(self.seen) + 1

    def note_sender(self, user_id: str) -> None:
        """One more who shared it, where these are known; no change, no write."""
        if self.senders is not None and user_id not in self.senders:
            self.senders |= {user_id}

    def see(self, sha256: str, label: str, now: int = 0) -> bool:
        """Record the PDF given out at `now` and what its revision is called; no change, no write.

        Whether it is a new one, where there had been another before.
        """
        new = bool(self.seen) and sha256 not in self.seen
        if sha256 not in self.seen:
            self.seen = (*self.seen, sha256)
        if self.current != sha256:
            if self.current:
                self.revised, self.since = "", now
            self.current = sha256
        if self.label != label:
            self.label = label
        return new
