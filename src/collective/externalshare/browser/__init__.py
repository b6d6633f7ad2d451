"""Faces for people: the sender, the administrator, the recipient."""
