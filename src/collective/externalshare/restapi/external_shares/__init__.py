"""`@external-shares`: on a document, on the site, and one share below it."""
