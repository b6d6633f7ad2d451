"""People at a browser: what each of them clicks."""

from collective.externalshare.demo.mailbox import Mailbox

import re
import time


class Sender:
    """Logs in and shares a document."""

    def __init__(self, page, demo, name, password):
        self.page = page
        self.demo = demo
        page.goto(f"{demo.site_url}/login")
        page.get_by_label("Login Name").fill(name)
        page.get_by_label("Password").fill(password)
        page.locator("#buttons-login").click()
        page.wait_for_url(lambda url: "login" not in url or "logged" in url)

    def fill_form(self, path, recipients, access="View and download", message=""):
        self.page.goto(f"{self.demo.site_url}/{path}/@@external-sharing")
        self.page.get_by_role("textbox", name="Recipients").fill(recipients)
        self.page.get_by_label(access, exact=True).check()
        self.page.get_by_label("Message").fill(message)
        self.page.get_by_role("button", name="Preview").click()

    def send(self):
        self.page.get_by_role("button", name="Send", exact=True).click()
        self.page.wait_for_url("**/@@external-shares")


class Recipient:
    """Opens a link and proves the mailbox."""

    def __init__(self, page, demo, address):
        self.page = page
        self.box = Mailbox(demo.mail_folder)
        self.address = address

    def mail(self, pattern):
        """What the pattern finds in the newest mail to this address that has it."""
        patience = time.monotonic() + 60
        while time.monotonic() < patience:
            for name in self.box.names():
                mail = self.box.read(name)
                found = re.search(pattern, mail.text)
                if self.address in mail.recipient and found:
                    return found[0]
            time.sleep(0.2)
        raise AssertionError(f"no mail with {pattern} to {self.address}")

    def link(self):
        return self.mail(r"http://\S+/@@external-share/[0-9a-z]{32}")

    def arrive(self):
        return self.page.goto(self.link())

    def ask_for_code(self):
        self.page.get_by_label("Your e-mail address").fill(self.address)
        self._press("Send me a code")

    def give_code(self):
        self.page.get_by_label("Code of eight digits").fill(self.mail(r"\b\d{4} \d{4}\b"))
        self._press("Open my documents")

    def download(self):
        """Fetch the first document's copy; the path of the file."""
        self.page.get_by_role("link", name="Open").first.click()
        with self.page.expect_download() as started:
            self.page.get_by_role("button", name="Download").click()
        return started.value.path()

    def _press(self, button):
        """Press a button and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button).click()

    def enter(self):
        self.arrive()
        self.ask_for_code()
        self.give_code()
