"""The ports of mail; they are imported from ``interfaces`` like all others."""

# ruff: noqa: N805 (methods of an interface have no self)

from __future__ import annotations

from zope.interface import Interface


class IMailGate(Interface):
    """Knows whether and how a site sends mail, found by adapting the site."""

    def problem():
        """A code from `sentences.SENTENCES` when mail is not set up, or None."""

    def sender():
        """The site's own (name, address)."""

    def transport():
        """A callable `(sender, recipient, bytes)` that hands one message to the mail server.

        It MUST raise what `smtplib` raises and MUST NOT touch the database.
        """


class IEnclosures(Interface):
    """Gives the copies that go with a mail, found by adapting the site."""

    def of(row, invitation):
        """The `Enclosed` of an invitation's row in the outbox, made at this moment.

        Nothing unstamped, and nothing that may not be had now; every copy MUST be
        recorded in the running transaction. A row that comes again MUST get the same
        bytes while the revision is the same. MUST raise `CopyFailed` where a copy may
        be made later.
        """


class IInvitationPreview(Interface):
    """Words of an invitation that does not exist yet, found by adapting the site."""

    def invitation(order, revisions, addressee):
        """(subject, plain text) of the mail that an addressee of an order would get.

        `order` is a `services.distribute.Order`, `revisions` are those of its
        documents. Where the link will stand, the text MUST say so without one.
        MUST NOT write.
        """


class IMailWords(Interface):
    """The words of the kinds of mail (`model.letters.LETTERS`), found by adapting the site.

    `language` is one of `model.recipient.LANGUAGES`.
    """

    def usual(kind, language):
        """The `Wording` of a mail whose words nobody changed."""

    def sample(kind, language, wording):
        """(subject, plain text, HTML) of a mail with these words, about people made up.

        It MUST hold neither a link nor a code, and MUST NOT write.
        """
