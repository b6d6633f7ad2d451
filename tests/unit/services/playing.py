"""Deeds, each with the use case that it plays and the rows that this writes."""


class Played(list):
    """As a decorator it keeps a deed: `@plays("revoke.Revoke", Action.SHARE_REVOKED)`."""

    def __call__(self, name, *actions):
        def keep(deed):
            self.append((deed, name, actions))
            return deed

        return keep
