"""The fictional people of Example Works who can log in to the demonstration."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody with a login, and what they may do."""

    login: str
    password: str
    name: str
    email: str
    duty: str
    roles: tuple[str, ...]


EDITOR = Person(
    login="emma",
    password="emma-demo",
    name="Emma Berg",
    email="emma.berg@example.org",
    duty="editor: writes, publishes and shares documents",
    roles=("Member", "Contributor", "Editor", "Reviewer"),
)
STEWARD = Person(
    login="mira",
    password="mira-demo",
    name="Mira Holt",
    email="mira.holt@example.org",
    duty="site administrator: sees every share and can end any",
    roles=("Member", "Site Administrator"),
)
READER = Person(
    login="ravi",
    password="ravi-demo",
    name="Ravi Anand",
    email="ravi.anand@example.org",
    duty="colleague: may read, may not share",
    roles=("Member",),
)
PEOPLE = (EDITOR, STEWARD, READER)
