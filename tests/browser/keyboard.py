"""Hands without a mouse: Tab, Shift+Tab, arrows, Enter, Space and typing, nothing else.

Whether the focus can be seen is asked of our own markup; Plone's frame around it is Plone's.
"""

from dataclasses import dataclass

import time


# More presses than any page of ours has stops, Plone's own ones included.
MOST = 300
RING = """
  const ringOf = stop => {
    // A button inside a native control, a calendar's for example: the browser draws its ring.
    if (stop.matches(':focus-within:not(:focus)')) return 'within'
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
  const {{top, bottom, left, right}} = stop.getBoundingClientRect()
  const somewhere = stop !== document.body && stop !== document.documentElement
  const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  const plone = document.querySelector('#portal-column-content')
  return {{
    is_somewhere: somewhere,
    is_ours: plone === null || stop.closest('.externalshare, .externalshare-admin') !== null,
    covered_by: somewhere && over !== null && !stop.contains(over) && !over.contains(stop)
      ? over.outerHTML.slice(0, 200) : '',
    ring: ringOf(stop),
    top: top + scrollY,
    bottom: bottom + scrollY,
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
    is_ours: bool
    covered_by: str
    ring: str
    top: float
    bottom: float
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

    def led_to(self, name):
        """Where a page puts the focus by itself, a script of Plone's perhaps a moment later."""
        patience = time.monotonic() + 15
        while not (stop := self.at()).name.startswith(name):
            assert time.monotonic() < patience, f"led to {stop.name!r}, not to {name!r}"
            time.sleep(0.1)
        return stop

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
        moved = before.is_somewhere and after.element != before.element
        if before.is_ours and moved:
            hidden = element.evaluate(RING_OF) == before.ring
            assert not hidden, f"the focus cannot be seen on {element.evaluate(MARKUP)}"
        over = after.covered_by if after.is_ours else ""
        assert not over, f"something lies over {after.name!r}: {over}"
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
        """Every stop of the page once, from where the focus is; no trap lets anybody round."""
        stops = []
        for _ in range(MOST):
            stop = self.tab(back)
            if len(stops) > 1 and stop.element == stops[0].element:
                return stops
            # A date is one element with several stops; behind the last stop is nowhere.
            if stop.is_somewhere and not (stops and stop.element == stops[-1].element):
                stops.append(stop)
        raise AssertionError(f"no end after {[stop.name for stop in stops]}")


def _value(node, name):
    return str(node.get(name, {}).get("value", "")).strip()


def open_page(keyboard, url):
    keyboard.page.goto(url)
    keyboard.page.wait_for_load_state("networkidle")


def says(keyboard):
    """What is said at once, whatever has the focus."""
    return " ".join(keyboard.page.get_by_role("alert").all_inner_texts())
