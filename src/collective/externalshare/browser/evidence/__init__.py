"""Evidence for people outside: the tab that exports it."""
