"""Words become drawings; what was set once is set quickly again."""

from collections.abc import Sequence
from collective.externalshare.pdf import artwork
from collective.externalshare.pdf.outline import Outliner
from collective.externalshare.pdf.overlay import Artwork
from threading import Lock


class Lettering:
    """Sets stamps in one list of fonts; safe to use from several threads."""

    def __init__(self, fonts: Sequence[str]) -> None:
        self._outliner = Outliner(fonts)
        self._lock = Lock()

    def draws(self, text: str) -> bool:
        """Whether a font covers every character of a line."""
        with self._lock:
            return self._outliner.draws(text)

    def artwork(self, diagonal: Sequence[str], footer: str, opacity: float) -> Artwork:
        """Draw the lines across the page and the line at its foot.

        What is empty is left out.

        :raises ValueError: when nothing is left to be seen: a copy without a
            stamp is none.
        """
        lines = [line for line in diagonal if line.strip()]
        if not lines and not footer.strip():
            raise ValueError("nothing to write")
        with self._lock:
            across = artwork.diagonal(self._outliner, lines) if lines else None
            foot = artwork.footer(self._outliner, footer) if footer.strip() else None
        if all(drawing is None or drawing.blank for drawing in (across, foot)):
            raise ValueError("nothing to see")
        return Artwork(across, foot, opacity)
