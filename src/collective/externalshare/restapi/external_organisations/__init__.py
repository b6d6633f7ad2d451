"""The noun `@external-organisations`: where people outside belong to."""
