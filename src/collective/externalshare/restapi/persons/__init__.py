"""`@external-share-persons`: what is held about a person, exported or erased."""
