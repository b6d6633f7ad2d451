"""The two clients of the walk: a recipient with a browser, and a colleague with a REST client."""

from collective.externalshare.demo.forms import Form
from collective.externalshare.demo.forms import Page
from collective.externalshare.demo.forms import parse_page
from typing import Any
from urllib.parse import urljoin
from urllib.parse import urlsplit

import requests


_TIMEOUT = 120


class WalkStop(Exception):
    """The walk cannot go on; the text is one sentence for a person."""


def local_session() -> requests.Session:
    """Return a session that asks this machine itself.

    A proxy or a ``.netrc`` of the environment is for other machines.
    """
    session = requests.Session()
    session.trust_env = False
    return session


class Visitor:
    """A recipient's browser: keeps cookies and sends what browsers send with a form."""

    def __init__(self) -> None:
        self._session = local_session()
        self._session.headers.update(
            {
                "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
                "Accept-Language": "en",
                "User-Agent": "Mozilla/5.0 (externalshare walk)",
            }
        )

    @property
    def cookies(self) -> dict[str, str]:
        """What the browser keeps, by name."""
        return dict(self._session.cookies)

    def get(self, url: str, site: str = "none") -> requests.Response:
        """Open ``url``; ``site`` is where the browser came from."""
        headers = {
            "Sec-Fetch-Site": site,
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "document",
        }
        return self._follow(
            self._session.get(url, headers=headers, timeout=_TIMEOUT, allow_redirects=False)
        )

    def submit(self, form: Form, page_url: str, **typed: str) -> requests.Response:
        """Send ``form`` with what was ``typed`` and follow the redirect of the answer."""
        parts = urlsplit(page_url)
        headers = {
            "Origin": f"{parts.scheme}://{parts.netloc}",
            "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "document",
        }
        answer = self._session.post(
            form.action,
            data={**form.values, **typed},
            headers=headers,
            timeout=_TIMEOUT,
            allow_redirects=False,
        )
        return self._follow(answer)

    def _follow(self, answer: requests.Response) -> requests.Response:
        # By hand, since a browser does not repeat Origin on the page it is sent to.
        if answer.is_redirect:
            return self.get(urljoin(answer.url, answer.headers["Location"]), site="same-origin")
        return answer


def page_of(answer: requests.Response) -> Page:
    """Return the page of an answer.

    :raises WalkStop: with the page's own heading, when it is not the page that was asked for.
    """
    page = parse_page(answer.text, answer.url)
    if answer.status_code != 200:
        said = page.heading or page.title
        raise WalkStop(
            f"The server answered {answer.status_code}"
            + (f", \u201c{said}\u201d." if said else ".")
        )
    return page


class RestClient:
    """Somebody with a login who speaks ``plone.restapi``."""

    def __init__(self, site_url: str, login: str, password: str):
        self.site_url = site_url
        self._login = login
        self._session = local_session()
        self._session.auth = (login, password)
        self._session.headers["Accept"] = "application/json"

    def call(self, method: str, url: str, body: dict[str, Any] | None = None) -> Any:
        """Return the JSON of the answer, None where it has no body.

        :raises WalkStop: with the message of the server, when it refuses.
        """
        if not url.startswith("http"):
            url = f"{self.site_url}/{url}"
        answer = self._session.request(method, url, json=body, timeout=_TIMEOUT)
        if answer.status_code == 401:
            raise WalkStop(f"The demonstration's user {self._login!r} could not log in.")
        if not answer.ok:
            raise WalkStop(_refusal(answer))
        return answer.json() if answer.content else None


def _refusal(answer: requests.Response) -> str:
    """Return the server's own sentence where it has one."""
    try:
        body = answer.json()
    except ValueError:
        body = None
    if isinstance(body, dict):
        inner = body.get("error")
        body = inner if isinstance(inner, dict) else body
        if body.get("message"):
            return str(body["message"])
    method, path = answer.request.method, urlsplit(answer.url).path
    return f"{method} {path} was answered with {answer.status_code}."
