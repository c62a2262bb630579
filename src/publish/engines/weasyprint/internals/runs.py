"""Pango's runs of glyphs, with all their numbers read at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.text.ffi import ffi, pango

_GLYPH = ffi.sizeof("PangoGlyphInfo")

_NUMBERS = 5
"""Those of a glyph: itself, its width, its offsets to the right and upwards, its attributes."""

Key = tuple[int, int, int]
"""A glyph, its width and its offset, in Pango's units."""


class Run:
    """A row of glyphs of one face."""

    __slots__ = ("_glyphs", "_item", "_numbers", "face")

    def __init__(self, run: Any) -> None:
        self._item, self._glyphs = run.item, run.glyphs
        self.face = run.item.analysis.font
        data = ffi.buffer(run.glyphs.glyphs, _GLYPH * run.glyphs.num_glyphs)
        self._numbers: list[int] = memoryview(data).cast("i").tolist()

    @property
    def keys(self) -> list[Key]:
        numbers = self._numbers
        return [*zip(*(numbers[at::_NUMBERS] for at in range(3)), strict=True)]

    @property
    def is_row(self) -> bool:
        """Whether all glyphs stand on the line, and are there in the font."""
        numbers = self._numbers
        known = max(numbers[::_NUMBERS], default=0) < pango.PANGO_GLYPH_EMPTY
        return known and not any(numbers[3::_NUMBERS])

    @property
    def is_backwards(self) -> bool:
        """Whether it is read from right to left."""
        return bool(self._item.analysis.level % 2)

    def advances(self) -> Iterator[tuple[int, int]]:
        """For each glyph where its characters begin, in bytes of the text, and its width."""
        offset, clusters = self._item.offset, self._glyphs.log_clusters
        for at, width in enumerate(self._numbers[1::_NUMBERS]):
            yield offset + clusters[at], width

    def spelt(self, at: int, text: str) -> str:
        """The characters of the ``text`` that the glyph there is drawn for."""
        clusters, length = self._glyphs.log_clusters, self._item.length
        if self.is_backwards:
            end = length if at == 0 else clusters[at - 1]
        else:
            end = length if at == self._glyphs.num_glyphs - 1 else clusters[at + 1]
        return text.encode()[self._item.offset + clusters[at] : self._item.offset + end].decode()


def runs_of(line: Any) -> Iterator[Any]:
    """The runs of a line as Pango has them."""
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data
        run = run.next
