"""A file as a body on disk and a tail in memory."""

from collective.externalshare.pdf.virtual import Virtual
from pathlib import Path


def cut(path, tail=700):
    """Cut a file in two anywhere: its last `tail` bytes stay in memory."""
    whole = Path(path).read_bytes()
    body = Path(f"{path}.body")
    body.write_bytes(whole[:-tail])
    return Virtual(str(body), whole[-tail:])
