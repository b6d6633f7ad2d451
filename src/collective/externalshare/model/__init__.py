"""What is true: persistent records and the rules they obey.

Nothing here knows Zope, Plone or a request. `now` is always passed in, as an
aware datetime; records keep instants as integer microseconds since the epoch.

- `times`, `secrets`, `address`, `words`: small tools of arithmetic.
- `revision`: what may be shared of a document, or why it may not.
- `terms`, `share`, `invitation`, `distribution`, `recipient`: who got what.
- `gate`: what lists know about a document without waking it.
- `challenge`, `session`, `grant`, `template`, `limits`: the way of a reader.
- `outbox`: a mail that has to leave.
- `audit`: what happened.
- `settings`, `link_base`, `verdict`: the bounds of a site, and how a service says no.
"""
