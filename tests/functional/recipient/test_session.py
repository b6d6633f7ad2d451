"""T36-T38: cookies, idle and absolute limits, leaving."""

from collective.externalshare.services.sessions import Sessions
from http.cookies import SimpleCookie
from plone import api
from tests.functional.recipient.reader import Reader
from tests.functional.recipient.sharing import EDITOR

import transaction


HTTPS = "https://documents.example.org"


def attributes(answer, code=False):
    """Name, value and attributes of the session's cookie an answer sets, or of the code's."""
    for line in answer.raw.headers.getlist("Set-Cookie"):
        whole, *rest = line.split("; ")
        name, _, value = whole.partition("=")
        if ("-code-" in name) == code:
            return name, value, set(rest)
    raise LookupError(answer.headers)


def test_t36_the_session_is_new_after_the_code_and_its_cookie_has_a_path(reader, sharing, share):
    asked = reader.ask()
    name, before, marks = attributes(asked, code=True)
    assert marks == {"Path=/plone", "HttpOnly", "SameSite=Lax"}
    form = reader.form(f"{share.token}/code", "/code")
    answer = reader.post(f"{share.token}/code", {**form, "code": sharing.code()})
    session, after, marks = attributes(answer)
    assert marks == {"Path=/plone", "HttpOnly", "SameSite=Lax"}
    assert after != before
    assert len(after) == 43
    assert session != name
    assert not [cookie for cookie in reader.http.cookies if "-code-" in cookie.name]


def test_t36_a_new_code_ends_the_session_that_the_browser_had(inside, sharing, share, clock):
    before, ticket = inside.cookie("externalshare-"), inside.fetch(share)
    clock.pass_time(seconds=31)
    inside.ask()
    assert inside.give(sharing.code()).status_code == 303
    assert inside.cookie("externalshare-").value != before.value
    assert len(sharing.sessions()) == 1
    assert sharing.rows(share)[-2:] == ["session.ended", "code.accepted"]
    assert "SOP-014" in inside.get().text
    thief = Reader(inside.base)
    thief.http.headers["Cookie"] = f"{before.name}={before.value}"
    assert "SOP-014" not in thief.get().text
    assert thief.get(ticket).status_code == 404


def test_t36_on_https_the_cookies_belong_to_the_host_alone(site, sharing, share):
    api.portal.set_registry_record("collective.externalshare.link_base", HTTPS)
    transaction.commit()
    browser = Reader(site.absolute_url(), share.token)
    asked = browser.ask()
    assert asked.headers["Location"] == f"{HTTPS}/@@external-share/{share.token}/code"
    name, value, marks = attributes(asked, code=True)
    assert marks == {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"}
    assert name.startswith("__Host-externalshare-code-")
    cookie = {"Cookie": f"{name}={value}"}
    page = browser.get(f"{share.token}/code", headers=cookie)
    form = page.text.partition('name="form"')[2].partition('value="')[2].partition('"')[0]
    answer = browser.post(
        f"{share.token}/code",
        {"form": form, "code": sharing.code()},
        headers={**cookie, "Sec-Fetch-Site": None, "Origin": HTTPS},
    )
    assert answer.headers["Location"] == f"{HTTPS}/@@external-share"
    name, value, marks = attributes(answer)
    assert name.startswith("__Host-externalshare-")
    assert marks == {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"}
    portal = browser.get(headers={"Cookie": f"{name}={value}"})
    assert "SOP-014" in portal.text


def test_t36_a_planted_cookie_is_ignored(reader, sharing, inside):
    name = inside.cookie("externalshare-").name
    planted = Reader(reader.base, reader.token)
    planted.http.headers["Cookie"] = f"{name}={'x' * 43}"
    assert "SOP-014" not in planted.get().text
    too_long = Reader(reader.base, reader.token)
    too_long.http.headers["Cookie"] = f"{name}={'x' * 5000}"
    assert too_long.get().status_code == 200


def test_t37_half_an_hour_idle_is_the_end(inside, share, clock):
    clock.pass_time(minutes=29, seconds=59)
    assert inside.get(f"d/{share.id}").status_code == 200
    clock.pass_time(minutes=30)
    assert inside.is_at(inside.get(f"d/{share.id}"))
    assert "SOP-014" not in inside.get().text


def test_t37_eight_hours_are_the_end_for_the_busiest(inside, share, clock):
    for _ in range(47):
        clock.pass_time(minutes=10)
        assert inside.get(f"d/{share.id}").status_code == 200
    clock.pass_time(minutes=9, seconds=59)
    assert inside.get(f"d/{share.id}").status_code == 200
    clock.pass_time(seconds=1)
    assert inside.is_at(inside.get(f"d/{share.id}"))


def test_t38_leaving_ends_the_session_on_the_server(inside, sharing, share):
    cookie = inside.cookie("externalshare-")
    ticket = inside.fetch(share)
    answer = inside.post("leave", inside.form("", "/leave"))
    assert inside.is_at(answer)
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies"'
    assert not inside.http.cookies
    assert sharing.sessions() == []
    assert sharing.rows(share)[-1] == "session.ended"
    thief = Reader(inside.base)
    thief.http.headers["Cookie"] = f"{cookie.name}={cookie.value}"
    assert thief.is_at(thief.get(f"d/{share.id}"))
    assert thief.get(ticket).status_code == 404


def test_t38_an_administrator_ends_every_session(inside, sharing, share):
    ticket = inside.fetch(share)
    transaction.begin()
    Sessions(sharing.ports).end_all(EDITOR)
    transaction.commit()
    assert inside.is_at(inside.get(f"d/{share.id}"))
    assert inside.get(ticket).status_code == 404
    assert "SOP-014" not in inside.get().text


def test_leaving_twice_does_no_harm(inside):
    form = inside.form("", "/leave")
    inside.post("leave", form)
    assert inside.is_at(inside.post("leave", form))


def test_a_session_cookie_of_another_name_is_not_ours(inside):
    jar = SimpleCookie()
    cookie = inside.cookie("externalshare-")
    jar["externalshare"] = cookie.value
    browser = Reader(inside.base)
    browser.http.headers["Cookie"] = jar.output(header="").strip()
    assert "SOP-014" in inside.get().text
    assert "SOP-014" not in browser.get().text
