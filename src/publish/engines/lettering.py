"""A line of text to outlines of its letters, as PDF draws them: no font has to be embedded."""

from __future__ import annotations

from functools import cache
from typing import Any
from unicodedata import bidirectional

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from publish.engines.fonts import FAMILIES, SANS
from publish.model.frozen import Frozen


class Lettering(Frozen):
    """``drawing`` are operators of a content stream (ISO 32000-2, 8.5) from the origin on;
    ``width`` is in points.
    """

    drawing: bytes
    width: float


def lettering(text: str, size: float) -> Lettering:
    """``text`` in the sans-serif of ``size`` points, or, letter by letter, in a font that has it.

    What no font has is left out, and what is written from right to left, for nothing is
    shaped or kerned.
    """
    drawn: list[str] = []
    place = 0.0
    for character in text:
        found = _face(character)
        if found is None or turned(character):
            continue
        glyphs, name, scale = found
        pen = _Outlines(glyphs, place, size * scale)
        glyphs[name].draw(pen)
        drawn += pen.operators
        place += glyphs[name].width * size * scale
    return Lettering("\n".join([*drawn, "f"] if drawn else []).encode(), place)


def drawable(text: str) -> str:
    """``text`` without the characters that no font here has."""
    return "".join(character for character in text if _face(character) is not None)


def turned(character: str) -> bool:
    """Whether a letter is of a script that is written from right to left."""
    return bidirectional(character) in ("R", "AL")


class _Outlines(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Outlines as operators; quadratic curves come as cubic ones."""

    def __init__(self, glyphs: Any, left: float, scale: float) -> None:
        super().__init__(glyphs)
        self._left, self._scale = left, scale
        self.operators: list[str] = []

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        places = (f"{self._left + x * self._scale:.2f} {y * self._scale:.2f}" for x, y in points)
        self.operators.append(" ".join((*places, operator)))

    def _moveTo(self, point: Any) -> None:
        self._add("m", point)

    def _lineTo(self, point: Any) -> None:
        self._add("l", point)

    def _curveToOne(self, *points: Any) -> None:
        self._add("c", *points)

    def _closePath(self) -> None:
        self.operators.append("h")


def _face(character: str) -> tuple[Any, str, float] | None:
    """The glyphs of a font that has the character, its name there, and an em's part."""
    for family in (SANS, *FAMILIES):
        glyphs, names, em = _font(str(family.file()))
        if ord(character) in names:
            return glyphs, names[ord(character)], 1 / em
    return None


@cache
def _font(path: str) -> tuple[Any, dict[int, str], int]:
    font = TTFont(path, lazy=True)
    return font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
