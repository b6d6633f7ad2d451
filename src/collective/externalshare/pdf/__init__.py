"""What a reader receives: inspection and stamping of PDF files.

Two sides that never meet in one process.  The server side is safe to call
from any thread and never opens a PDF itself:

- ``inspection``: is this file a PDF that can be shown, and if not, why?  What
  else is in it that its sender should know?
- ``stamper``: make the copy of one reader, or nothing at all.
- ``renderer``: one page of a ``virtual`` file as an image, or its words.
- ``bounded``: run one job in a child with limits, kill it afterwards; through
  the ``spawned`` helper, over the ``wire``, one after the other by ``turns``.
- ``values`` and ``errors``: what goes in and what comes out.
- ``fonts``: where the font files lie.

The child's side is the only one that imports the PDF libraries:

- ``helper``: one process a server, loads them once and forks for each job.
- ``worker``: takes the limits in the forked child and calls one of:
- ``probe``: open, count, render page one.
- ``look``: search for findings, with the knowledge in ``cargo``.
- ``rendering``: one page for a reader's eyes, or its text layer.
- ``stamp``: ``scrub`` the document (of its ``cargo``), draw the ``artwork`` once, place it on
  every page (``content``, ``geometry``), save, and demand the ``proof`` and the ``sameness``
  of all else.
- ``artwork``, ``outline``, ``typeface``, ``bidi``: a line of any script
  becomes a path, so that no font is embedded.
"""
