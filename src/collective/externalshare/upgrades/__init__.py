"""Steps from each released profile to the next; idempotent, losing nothing."""
