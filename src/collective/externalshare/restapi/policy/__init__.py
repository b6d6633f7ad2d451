"""`@external-share-policy`: the rules of a folder, read and changed."""
