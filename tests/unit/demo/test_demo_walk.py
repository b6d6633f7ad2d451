"""The walk before it reaches a server: its arguments, and whose server it believes."""

from collective.externalshare.demo.companion import answers
from collective.externalshare.demo.settings import free_port
from collective.externalshare.demo.settings import read_settings
from collective.externalshare.demo.visitor import page_of
from collective.externalshare.demo.visitor import Visitor
from collective.externalshare.demo.walk import main
from http.server import BaseHTTPRequestHandler
from http.server import HTTPServer

import os
import pytest
import threading


class Handler(BaseHTTPRequestHandler):
    """Answer as the demonstration of a folder whose mark is ``right``, and note what came."""

    def do_HEAD(self):
        self.send_response(200)
        self.send_header("X-Externalshare-Demo", "right")
        self.end_headers()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.noted.append(("POST", self.path, dict(self.headers), body))
        self.send_response(303)
        self.send_header("Location", "code")
        self.end_headers()

    def do_GET(self):
        self.server.noted.append(("GET", self.path, dict(self.headers), b""))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(
            b'<form method="post" action="/t/email"><input type=hidden name=h value=1>'
            b"<input name=email></form>"
        )

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.noted = []
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def settings(tmp_path, server):
    return read_settings({"PORT": str(server.server_port), "DEMO_DIR": str(tmp_path)})


def test_only_the_server_of_the_same_folder_is_believed(settings, tmp_path):
    assert not answers(settings)
    (tmp_path / "mark").write_text("wrong")
    assert not answers(settings)
    (tmp_path / "mark").write_text("right")
    assert answers(settings)


def test_no_server_is_no_answer(tmp_path):
    (tmp_path / "mark").write_text("right")

    assert not answers(read_settings({"PORT": str(free_port()), "DEMO_DIR": str(tmp_path)}))


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(settings, tmp_path, monkeypatch):
    (tmp_path / "mark").write_text("right")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")

    assert answers(settings)
    assert Visitor().get(f"{settings.base_url}/t").status_code == 200


def test_a_netrc_of_the_environment_logs_nobody_in(settings, server, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine localhost login somebody password else\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    Visitor().get(f"{settings.base_url}/t")

    assert "Authorization" not in server.noted[0][2]


def test_a_form_is_sent_as_a_browser_sends_it(settings):
    visitor = Visitor()
    url = f"{settings.base_url}/t"
    form = page_of(visitor.get(url)).form_asking("email")

    answer = visitor.submit(form, url, email="rosa@example.org")

    assert answer.url == f"{settings.base_url}/t/code"


def test_the_redirect_after_a_form_carries_no_origin(settings, server):
    visitor = Visitor()
    url = f"{settings.base_url}/t"
    visitor.submit(page_of(visitor.get(url)).form_asking("email"), url, email="a@example.org")

    (_, opened), (_, posted), (_, followed) = [(row[0], row[2]) for row in server.noted]
    assert opened["Sec-Fetch-Site"] == "none"
    assert posted["Origin"] == settings.base_url
    assert posted["Sec-Fetch-Site"] == "same-origin"
    assert server.noted[1][3] == b"h=1&email=a%40example.org"
    assert "Origin" not in followed


def test_a_file_that_is_not_there_is_one_sentence_and_status_one(capsys):
    assert main(["no/such.pdf"]) == 1
    assert "no/such.pdf cannot be read: No such file or directory." in capsys.readouterr().err


def test_a_folder_is_not_a_file(capsys, tmp_path):
    assert main([str(tmp_path)]) == 1
    assert "cannot be read: it is no plain file." in capsys.readouterr().err


def test_a_pipe_is_not_waited_for(capsys, tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")

    assert main([str(tmp_path / "pipe.pdf")]) == 1
    assert "cannot be read: it is no plain file." in capsys.readouterr().err


def test_the_home_of_nobody_is_one_sentence(capsys):
    assert main(["~no-such-user/x.pdf"]) == 1
    assert "~no-such-user/x.pdf cannot be read: there is no such home" in capsys.readouterr().err


def test_a_folder_that_cannot_be_used_is_one_sentence(capsys, monkeypatch, tmp_path):
    (tmp_path / "walk-server.log").mkdir()
    monkeypatch.setenv("DEMO_DIR", str(tmp_path))
    monkeypatch.setenv("PORT", str(free_port()))
    monkeypatch.setenv("PDF", "")

    assert main([]) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.endswith("walk-server.log cannot be used: Is a directory.")


def test_a_bad_port_is_one_sentence(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("PORT", "x")
    monkeypatch.setenv("PDF", "")

    assert main([]) == 1
    assert "PORT must be a number" in capsys.readouterr().err
