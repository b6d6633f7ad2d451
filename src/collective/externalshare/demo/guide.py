"""What the demonstration prints: where to go, and as whom."""

from collective.externalshare.demo.people import EDITOR
from collective.externalshare.demo.people import PEOPLE
from collective.externalshare.demo.people import STEWARD
from collective.externalshare.demo.places import IMPOSTOR
from collective.externalshare.demo.places import PROCEDURE
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.settings import MAILS_PATH


def guide(settings: DemoSettings) -> str:
    """Return the guide as plain text."""
    site = settings.site_url
    people = [(person.login, person.password, person.duty) for person in PEOPLE]
    people.append((settings.admin_name, settings.admin_password, "administrator of everything"))
    logins = "\n".join(f"     {login:<8} {word:<14} {duty}" for login, word, duty in people)
    return f"""
External sharing, the demonstration. Everything runs on this machine only.

     Site     {site}
     Mails    {settings.base_url}{MAILS_PATH}

  Log-ins (user, password)

{logins}

  The whole way, in a browser

  1  Log in as {EDITOR.login}, password {EDITOR.password}
     {site}/login
  2  Open the procedure
     {site}/{PROCEDURE}
  3  Choose "External sharing", in the toolbar under Actions or below the document; enter
     Rosa Lindt <rosa@example.org>  as recipient, choose "View and download", and send
  4  Read the invitation and follow its link
     {settings.base_url}{MAILS_PATH}
  5  Type the address, read the code on the mails page, type it: you are in Rosa's portal.
     Open and download the document; every page carries her name
  6  Log in as {STEWARD.login}, password {STEWARD.password}, see every share on one table, revoke
     {site}/@@externalshare-controlpanel
  7  Follow the link in the mail again: it is gone

  Read why others cannot be shared, a web page called PDF for example
     {site}/{IMPOSTOR}/@@external-sharing

  The same way without a browser, on a file of yours: make walk PDF=your.pdf

  End the demonstration with Ctrl-C. Its data stay in {settings.folder}
"""
