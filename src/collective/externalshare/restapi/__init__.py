"""The REST face: a noun a folder, a verb a file."""
