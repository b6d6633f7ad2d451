"""The sample PDFs of the fictional company Example Works, written with reportlab.

``layout`` is the company's letterhead and styles, ``figures`` draws, the other
modules write one kind of document each.
"""
