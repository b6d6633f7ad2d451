"""What somebody set up for screens that wait for a decision, by REST."""

from collective.externalshare.demo.people import EDITOR

import requests


JSON = {"Accept": "application/json"}
SETTING = "@controlpanels/external-sharing"


def as_keeper(demo, method, path, body):
    answer = requests.request(
        method,
        f"{demo.site_url}/{path}",
        auth=(demo.admin_name, demo.admin_password),
        headers=JSON,
        json=body,
        timeout=60,
    )
    assert answer.ok, answer.text
    return answer


def set_up(demo, **settings):
    """Change settings of the demonstration."""
    as_keeper(demo, "PATCH", SETTING, settings)


def remind(demo, path):
    """Remind all who have not opened a document, as its editor does."""
    answer = requests.post(
        f"{demo.site_url}/{path}/@external-shares/remind",
        auth=(EDITOR.login, EDITOR.password),
        headers=JSON,
        json={},
        timeout=60,
    )
    assert answer.ok, answer.text
