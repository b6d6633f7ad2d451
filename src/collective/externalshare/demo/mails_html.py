"""The HTML of the mails page. Every value of a mail is escaped here and nowhere else."""

from collective.externalshare.demo.mailbox import Mail
from email.utils import parseaddr
from email.utils import parsedate_to_datetime
from html import escape
from urllib.parse import quote

import re


_LINK = re.compile(r"https?://[^\s<>\"']+")
_TRAILING = ".,;:!?)]}"
_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
_NEW_TAB = '<base target="_blank">'

_DOCUMENT = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{refresh}<title>{title}</title>
<link rel="stylesheet" href="/mails/style.css">
</head>
<body>
<header class="bar">
<a class="home" href="/mails"><span class="mark" aria-hidden="true"></span>Delivered mail</a>
<span class="count">{count}</span>
<nav><a class="button quiet" href="{site_url}">The site</a>
<a class="button" href="/mails">Check mail</a></nav>
</header>
{main}
</body>
</html>
"""


def page(mails: list[Mail], name: str, as_html: bool, site_url: str) -> bytes:
    """Return the page with the list of ``mails`` and the one called ``name``, else the newest.

    On a narrow screen the list and a mail are two pages; ``name`` says which.
    """
    if not mails:
        return _document("Delivered mail", "none yet", site_url, _EMPTY, wait=True)
    chosen = next((mail for mail in mails if mail.name == name), mails[0])
    items = "\n".join(_item(mail, mail is chosen) for mail in mails)
    layout = "reading" if name else "listing"
    main = (
        f'<main class="desk {layout}">\n<nav class="list" aria-label="Mails, newest first">\n'
        f"<ol>\n{items}\n</ol>\n</nav>\n{_reader(chosen, as_html)}\n</main>"
    )
    return _document(chosen.subject, _count(len(mails)), site_url, main)


def not_found_page(site_url: str) -> bytes:
    """Return the page for an address under which no mail lies."""
    return _document("No such mail", "", site_url, _NOT_FOUND)


def frame_document(html: str) -> bytes:
    """Return the HTML part of a mail for the sandboxed frame; its links open in a new tab."""
    head = _HEAD.search(html)
    at = head.end() if head else 0
    return (html[:at] + _NEW_TAB + html[at:]).encode("utf-8", "replace")


def linked(text: str) -> str:
    """Return ``text`` escaped, with its web addresses as links."""
    parts = []
    done = 0
    for found in _LINK.finditer(text):
        address = found.group().rstrip(_TRAILING)
        parts.append(escape(text[done : found.start()]))
        parts.append(
            f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(address)}</a>'
        )
        done = found.start() + len(address)
    return "".join(parts) + escape(text[done:])


_EMPTY = """<main class="alone"><div class="card">
<h1>No mail yet</h1>
<p>Share a document in the site: the invitation appears here a moment after it was sent.
This page looks again every few seconds.</p>
</div></main>"""

_NOT_FOUND = """<main class="alone"><div class="card">
<h1>There is no such mail</h1>
<p>It may have been deleted from the folder. <a href="/mails">See all mails</a>.</p>
</div></main>"""


def _document(title: str, count: str, site_url: str, main: str, wait: bool = False) -> bytes:
    return _DOCUMENT.format(
        # Only the empty page reloads: a mail being read, or its code being copied, stays put.
        refresh='<meta http-equiv="refresh" content="4">\n' if wait else "",
        title=escape(title),
        count=escape(count),
        site_url=escape(site_url),
        main=main,
    ).encode("utf-8", "replace")


def _count(number: int) -> str:
    return "1 mail" if number == 1 else f"{number} mails"


def _item(mail: Mail, chosen: bool) -> str:
    current = ' aria-current="true"' if chosen else ""
    return (
        f'<li><a href="{_address(mail)}"{current}>'
        f'<span class="what">{escape(mail.subject)}</span>'
        f'<span class="who">{escape(_person(mail.recipient))}</span>'
        f"<time>{escape(_clock(mail.date))}</time></a></li>"
    )


def _reader(mail: Mail, as_html: bool) -> str:
    facts = [("To", mail.recipient), ("From", mail.sender), ("Reply to", mail.reply_to)]
    facts.append(("Date", mail.date))
    rows = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in facts if value)
    return (
        '<article class="mail">\n<a class="back" href="/mails">All mails</a>\n'
        f"<h1>{escape(mail.subject)}</h1>\n<dl>{rows}</dl>\n{_tabs(mail, as_html)}\n"
        f"{_body(mail, as_html)}\n</article>"
    )


def _tabs(mail: Mail, as_html: bool) -> str:
    if not (mail.html and mail.text):
        return ""
    here = ' aria-current="true"'
    return (
        '<p class="tabs">'
        f'<a href="{_address(mail)}"{"" if as_html else here}>Text</a>'
        f'<a href="{_address(mail)}?view=html"{here if as_html else ""}>HTML</a></p>'
    )


def _body(mail: Mail, as_html: bool) -> str:
    if mail.html and (as_html or not mail.text):
        return (
            f'<iframe src="{_address(mail)}/frame" title="The HTML part of this mail"'
            ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
        )
    return f'<div class="text">{linked(mail.text.strip())}</div>'


def _address(mail: Mail) -> str:
    return f"/mails/{quote(mail.name)}"


def _person(recipient: str) -> str:
    name, address = parseaddr(recipient)
    return name or address or recipient


def _clock(date: str) -> str:
    try:
        return parsedate_to_datetime(date).astimezone().strftime("%d %b, %H:%M")
    except (ValueError, TypeError, OverflowError):
        return ""
