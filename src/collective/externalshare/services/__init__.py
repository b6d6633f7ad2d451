"""What may happen: one use case a file.

A service gets its collaborators as `Ports`, never sees a request, and returns
a refusal instead of raising it. It looks nothing up by itself: a face asks
`ports_for(site)` once and hands the result on.
"""
