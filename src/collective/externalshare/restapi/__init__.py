"""JSON for programs, in the conventions of plone.restapi: a noun a folder, a verb a file.

A verb is a function of a `Call` that returns an `Answer`; it raises nothing
expected, so that what was recorded on the way is committed.
"""
