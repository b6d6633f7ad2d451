"""`@external-share-approvals`: what waits for approval, approved or rejected."""
