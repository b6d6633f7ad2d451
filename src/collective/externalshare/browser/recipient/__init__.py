"""What a recipient sees, without an account and without JavaScript."""
