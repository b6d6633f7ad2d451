"""The noun `@external-recipients`: people outside."""
