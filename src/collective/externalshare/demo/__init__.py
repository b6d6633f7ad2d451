"""The demonstration: a whole site, its mail server and a walk, on one machine.

Nothing outside this folder imports it. ``main`` serves, ``walk`` walks; both
read their settings from the environment (``settings``).
"""
