"""Hands without a mouse: Tab, Shift+Tab, arrows, Enter, Space and typing, nothing else."""

from dataclasses import dataclass


# More presses than any page of ours has stops, Plone's own ones included.
MOST = 120
RING = """
  const ringOf = stop => {
    const {outlineStyle, outlineWidth, outlineColor, boxShadow} = getComputedStyle(stop)
    return [outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow].join(' ')
  }
"""
RING_OF = f"stop => {{ {RING} return ringOf(stop) }}"
MARKUP = "element => element.outerHTML.slice(0, 200)"
LOOK = f"""
() => {{
  {RING}
  const stop = document.activeElement
  const {{top, bottom, left}} = stop.getBoundingClientRect()
  const somewhere = stop !== document.body && stop !== document.documentElement
  return {{
    is_somewhere: somewhere, ring: ringOf(stop), top: top + scrollY, bottom: bottom + scrollY, left,
  }}
}}
"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is, as the browser tells a screen reader; `element` tells stops apart."""

    is_somewhere: bool
    role: str
    name: str
    description: str
    invalid: bool
    value: str
    ring: str
    top: float
    bottom: float
    left: float
    element: int


class Keyboard:
    """Moves through a page and notes each stop."""

    def __init__(self, page):
        self.page = page
        self.browser = page.context.new_cdp_session(page)

    def at(self):
        """Where the focus is now; on a page that is coming, when it is there."""
        self.page.wait_for_load_state()
        root = self.browser.send("Runtime.evaluate", {"expression": "document.activeElement"})
        about = {"objectId": root["result"]["objectId"], "fetchRelatives": False}
        tree = self.browser.send("Accessibility.getPartialAXTree", about)
        node = tree["nodes"][0]
        said = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
        return Stop(
            role=_value(node, "role"),
            name=_value(node, "name"),
            description=_value(node, "description"),
            invalid=said.get("invalid", "false") == "true",
            value=_value(node, "value"),
            element=node["backendDOMNodeId"],
            **self.page.evaluate(LOOK),
        )

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def go(self, key):
        """Press a key that leads to another page, and wait until that is there."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.page.wait_for_load_state("networkidle")

    def tab(self, back=False):
        """One stop on; that the focus was to be seen where it was is checked on the way."""
        before, element = self.at(), self.page.evaluate_handle("document.activeElement")
        self.press("Shift+Tab" if back else "Tab")
        after = self.at()
        if before.is_somewhere and after.element != before.element:
            hidden = element.evaluate(RING_OF) == before.ring
            assert not hidden, f"the focus cannot be seen on {element.evaluate(MARKUP)}"
        return after

    def tab_to(self, name, back=False):
        """On to the stop of that name; fails when there is none."""
        passed = []
        for _ in range(MOST):
            stop = self.tab(back)
            if stop.name == name:
                return stop
            passed.append(stop.name)
        raise AssertionError(f"no stop is called {name!r}; passed {passed}")

    def round(self, back=False):
        """Every stop of the page once, from its top or end; a trap never comes round."""
        stops = []
        for _ in range(MOST):
            stop = self.tab(back)
            if not stop.is_somewhere or stop.element in {one.element for one in stops}:
                assert not stops or not stop.is_somewhere or stop.element == stops[0].element
                return stops
            stops.append(stop)
        raise AssertionError(f"no end after {[stop.name for stop in stops]}")


def _value(node, name):
    return str(node.get(name, {}).get("value", ""))
