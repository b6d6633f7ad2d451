"""HTML: a letter for mail programs; inline styles, nothing fetched, nothing counted."""

from __future__ import annotations

from .letter import Block
from .letter import bracketed
from .letter import Code
from .letter import Facts
from .letter import Heading
from .letter import Items
from .letter import Letter
from .letter import Link
from .letter import Paragraph
from .letter import Quote
from html import escape


RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"
MONO = "font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace"
# Programs that know dark mode get these colours; the others keep the inline ones.
STYLE = """\
:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){
.ground{background:#12171e!important}
.paper{background:#1b222c!important;border-color:#364150!important}
.ink{color:#e8ecf1!important}
.soft{color:#a9b4c0!important}
.line{border-color:#364150!important}
.box{background:#232d39!important;border-color:#6cc2f2!important}
.link{color:#6cc2f2!important}
.button{background:#6cc2f2!important}
.button a{color:#0b1a24!important}
}
@media (max-width:480px){
.paper{padding:22px 18px!important}
.fact{display:block!important;width:auto!important;padding:0!important}
.fact.soft{padding-top:8px!important}
.action{width:100%!important}
.button,.button a{display:block!important;text-align:center!important}
.code{font-size:28px!important}
}"""
INK = "color:#1c2430"
SOFT = "color:#55606e"


def write_html(letter: Letter) -> str:
    """The whole letter as one HTML document; every word of it is escaped here."""
    direction = "rtl" if letter.language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    body = "\n".join(_block(block) for block in letter.blocks)
    return f"""\
<!DOCTYPE html>
<html lang="{escape(letter.language)}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>{escape(letter.subject)}</title>
<style>
{STYLE}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f4f6f8">
<div style="display:none;max-height:0;overflow:hidden">{escape(letter.preview)}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" \
border="0" style="background:#f4f6f8"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
style="max-width:580px"><tr>
<td class="ink" dir="auto" style="padding:0 4px 12px;{FONT};font-size:16px;font-weight:650;\
{INK}">{escape(letter.site)}</td>
</tr><tr>
<td class="paper ink" style="padding:30px 32px;background:#ffffff;border:1px solid #d9dee5;\
border-radius:10px;{FONT};font-size:16px;line-height:1.55;{INK};overflow-wrap:anywhere">
{body}
</td>
</tr>{_footer(letter.footer)}</table>
</td></tr></table>
</body>
</html>
"""


def _block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return f'<p dir="auto" style="margin:0 0 16px">{_lines(text)}</p>'
        case Heading(text):
            return (
                f'<h2 dir="auto" style="margin:26px 0 6px;font-size:16px;line-height:1.3;'
                f'font-weight:650">{escape(text)}</h2>'
            )
        case Quote(intro, text):
            return _quote(intro, text)
        case Items(rows):
            return f'<ul style="margin:0 0 18px;padding:0 0 0 20px">{_items(rows)}</ul>'
        case Facts(rows):
            return _facts(rows)
        case Link(label, hint, address):
            return _link(label, hint, address)
        case Code(text):
            return (
                f'<p class="box ink code" style="margin:22px 0;padding:16px 8px;'
                f"background:#eaf3f9;border-radius:8px;text-align:center;{MONO};font-size:34px;"
                f'line-height:1.2;font-weight:600;letter-spacing:.12em;{INK}">{escape(text)}</p>'
            )


def _quote(intro: str, text: str) -> str:
    return (
        f'<p dir="auto" class="soft" style="margin:0 0 6px;font-size:14px;{SOFT}">'
        f"{escape(intro)}</p>"
        f'<blockquote dir="auto" class="box" style="margin:0 0 20px;padding:12px 16px;'
        f"background:#eaf3f9;border-inline-start:4px solid #00669c;border-radius:4px"
        f'">{_lines(text)}</blockquote>'
    )


def _items(rows: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f'<li style="margin:0 0 6px"><bdi style="font-weight:600">{escape(title)}</bdi>'
        + (
            f'<span class="soft" style="{SOFT}">{escape(bracketed(remark))}</span>'
            if remark
            else ""
        )
        + "</li>"
        for title, remark in rows
    )


def _facts(rows: tuple[tuple[str, str], ...]) -> str:
    cells = "".join(
        f'<tr><td class="fact soft" width="34%" valign="top" style="padding:4px 14px 4px 0;{SOFT}">'
        f'{escape(name)}:</td> <td class="fact" dir="auto" valign="top" style="padding:4px 0">'
        f"{escape(value)}</td></tr>"
        for name, value in rows
    )
    return (
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'style="margin:0 0 18px;font-size:15px;line-height:1.5">{cells}</table>'
    )


def _link(label: str, hint: str, address: str) -> str:
    target = escape(address)
    if not address.startswith(("http://", "https://")):
        # Of a sample: there is nothing behind it.
        return _no_link(escape(label), escape(hint), target)
    return (
        f'<table role="presentation" class="action" cellpadding="0" cellspacing="0" border="0" '
        f'style="margin:24px 0 14px"><tr><td class="button" style="background:#00669c;'
        f'border-radius:8px"><a href="{target}" style="display:inline-block;padding:13px 26px;'
        f'{FONT};font-size:16px;font-weight:600;color:#ffffff;text-decoration:none">'
        f"{escape(label)}</a></td></tr></table>"
        f'<p class="soft" style="margin:0 0 18px;font-size:13px;line-height:1.5;{SOFT}">'
        f'{escape(hint)} <a class="link" href="{target}" dir="ltr" style="color:#00669c;'
        f'word-break:break-all">{target}</a></p>'
    )


def _no_link(label: str, hint: str, remark: str) -> str:
    return (
        f'<table role="presentation" class="action" cellpadding="0" cellspacing="0" border="0" '
        f'style="margin:24px 0 14px"><tr><td class="button" style="background:#00669c;'
        f"border-radius:8px;padding:13px 26px;{FONT};font-size:16px;font-weight:600;"
        f'color:#ffffff">{label}</td></tr></table>'
        f'<p class="soft" dir="auto" style="margin:0 0 18px;font-size:13px;line-height:1.5;{SOFT}">'
        f"{hint} {remark}</p>"
    )


def _footer(lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    written = "".join(f'<p dir="auto" style="margin:0 0 10px">{_lines(line)}</p>' for line in lines)
    return (
        f'<tr><td class="soft" style="padding:18px 4px 0;{FONT};font-size:13px;line-height:1.5;'
        f'{SOFT};overflow-wrap:anywhere">{written}</td></tr>'
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
