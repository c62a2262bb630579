"""Texts drawn from the layouts in which they were broken, a run of glyphs at a time.

WeasyPrint lets go of a line's layout once its width is known, has Pango shape the line again
where it is drawn, and asks for each number of each glyph by itself, through cffi. Here a layout
waits until its line is drawn, and a glyph that has been drawn before, as wide, is drawn again
in the same words. What is more than a row of glyphs (raised ones, coloured ones, ellipses,
letters that no font has) is WeasyPrint's to draw.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.line_break import Layout

from publish.engines.weasyprint.internals.breaking import is_plain
from publish.engines.weasyprint.internals.runs import Key, Run, runs_of

WAITING = 2_000
"""Layouts that wait, some 10 MB; then the oldest is let go, and made again where it's drawn."""

_PARTS = re.compile("[\n\r\u2029]")
"""What Pango begins a paragraph behind, or is to draw as a sign."""

_OWN_SIZE = 14802
"""Since this version a face knows the size in which it is drawn."""


class Waiting:
    """The layouts of lines that aren't drawn yet."""

    def __init__(self) -> None:
        self._deactivate, self._reactivate = Layout.deactivate, Layout.reactivate
        self._layouts: deque[Any] = deque()

    def deactivate(self, layout: Any) -> None:
        """In place of ``Layout.deactivate``."""
        self._layouts.append(layout)
        if len(self._layouts) > WAITING:
            oldest = self._layouts.popleft()
            if _is_active(oldest):
                self._deactivate(oldest)

    def reactivate(self, layout: Any, style: Any) -> None:
        """In place of ``Layout.reactivate``."""
        if not _is_active(layout):
            self._reactivate(layout, style)
            return
        layout.style = style
        if layout.justification_spacing:
            layout.set_text(layout.text, justify=True)
        elif layout.get_first_line()[1] is not None:
            _unbroken(layout)


def laying_later(original: Callable[..., Any]) -> Callable[..., Any]:
    """In place of ``create_layout`` for a line that is justified: its texts, whose widths are
    known, are laid out where they are drawn.
    """

    def create_layout(
        text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float
    ) -> Any:
        if max_width is not None or not is_plain(style):
            return original(text, style, context, max_width, justification_spacing)
        layout = object.__new__(Layout)
        layout.text, layout.max_width, layout.first_line_direction = text, None, 0
        layout.justification_spacing = justification_spacing
        return layout

    return create_layout


def _is_active(layout: Any) -> bool:
    """Whether Pango's object is there."""
    return "layout" in layout.__dict__


def _unbroken(layout: Any) -> None:
    pango.pango_layout_set_width(layout.layout, -1)


@dataclass(slots=True)
class _Face:
    """A face of Pango's as a font of the file's in one ``size``, and the words in which its
    glyphs are drawn. ``holder`` is a layout that has Pango keep the face.
    """

    face: Any
    font: Any
    size: float
    holder: Any
    words: dict[Key, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        font = self.font
        return not (font.bitmap or font.png or font.svg or font.colr)

    def word(self, key: Key, rectangles: Any) -> str:
        """The glyph, with what its place is changed by, before and behind it."""
        glyph, width, offset = key
        moved, widths = offset / self.size, self.font.widths
        if glyph not in widths:
            ink, logical = rectangles
            pango.pango_font_get_glyph_extents(self.face, glyph, ink, logical)
            widths[glyph] = round(logical.width * 1000 * FROM_UNITS / self.size)
        kerning = widths[glyph] + moved - width * 1000 * FROM_UNITS / self.size
        before = f">{-moved}<" if moved else ""
        return f"{before}{glyph:04x}" + (f">{int(kerning)}<" if kerning else "")


Draw = Callable[[Any, Any, str, Any, Any], list[Any]]


class Pen:
    """Draws the lines of one file."""

    def __init__(self, original: Draw) -> None:
        self._original = original
        self._faces: dict[Any, _Face] = {}
        self._able = pango.pango_version() >= _OWN_SIZE

    def draw_first_line(
        self, stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> list[Any]:
        """In place of ``draw_first_line``."""
        layout = box.pango_layout
        whole = text_overflow != "ellipsis" and block_ellipsis == "none"
        if self._able and whole and box.text.strip() and not _PARTS.search(layout.text):
            runs = [*map(Run, runs_of(layout.get_first_line()[0]))]
            if all(run.is_row for run in runs):
                faces = [self._face(stream, run, layout) for run in runs]
                if all(face.is_plain for face in faces):
                    self._draw(stream, [*zip(runs, faces, strict=True)], layout, matrix)
                    return []
        _unbroken(layout)
        return self._original(stream, box, text_overflow, block_ellipsis, matrix)

    def _face(self, stream: Any, run: Run, layout: Any) -> _Face:
        face = run.face
        found = self._faces.get(face)
        if found is None:
            font, size = stream.add_font(face)
            found = self._faces[face] = _Face(face, font, size, layout.layout)
        return found

    def _draw(self, stream: Any, runs: list[tuple[Run, _Face]], layout: Any, matrix: Any) -> None:
        stream.set_text_matrix(*matrix.values)
        rectangles, said, current = (stream.ink_rect, stream.logical_rect), "", None
        for run, face in runs:
            if face is not current:
                if said:
                    stream.show_text(said)
                said, current = "", face
                stream.set_font_size(face.font.hash, face.size)
            words = face.words
            keys = run.keys
            for at, key in enumerate(keys):
                if key not in words:
                    if key[0] not in face.font.to_unicode:
                        face.font.to_unicode[key[0]] = run.spelt(at, layout.text)
                    words[key] = face.word(key, rectangles)
            said += f"<{''.join(map(words.__getitem__, keys))}>"
            said = said.removesuffix("<>")
        stream.show_text(said)
