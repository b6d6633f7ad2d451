"""A reader's browser, as far as a program can be one."""

from collective.externalshare.demo.forms import parse_page
from urllib.parse import urljoin
from urllib.parse import urlsplit

import requests


ADDRESS = "j.meyer@supplier.example.org"


class Reader:
    """Keeps cookies, follows nothing by itself, sends what browsers send with a form."""

    def __init__(self, base, token="", language="en"):
        self.base = base
        self.root = f"{base}/@@external-share"
        self.token = token
        self.http = requests.Session()
        self.http.headers.update({"Accept": "text/html", "Accept-Language": language})

    def url(self, path=""):
        return path if path.startswith("http") else f"{self.root}{path and '/' + path}"

    def get(self, path="", method="GET", **options):
        return self.http.request(
            method, self.url(path), allow_redirects=False, timeout=60, **options
        )

    def post(self, path, data=None, headers=None, **options):
        headers = {"Sec-Fetch-Site": "same-origin", **(headers or {})}
        return self.http.post(
            self.url(path),
            data={} if data is None else data,
            headers={name: value for name, value in headers.items() if value is not None},
            allow_redirects=False,
            timeout=60,
            **options,
        )

    def page(self, path=""):
        """A page that is there, read."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.status_code
        return parse_page(answer.text, answer.url)

    def form(self, path, ending):
        """The values of the form on a page whose address ends so."""
        return self.page(path).form_to(ending).values

    def ask(self, email=ADDRESS):
        """Give an address."""
        return self.post(f"{self.token}/email", {"email": email})

    def give(self, code, **options):
        """Give a code, with the form that belongs to it."""
        form = self.form(f"{self.token}/code", "/code")
        return self.post(f"{self.token}/code", {**form, "code": code}, **options)

    def enter(self, sharing):
        """Go the whole way from the link to the portal."""
        assert self.get(self.token).status_code == 200
        assert self.ask().status_code == 303
        answer = self.give(sharing.code(token=self.token))
        assert answer.status_code == 303, answer.text

    def fetch(self, share, how="download"):
        """Press a button of the document's page; returns the address of the file."""
        answer = self.post(f"d/{share.id}/{how}", self.form(f"d/{share.id}", f"/{how}"))
        assert answer.status_code == 303, answer.status_code
        return urljoin(answer.url, answer.headers["Location"])

    def cookie(self, part):
        """The one cookie whose name contains this and not the code's."""
        (found,) = [
            cookie
            for cookie in self.http.cookies
            if part in cookie.name and ("code" in part or "-code-" not in cookie.name)
        ]
        return found

    def is_at(self, answer, path=""):
        """Whether an answer leads to one of our pages on the site's own address."""
        target = answer.headers["Location"]
        return urlsplit(target).netloc == urlsplit(self.base).netloc and target == self.url(path)
