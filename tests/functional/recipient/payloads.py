"""What does something with the name `boo` where it is more than text, and who sees that."""

from html.parser import HTMLParser


# Each does something with the name `boo` where it is more than text.
PAYLOADS = [
    "<boo>",
    "</td><boo>",
    "<script>boo()</script>",
    "</script><script>boo()</script>",
    "<ScRiPt>boo()</sCrIpT>",
    "<scr<script>ipt>boo()</script>",
    "<img src=x onerror=boo()>",
    "<img/src=x/onerror=boo()>",
    "<svg onload=boo()>",
    "<svg/onload=boo()>",
    "<body onload=boo()>",
    "<iframe src=javascript:boo()>",
    "<a href=javascript:boo()>x</a>",
    "<a href='java\tscript:boo()'>x</a>",
    "<form action=javascript:boo()><button>x",
    "<details open ontoggle=boo()>",
    "<input autofocus onfocus=boo()>",
    "<style>@import 'boo'</style>",
    "<link rel=stylesheet href=boo>",
    "<meta http-equiv=refresh content='0;url=boo'>",
    '" onmouseover="boo()',
    "' onmouseover='boo()",
    '"><boo>',
    "'><boo>",
    "--><boo>",
    "]]><boo>",
    "</title><boo>",
    "</textarea><boo>",
    "${structure:boo}<tal:boo>",
    "&lt;boo&gt;&#60;boo&#62;",
]


class Suspect(HTMLParser):
    """Finds a `boo` that is a tag, an attribute, an address or a script."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        if "boo" in tag or "<" in tag:
            self.found.append(tag)
        for name, value in attrs:
            live = name.startswith("on") or name in ("src", "href", "action", "style", "content")
            if "boo" in name or (live and "boo" in (value or "")):
                self.found.append((tag, name, value))

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in ("script", "style") and "boo" in data:
            self.found.append((self.inside, data))


def suspects(page):
    parser = Suspect()
    parser.feed(page)
    return parser.found
