"""The fonts that come with the package (DejaVu, see LICENSE), and which of them has the letters of a text."""

from functools import lru_cache
from importlib import resources
from io import BytesIO
from pathlib import Path

from PIL import ImageFont

from rowback.errors import UsageError

SERIF, BOLD, SANS = "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSans.ttf"
_NO_LETTER = "\U0010ffff"


class Fonts:
    """The fonts of a card: one that was named, or the package's own."""

    def __init__(self, named: Path | None) -> None:
        self._named = named

    def serif(self, text: str, size: int) -> ImageFont.FreeTypeFont:
        """For running text."""
        return self._having(text, size, SERIF, SANS)

    def bold(self, text: str, size: int) -> ImageFont.FreeTypeFont:
        """For headlines."""
        return self._having(text, size, BOLD, SANS)

    def plain(self, text: str, size: int) -> ImageFont.FreeTypeFont:
        """For everything that is small."""
        return self._having(text, size, SANS)

    def _having(self, text: str, size: int, *names: str) -> ImageFont.FreeTypeFont:
        """The first font that has all the letters of a text.

        Raises:
            UsageError: none has.
        """
        fonts = [_read(self._named, size)] if self._named else [_own(name, size) for name in names]
        for font in fonts:
            if not _missing(text, font):
                return font
        letters = " ".join(sorted(_missing(text, fonts[-1]))[:5])
        raise UsageError(f"the font has no letters for {letters}", hint="name one that has them: --font FILE")


def _missing(text: str, font: ImageFont.FreeTypeFont) -> set[str]:
    empty = bytes(font.getmask(_NO_LETTER))
    return {letter for letter in set(text) if not letter.isspace() and bytes(font.getmask(letter)) == empty}


@lru_cache
def _own(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(resources.files(__package__).joinpath(name).read_bytes()), size)


def _read(path: Path, size: int) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(BytesIO(path.read_bytes()), size)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read as a font: {error.strerror or error}", hint="name a TrueType or OpenType file"
        ) from error
