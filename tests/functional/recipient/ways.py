"""Every way to a shared document, tried by a reader who had opened it before."""

# What the ways answer together while the document may be had.
GIVEN = {200, 206, 303}


def everywhere(inside, share, ticket, form):
    """The statuses of every way to a document."""
    return {answer.status_code for answer in answers(inside, share, ticket, form)}


def answers(inside, share, ticket, form):
    """What every way to a document answers, the file in whole, in part and by its headers."""
    return [
        inside.get(share.token),
        inside.post(f"{share.token}/email", {"email": "j.meyer@supplier.example.org"}),
        inside.get(f"d/{share.id}"),
        inside.get(ticket),
        inside.get(ticket, headers={"Range": "bytes=0-99"}),
        inside.get(ticket, method="HEAD"),
        inside.post(f"d/{share.id}/open", form),
        inside.post(f"d/{share.id}/download", form),
        inside.post(f"d/{share.id}/acknowledge", form),
    ]


def opened(inside, share):
    return inside.fetch(share), inside.form(f"d/{share.id}", "/open")
