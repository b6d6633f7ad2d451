"""Bodies of requests, and what answers those that are wrong."""

JSON = {"Content-Type": "application/json"}
JO = {"email": "jo@supplier.example.org"}
GOOD = {"recipients": [JO]}


def refused(answer, *words):
    assert answer.status_code == 400, (answer.status_code, answer.text)
    assert set(answer.json()) == {"type", "message"}
    assert answer.json()["type"] == "BadRequest"
    assert answer.json()["message"].endswith(".")
    for word in words:
        assert word in answer.json()["message"]


def post(who, url, **body):
    """Share with Jo, with what else the body says."""
    return who.post(url, json={**GOOD, **body})
