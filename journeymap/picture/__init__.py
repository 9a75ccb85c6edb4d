"""Pictures: described as marks, lettered with measured text, painted as SVG, PNG or PDF.

``marks`` says what a picture is, ``lettering`` how wide its words are; ``svg`` and ``figure`` paint
the same picture, the first with nothing but text, the second through matplotlib.
"""
