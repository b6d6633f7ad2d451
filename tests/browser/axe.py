"""axe-core in a page: what a machine can find of WCAG 2.0, 2.1 and 2.2, levels A and AA."""

from axe_playwright_python.sync_playwright import Axe


LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": LEVELS},
    # Level A (2.5.3), but still called experimental.
    "rules": {"label-content-name-mismatch": {"enabled": True}},
    "resultTypes": ["violations"],
}


def violations(page, within=None):
    """One line for each element that breaks a rule; `within` is a selector, else the whole page."""
    page.wait_for_load_state("networkidle")
    assert within is None or page.locator(within).count() == 1, f"{within} in {page.url}"
    found = Axe().run(page, context=within, options=OPTIONS).response
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
