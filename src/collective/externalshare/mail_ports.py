"""The port of the words of mails; it is imported from ``interfaces`` like all others."""

# ruff: noqa: N805 (methods of an interface have no self)

from __future__ import annotations

from zope.interface import Interface


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
