"""A form with all that stands in its fields, as a browser would send it."""

from html.parser import HTMLParser
from urllib.parse import urljoin


class Fields(HTMLParser):
    """The values of the form that has a control of this name."""

    def __init__(self, client, control):
        super().__init__()
        self.client, self.control = client, control
        self.forms, self.open = [], None
        self.feed(client.text)
        self.action, self.values = next(
            (urljoin(client.answer.url, action), values)
            for action, values, names in self.forms
            if control in names
        )

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "form":
            self.forms.append((found.get("action", ""), {}, set()))
        elif self.forms and tag in ("input", "button", "select", "textarea"):
            _action, values, names = self.forms[-1]
            names.add(name)
            ticked = kind not in ("radio", "checkbox") or "checked" in found
            if tag == "input" and kind not in ("submit", "file") and ticked and name:
                values[name] = found.get("value", "")
            self.open = name if tag in ("select", "textarea") else self.open
            if tag in ("select", "textarea"):
                values[name] = ""
        elif tag == "option" and "selected" in found and self.open:
            self.forms[-1][1][self.open] = found.get("value", "")
        self.tag = tag

    def handle_data(self, data):
        if self.open and self.tag == "textarea":
            self.forms[-1][1][self.open] += data

    def handle_endtag(self, tag):
        if tag in ("select", "textarea"):
            self.open = None

    def press(self, **typed):
        """Send it with the control, and what else was typed."""
        values = {**self.values, **typed, self.control: "1"}
        self.client.answer = self.client.session.post(self.action, values)
        return self.client
