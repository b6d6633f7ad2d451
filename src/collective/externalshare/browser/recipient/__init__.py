"""What recipients see: anonymous pages over the services, one noun a file.

`view` takes every request, `routes` is the table of what there is, `visit`
holds what a page needs to know. `guard` sees a request before Zope reads it.
"""
