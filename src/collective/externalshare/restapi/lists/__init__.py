"""`@external-share-lists`: named lists of recipients."""
