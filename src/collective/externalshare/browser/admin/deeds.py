"""Extend many shares, send many mails again, take a table of many along."""

from __future__ import annotations

from ... import _
from ...content.batches import Batches
from ...model.share import Share
from ...model.times import from_micros
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.table import Table
from ...services.terms import until_when
from ...services.together import Outcome
from ...services.together import Together
from ..sender.terms import day_choices
from ..sender.terms import until_choices
from .many import ManyShares
from .page import EXPORT
from .page import EXTEND
from .page import RESEND
from collections.abc import Sequence
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


class Summed(ManyShares):
    """What was refused is told with its reasons, each once."""

    done_text: Message

    def finished(self, done: Batches[Outcome]) -> Message:
        """How many it was done to, how many were so before, and what was refused."""
        outcome = sum(done.results, Outcome())
        parts = [(self.done_text, outcome.done)]
        if outcome.before:
            before = _("admin_many_before", default="Left as they are: ${count}.")
            parts.append((before, outcome.before))
        if outcome.refused:
            refused = _("admin_many_refused", default="Refused: ${count}.")
            parts.append((refused, len(outcome.refused)))
        said = [Message(text, mapping={"count": count}) for text, count in parts]
        said += {one.code: sentence(one) for one in outcome.refused}.values()
        return " ".join(translate(one, context=self.request) for one in said)


class ExtendShares(Summed):
    """Lets shares last longer."""

    page_name = _("admin_extend_title", default="Extend")
    view_name = EXTEND
    asks_days = True
    button_text = _("admin_extend_count", default="Extend (${count})")
    done_text = _("admin_extended", default="Shares extended: ${count}.")
    explained = _(
        "admin_extend_explained",
        default="All of them last until the day that you choose. Those that last longer anyway "
        "stay as they are; expired ones come back, revoked ones do not.",
    )

    def days(self) -> list[dict[str, Any]]:
        """The choices that senders have, without a date of one's own."""
        offered = {str(days) for days in day_choices(self.ports.settings)}
        chosen = str(self.ports.settings.proposed_days)
        return [
            {"value": term.value, "title": term.title, "selected": term.value == chosen}
            for term in until_choices(self.context)
            if term.value in offered
        ]

    def carry_out(self) -> Any:
        """Read the number of days first: it holds for all."""
        days = self.text("days")
        number = int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0
        until = until_when(self.ports, None, number)
        if isinstance(until, Refused):
            self.refusal = sentence(until)
            self.request.response.setStatus(400)
            return self.index()
        self.until = until
        return super().carry_out()

    def act(self, shares: Sequence[Share]) -> Any:
        """Extend some of them."""
        return Together(self.ports).extend(shares, self.until, *self.actor_and_contact())


class ResendMails(Summed):
    """Queues the mails of shares once more."""

    page_name = _("admin_resend_title", default="Resend")
    view_name = RESEND
    button_text = _("admin_resend_count", default="Resend (${count})")
    done_text = _("admin_resent", default="Mails on their way again: ${count}.")
    explained = _(
        "admin_resend_explained",
        default="Each link is mailed to its recipient once more, also where several documents "
        "of it are selected. Whoever was sent a link without mail gets one now.",
    )

    def chosen(self) -> Sequence[Share]:
        """One share of each link."""
        return Together(self.ports).letters(self.shares)

    @property
    def button(self) -> Message:
        """How many mails it is."""
        return Message(self.button_text, mapping={"count": len(self.chosen())})

    def act(self, shares: Sequence[Share]) -> Any:
        """Queue some of them."""
        return Together(self.ports).resend(shares, *self.actor_and_contact())


class ExportShares(ManyShares):
    """Hands out a table of shares."""

    page_name = _("admin_export_title", default="Export as CSV")
    view_name = EXPORT
    button_text = _("admin_export_count", default="Export (${count})")
    explained = _(
        "admin_export_explained",
        default="A table for a spreadsheet with names and addresses of the recipients. "
        "That you took it along is recorded.",
    )

    def carry_out(self) -> bytes:
        """The file."""
        text = Table(self.ports)(self.shares, *self.actor_and_contact())
        name = f"external-shares-{from_micros(self.ports.now):%Y%m%dT%H%M%SZ}.csv"
        headers = self.request.response.setHeader
        headers("Content-Type", "text/csv; charset=utf-8")
        headers("Content-Disposition", f'attachment; filename="{name}"')
        return text.encode()
