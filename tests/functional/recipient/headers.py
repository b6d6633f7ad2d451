"""The header set that every answer carries (security item 41)."""

ALWAYS = {
    "Cache-Control": "no-store, private",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
POLICY = (
    "default-src 'none'",
    "script-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
)


def wears_headers(answer):
    """Whether an answer has them all; the missing ones are shown by the assertion."""
    wrong = {name: answer.headers.get(name) for name in ALWAYS}
    assert wrong == ALWAYS
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert set(POLICY) <= set(policy)
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Cookie" in answer.headers["Vary"]
    assert "Link" not in answer.headers
    return True
