"""Less of where somebody came from: a part of the address, the family of the browser."""

from __future__ import annotations

from enum import StrEnum

import ipaddress


FIELDS = ("ip", "agent")
"""The fields of a side record that tell where somebody came from."""
OTHER = "other"
# Words in a user agent, the first that is found wins: most name the browsers they resemble too.
FAMILIES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("python-requests/", "python-requests"),
)


class Detail(StrEnum):
    """How much is kept of where a request came from."""

    FULL = "full"
    TRUNCATED = "truncated"
    NONE = "none"


def kept_of(person: dict[str, str], detail: str) -> dict[str, str]:
    """IP and agent as far as they are to be kept; an unknown `detail` keeps nothing."""
    if detail == Detail.FULL:
        return person
    if detail != Detail.TRUNCATED:
        return {}
    shorter = {"ip": network_of, "agent": family_of}
    return {name: shorter[name](text) for name, text in person.items()}


def network_of(ip: str) -> str:
    """The network that an address lies in: IPv4 /24, IPv6 /48."""
    address = ipaddress.ip_address(ip)
    if isinstance(address, ipaddress.IPv6Address):
        # One that only wraps an address of version 4 would say nothing at /48.
        address = address.ipv4_mapped or address
    prefix = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))


def family_of(agent: str) -> str:
    """The browser without version, system and whatever else tells one reader from another."""
    return next((family for word, family in FAMILIES if word in agent), OTHER)
