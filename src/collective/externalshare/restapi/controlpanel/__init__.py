"""`@controlpanels/external-sharing`: the settings, read and changed."""
