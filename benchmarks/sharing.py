"""A store of many shares, without Plone, and what people do with it."""

from __future__ import annotations

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.policy import NO_RULES
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.revision import Revision
from collective.externalshare.model.secrets import KeyRing
from collective.externalshare.model.session import AccessSession
from collective.externalshare.model.settings import Settings
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.figures import Figures
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.ports import Ports
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sealing import Sealing
from collective.externalshare.services.terms import make_terms
from collective.externalshare.storage.seal_log import SealLog
from collective.externalshare.storage.store import ShareStore
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import hashlib
import random
import transaction


RING = KeyRing((b"k" * 32,))
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
# One sending: ten people, ten documents of a hundred; everybody is sent to twice.
PEOPLE, DOCUMENTS, KNOWN, TIMES = 10, 10, 100, 2
SENDINGS_A_COMMIT = 100
# Ten thousand sendings, a million shares, in less than a day.
APART = timedelta(seconds=5)
MANY = 1 << 40
SETTINGS = Settings(
    link_base="https://documents.example.org", shares_per_hour=MANY, recipients_per_day=MANY
)
AFTER = BEGAN + timedelta(days=1)
EDITOR = Sender("emma", "Emma Berg", "emma@example.org")


class Paper:
    """A document that can always be shared."""

    def __init__(self, number: int) -> None:
        self.uid = f"{number:032x}"
        self.path = f"/plone/quality/{self.uid}"
        self.title = f"Procedure {number}"
        self.obj = None

    def refusal(self) -> None:
        """Nothing speaks against it."""

    def may_be_shared_by(self, user_id: str) -> bool:
        """Everybody may."""
        return True

    def stays_with(self, user_id: str) -> bool:
        """Nobody leaves."""
        return True

    def rules(self) -> Rules:
        """No folder and no classification asks for anything."""
        return NO_RULES

    def judged(self) -> tuple[None, Rules]:
        """Both of them."""
        return None, NO_RULES

    def rely_on(self) -> None:
        """Nothing changes it."""

    def revision(self) -> Revision:
        """What is handed out."""
        return Revision(
            document_uid=self.uid,
            path=self.path,
            title=self.title,
            label="1",
            blob=None,
            serial="",
            sha256=hashlib.sha256(self.uid.encode()).hexdigest(),
            size=100_000,
            pages=10,
            filename="procedure.pdf",
        )


PAPERS = [Paper(number) for number in range(KNOWN)]
BY_UID = {paper.uid: paper for paper in PAPERS}


class Sharing:
    """An open store, at a moment after everything in it was done."""

    def __init__(self, path: Path) -> None:
        self.database = DB(FileStorage(str(path)))
        self.connection = self.database.open()
        self.moment = AFTER

    @classmethod
    def opened(cls, path: Path) -> Sharing:
        """A store that there is, with a cold cache."""
        return cls(path)

    @classmethod
    def empty(cls, path: Path) -> Sharing:
        """A new store."""
        made = cls(path)
        store = made.connection.root()["store"] = ShareStore()
        store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
        transaction.commit()
        return made

    @classmethod
    def filled(cls, path: Path, shares: int) -> Path:
        """A new store with so many shares, all posted and sealed, and packed; its path."""
        made = cls.empty(path)
        made.moment = BEGAN
        for number in range(shares // (PEOPLE * DOCUMENTS)):
            made.send(number)
            made.moment += APART
            if number % SENDINGS_A_COMMIT == SENDINGS_A_COMMIT - 1:
                made.settle()
        made.settle()
        made.database.pack()
        made.close()
        Path(f"{path}.old").unlink()
        return path

    @property
    def ports(self) -> Ports:
        """Ports for everything but Plone, mails and copies."""
        return Ports(
            store=self.connection.root()["store"],
            settings=SETTINGS,
            clock=SimpleNamespace(now=lambda: self.moment),
            keys=SimpleNamespace(ring=lambda: RING, problem=lambda: None),
            documents=SimpleNamespace(get=lambda uid, path: BY_UID.get(uid)),
            copies=None,
            renderer=None,
            mail=SimpleNamespace(problem=lambda: None),
            announcer=SimpleNamespace(announce=lambda *told: None),
            seal_log=SealLog(None),
            accounts=None,
        )

    def close(self) -> None:
        """Give everything back."""
        self.connection.close()
        self.database.close()

    def send(self, number: int, people: int = PEOPLE, documents: int = DOCUMENTS) -> Any:
        """One sending of many: the number decides to whom and of what. Does not commit."""
        first = number // TIMES * people
        order = Order(
            documents=[PAPERS[(number * documents + one) % KNOWN] for one in range(documents)],
            addressees=[_person(first + one) for one in range(people)],
            terms=make_terms(self.ports, days=30),
            sender=EDITOR,
            by_mail=False,
        )
        return Distribute(self.ports)(order)

    def settle(self) -> None:
        """Commit, and do what the sweep does with what is new."""
        transaction.commit()
        now, self.moment = self.moment, self.moment + timedelta(minutes=5)
        while Posting(self.ports)():
            transaction.commit()
        while Sealing(self.ports)() is not None:
            transaction.commit()
        self.moment = now
        transaction.commit()
        self.connection.cacheMinimize()

    def page(self) -> None:
        """The administrator's table."""
        self._full(Filters())

    def narrowed(self) -> None:
        """The table narrowed to the words of one organisation."""
        self._full(Filters(query="works"))

    def unopened(self) -> None:
        """A saved view of it."""
        self._full(Filters(view="unopened"))

    def numbers(self) -> None:
        """What stands on top of it."""
        if not Figures(self.ports).numbers().active:
            raise SystemExit("all shares are active")

    def portal(self) -> None:
        """What a person sees who was sent to twice."""
        ports = self.ports
        recipient = ports.store.recipient_at(_person(PEOPLE).address)
        session = AccessSession("s" * 64, recipient.id, "i" * 32, ports.now)
        if len(Read(ports).portal(session)) != DOCUMENTS * TIMES:
            raise SystemExit("each person has twenty documents")

    def revoke(self) -> None:
        """End one share, whichever, and wait until that is on the disk."""
        ports = self.ports
        key = ports.store.shares.minKey(f"{random.getrandbits(120):030x}")
        Revoke(ports)([ports.store.shares[key]], Actor("user", "emma"), "Wrong supplier")
        transaction.commit()

    def _full(self, filters: Filters) -> None:
        page = Overview(self.ports).page(filters)
        if len(page.rows) != 25:
            raise SystemExit("a page has 25 rows")


def _person(number: int) -> Addressee:
    name = f"Reader {number}"
    return Addressee(f"reader-{number}@example.org", name, f"Example Works {number % 500}")
