"""Reading a page as a program: its forms with everything hidden in them, its links, its heading."""

from dataclasses import dataclass
from dataclasses import field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class Form:
    """One form of a page, with what a browser would send without anybody typing."""

    action: str
    method: str = "get"
    values: dict[str, str] = field(default_factory=dict)
    inputs: set[str] = field(default_factory=set)
    """The names a person can fill in."""


@dataclass
class Page:
    """What a program needs of a page."""

    forms: list[Form] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    heading: str = ""
    title: str = ""

    def form_asking(self, name: str) -> Form | None:
        """Return the first form with an input called ``name``."""
        return next((form for form in self.forms if name in form.inputs), None)

    def form_to(self, ending: str) -> Form | None:
        """Return the first form whose address ends with ``ending``."""
        return next((form for form in self.forms if form.action.endswith(ending)), None)

    def link_with(self, part: str) -> str | None:
        """Return the first link with ``part`` in its address."""
        return next((link for link in self.links if part in link), None)


def parse_page(html: str, url: str) -> Page:
    """Read ``html``; every address in the result is absolute, seen from ``url``."""
    reader = _Reader(url)
    reader.feed(html)
    reader.close()
    page = reader.page
    page.heading = " ".join(page.heading.split())
    page.title = " ".join(page.title.split())
    return page


class _Reader(HTMLParser):
    def __init__(self, url: str):
        super().__init__()
        self.page = Page()
        self._url = url
        self._form: Form | None = None
        self._inside = ""
        self._heading_done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self._url, values.get("action", ""))
            self._form = Form(action, values.get("method", "get").lower())
            self.page.forms.append(self._form)
        elif tag == "a" and values.get("href"):
            self.page.links.append(urljoin(self._url, values["href"]))
        elif tag in ("input", "button", "textarea", "select"):
            self._read_control(tag, values)
        elif tag == "title" or (tag == "h1" and not self._heading_done):
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == self._inside:
            self._heading_done = self._heading_done or tag == "h1"
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "h1":
            self.page.heading += data
        elif self._inside == "title":
            self.page.title += data

    def _read_control(self, tag: str, values: dict[str, str]) -> None:
        name = values.get("name")
        if self._form is None or not name or "disabled" in values:
            return
        kind = values.get("type", "submit" if tag == "button" else "text").lower()
        if kind == "hidden":
            self._form.values[name] = values.get("value", "")
        elif kind in ("checkbox", "radio"):
            if "checked" in values:
                self._form.values[name] = values.get("value", "on")
        elif kind == "submit":
            # A browser sends the button that was pressed: here the first one that has a name.
            self._form.values.setdefault(name, values.get("value", ""))
        elif kind not in ("button", "reset", "image", "file"):
            self._form.inputs.add(name)
