"""What an administrator sees: distributions, settings, health."""
