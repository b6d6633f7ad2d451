"""What is sent: one message a file, and the sender of the outbox.

- `letter`: what a mail says, in blocks; `plain` and `html` write it down.
- `invitation`, `code`, `trial`, `seals`: from facts to a letter, one mail each.
- `welcome`, `notices`, `opened`: the usual words; `samples`: every kind, about nobody.
- `words`: one language; `letterhead`: what all mails of a site share.
- `compose`: a letter becomes a message with its headers.
- `gate`, `transport`: the site's mail server.
- `prepare`, `reply`, `result`, `sender`: the way of one row of the outbox.
- `idle`, `loop`, `thread`, `script`: who sends, and when.
"""
