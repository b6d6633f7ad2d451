"""`@external-share-housekeeping`: what a client does in quiet moments, for cron over HTTP."""
