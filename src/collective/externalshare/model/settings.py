"""The bounds and words of one site, read once for one request."""

from __future__ import annotations

from .letters import Stored
from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True)
class Settings:
    """Plain values of the control panel; the registry schema documents each."""

    link_base: str = ""
    published_states: tuple[str, ...] = ("published",)
    share_without_workflow: bool = False
    revision_attribute: str = ""
    day_choices: tuple[int, ...] = (7, 15, 30, 90)
    default_days: int = 30
    maximum_days: int = 90
    maximum_recipients: int = 1000
    maximum_documents: int = 200
    maximum_shares: int = 20_000
    maximum_message: int = 2000
    default_access: str = "view"
    # Addresses and domains as typed; `model.policy.patterns_of` makes them canonical.
    allowed_addresses: tuple[str, ...] = ()
    denied_addresses: tuple[str, ...] = ()
    warn_of_new_domains: bool = True
    checklist: tuple[str, ...] = ()
    # One a line, see `model.preset.read_preset`.
    presets: tuple[str, ...] = ()
    approval_required: bool = False
    # A `model.policy.SenderGone`.
    sender_gone: str = "keep"
    attachments: bool = False
    # Of all attachments of one mail, before they are encoded for it.
    attachment_megabytes: int = 10
    # One a line, see `model.level.read_level`.
    levels: tuple[str, ...] = ()
    shares_per_hour: int = 2000
    # Whether one sending may have more shares than that.
    large_sendings: bool = True
    recipients_per_day: int = 2000
    password_minimum: int = 8
    password_refuse_common: bool = True
    session_idle_minutes: int = 30
    session_hours: int = 8
    sessions_per_recipient: int = 5
    code_minutes: int = 10
    tries_per_code: int = 5
    failures_before_lock: int = 100
    seconds_between_codes: int = 30
    codes_per_hour: int = 5
    codes_per_day: int = 10
    address_tries_per_hour: int = 30
    address_tries_per_ip: int = 20
    wrong_codes_per_ip: int = 30
    unknown_links_per_ip: int = 60
    codes_per_site_hour: int = 300
    grants_per_hour: int = 60
    pages_per_minute: int = 120
    ticket_minutes: int = 10
    watermark_headline: str = "External distribution"
    watermark_classification: str = "Confidential"
    watermark_diagonal: str = ""
    watermark_footer: str = ""
    watermark_place: str = "both"
    watermark_opacity: int = 30
    # Degrees; None follows the page's diagonal.
    watermark_angle: float | None = None
    font_files: tuple[str, ...] = ()
    address_in_properties: bool = False
    keep_comments: bool = False
    text_alternative: bool = True
    pdf_pages: int = 2000
    pdf_megabytes: int = 200
    pdf_cpu_seconds: int = 20
    pdf_wall_seconds: int = 30
    pdf_memory_megabytes: int = 1024
    # A `model.contact.Detail`.
    contact_detail: str = "full"
    contact_days: int = 180
    # 0: for as long as there are records.
    person_days: int = 0
    # Who gets the seals by mail; empty: nobody.
    seal_address: str = ""
    privacy_notice: str = ""
    contact: str = ""
    mail_signature: str = ""
    # Words of a site's own, see `model.letters`; the others are the usual ones.
    mail_words: Stored = field(default_factory=dict)
    mail_extended: bool = True
    mail_goodbye: bool = False
    mail_new_revision: bool = True
    # How many people are told of what waits for approval; 0: nobody.
    approval_mails: int = 20
    mail_decided: bool = True
    # Days before the end; empty: none.
    reminder_days: tuple[int, ...] = (7, 1)
    # 0: none.
    unread_days: int = 0
    # A `model.terms.Notify`.
    default_notify: str = "never"

    @property
    def proposed_days(self) -> int:
        """The default, which somebody may have set beyond the maximum by another way."""
        return min(self.default_days, self.maximum_days)
