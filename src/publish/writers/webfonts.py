"""The letters of a text become the fonts that a page or a book carries for them.

Spectral, the text face, in its Latin subset; in whole where the text has Cyrillic
or combining marks. Books in Arabic script carry the Arabic of Amiri too, because reading
systems often have no good naskh of their own.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from publish.engines.fonts import ARABIC
from publish.model.expressions import expression
from publish.model.frozen import Frozen

_BEYOND_LATIN = expression("[\u0250-\u052f]")
_ARABIC = expression("[\u0600-\u06ff]")
_FACES = {"regular": (400, "normal"), "italic": (400, "italic"), "semibold": (600, "normal")}


class WebFont(Frozen):
    """One face as a file: its CSS family, weight and style, and its bytes."""

    family: str
    weight: int
    style: str
    name: str
    media_type: str
    data: bytes

    def css(self, address: str) -> str:
        """The ``@font-face`` rule that takes the face from ``address``."""
        kind = "woff2" if self.media_type == "font/woff2" else "truetype"
        return (
            f'@font-face{{font-family:"{self.family}";font-weight:{self.weight};'
            f"font-style:{self.style};font-display:swap;"
            f'src:url("{address}") format("{kind}")}}'
        )


def web_fonts(text: str, arabic: bool = False) -> tuple[WebFont, ...]:
    """The faces for ``text``; ``arabic`` asks for Amiri too, where text needs it."""
    subset = "" if _BEYOND_LATIN.search(text) else "-latin"
    faces = tuple(_spectral(face, subset) for face in _FACES)
    return faces + _amiri() if arabic and _ARABIC.search(text) else faces


def licences(fonts: tuple[WebFont, ...]) -> dict[str, bytes]:
    """The licence of each family, by the name that its file gets."""
    found = {"OFL-Spectral.txt": _packaged("OFL.txt")}
    if any(font.family == ARABIC.name for font in fonts):
        found["OFL-Amiri.txt"] = _packaged("OFL-Amiri.txt")
    return found


@cache
def _spectral(face: str, subset: str) -> WebFont:
    weight, style = _FACES[face]
    name = f"spectral-{face}{subset}.woff2"
    return WebFont("Spectral", weight, style, name, "font/woff2", _packaged(name))


@cache
def _amiri() -> tuple[WebFont, ...]:
    names = {400: "amiri-regular.woff2", 700: "amiri-bold.woff2"}
    return tuple(
        WebFont(ARABIC.name, weight, "normal", name, "font/woff2", _packaged(name))
        for weight, name in names.items()
    )


@cache
def _packaged(name: str) -> bytes:
    fonts = resources.files("publish.themes").joinpath("dossier").joinpath("fonts")
    return fonts.joinpath(name).read_bytes()
