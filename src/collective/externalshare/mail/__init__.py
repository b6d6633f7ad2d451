"""What is sent: one message a file, and the sender of the outbox.

- `letter`: what a mail says, in blocks; `plain` and `html` write it down.
- `invitation`, `code`, `receipt`, `notice`, `approvals`, `opened`, `trial`, `seals`: facts to a
  letter; `documents`, `enclosed`, `password`, `label`: parts of one.
- `welcome` and one file for each notice: the usual words; `notices`: which notice has which.
- `fill`, `own_words`: words that an administrator wrote; `samples`: every kind, about nobody.
- `words`: one language; `letterhead`: what all mails of a site share.
- `preview`: an invitation before there is one.
- `compose`: a letter becomes a message with its headers.
- `gate`, `transport`: the site's mail server.
- `desk`, `prepare`, `inside`, `openings`, `task`: a row of the outbox becomes a message, or none.
- `sender`, `reply`, `result`, `blame`: it is handed over, and what became of it.
- `idle`, `loop`, `thread`, `script`: who sends, and when.
"""
