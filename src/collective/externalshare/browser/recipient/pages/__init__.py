"""The recipient pages, one a file; each takes a `Visit` and returns the body of its answer."""
