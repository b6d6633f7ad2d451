"""What Plone brings: the published-revision rule, live documents, life-cycle subscribers."""
