"""What stands in a table of the control panel."""

import html
import re


def rows(page):
    return re.findall(r"<tr[^>]*>(.*?)</tr>", page.text, re.S)[1:]


def addresses(page):
    return re.findall(r"reader-(\d+)@example\.org</span>", page.text)


def link(page, rel):
    found = re.search(rf'<a[^>]*href="([^"]*)"[^>]*rel="{rel}"', page.text)
    return html.unescape(found[1]).rpartition("/")[2] if found else ""
