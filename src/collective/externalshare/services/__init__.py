"""What may happen: one use case a file.

A service gets its collaborators as `Ports`, never sees a request, and returns
a refusal instead of raising it. Each file ends with no lookup of its own:
faces ask `ports_for(site)` once and hand the result on.
"""
