"""Lines broken with few layouts.

WeasyPrint has Pango break a line, then lay it out with the word behind it, then with each part
of that word before a hyphen, from the longest on. The layout in which Pango broke the line tells
how wide the words behind it are: what is wider than the room that is left needn't be tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pyphen
from weasyprint.layout.percent import percentage
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import (
    create_layout,
    first_line_metrics,
    get_next_break_point,
    get_next_break_point_from_text,
    get_next_word_boundaries,
    line_size,
)

from publish.engines.weasyprint.internals.repairs import leaves_too_much
from publish.engines.weasyprint.internals.runs import Run, runs_of

NARROWEST_LINE = 4
"""In ems; where there is less room, words are broken as they can be."""

WIDEST_LINE = 2**31 / TO_UNITS

_UNUSUAL = re.compile("[\n\r\t\f\v\u0085\u00ad\u200b\u200e\u200f\u2028-\u202e]")
"""Soft hyphens, other breaks, marks of direction."""

CLEARLY = 0.1
"""In ems: by so much is wider what isn't tried. Spaces aren't counted, nor is kerning."""

Broken = tuple[Any, int, int | None, float, float, float]
"""A layout; its length and where the next line begins, in bytes; width, height, baseline."""

Split = Callable[..., Broken]


def is_plain(style: Any) -> bool:
    """Whether nothing is asked of a text but its face: the rest changes the layout's own
    attributes, which can't be shared then.
    """
    return (
        style["text_decoration_line"] == "none"
        and style["overflow_wrap"] == "normal"
        and not style["word_spacing"]
        and style["letter_spacing"] in ("normal", 0)
        and style["font_language_override"] == "normal"
        and bool(style["lang"])
    )


SMALLEST = 0.001
"""The least size of a letter in pixels, that its widths can be divided by."""


def breaking(original: Split) -> Split:
    """``original``, asked only for what isn't plain."""

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float,
        is_line_start: bool = True, minimum: bool = False,
    ) -> Broken:  # fmt: skip
        if (
            max_width is not None
            and style["font_size"] >= SMALLEST
            and NARROWEST_LINE * style["font_size"] <= max_width < WIDEST_LINE
            and style["white_space"] == style["word_break"] == "normal"
            and is_plain(style)
            and not _UNUSUAL.search(text)
        ):
            broken = _Line(style, context, max_width, spacing).broken(text)
            if broken is not None and not leaves_too_much(text, style, max_width, broken):
                return broken
        return original(text, style, context, max_width, spacing, is_line_start, minimum)

    return split_first_line


class _Line:
    """A line to be made, as wide as it may be."""

    def __init__(self, style: Any, context: Any, max_width: float, spacing: float) -> None:
        self.style, self.context, self.max_width, self.spacing = style, context, max_width, spacing

    def broken(self, text: str) -> Broken | None:
        """The beginning of ``text`` that has room; None where that is hard to tell."""
        ems = self.max_width / self.style["font_size"]
        near = text[: int(ems * NARROWEST_LINE)]  # about two lines
        layout = self._laid(near)
        line, resume = layout.get_first_line()
        width, _ = line_size(line, self.style)
        if width > self.max_width:
            return None
        if resume is None:
            return self._measured(line, layout, near, None) if near == text else None
        first = near.encode()[:resume].decode()
        rest = near[len(first) :]
        at = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        end = get_next_break_point(at[len(first) + 1 : len(near)])
        if not first or end is None:
            return None
        word = rest[:end].rstrip(" ")
        if not word:
            return self._measured(line, layout, near, resume)
        behind = _Behind(layout, resume, self._room(width))
        if rest[end] == " " and not behind.has_no_room(word):
            layout.set_text(first + word)
            line, resume = layout.get_first_line()
            if resume is None:
                after = len((first + word).encode()) + 1
                return self._measured(line, layout, near, after)
        for part, is_last in self._parts(rest, line):
            if not behind.has_no_room(part):
                hyphen = self.style["hyphenate_character"]
                tried = self._laid(first + part + hyphen)
                tried_line, more = tried.get_first_line()
                fits = line_size(tried_line, self.style)[0] <= self.max_width
                if more is None and (fits or is_last):
                    after = len((first + part).encode())
                    return self._measured(tried_line, tried, near, after, hyphen)
        return self._measured(line, layout, near, resume)

    def _laid(self, text: str) -> Any:
        return create_layout(text, self.style, self.context, self.max_width, self.spacing)

    def _measured(
        self, line: Any, layout: Any, text: str, resume: int | None, hyphen: str | None = None
    ) -> Broken:
        parted = hyphen is not None
        broken: Broken = first_line_metrics(
            line, text, layout, resume, True, self.style, parted, hyphen
        )
        return broken

    def _room(self, width: float) -> float:
        margin: float = CLEARLY * self.style["font_size"]
        return self.max_width - width + margin

    def _parts(self, rest: str, line: Any) -> Iterator[tuple[str, bool]]:
        """The beginnings of ``rest`` behind which a hyphen may stand, from the longest on, and
        whether it is the last of them.
        """
        style = self.style
        lang = pyphen.language_fallback(style["lang"])
        if style["hyphens"] != "auto" or not lang:
            return
        shortest, left, right = style["hyphenate_limit_chars"]
        space = self.max_width - line_size(line, style)[0]
        if 0 <= space <= percentage(style["hyphenate_limit_zone"], style, self.max_width):
            return
        begins, word = _first_word(rest, lang, shortest)
        if word:
            dictionaries, key = self.context.dictionaries, (lang, left, right, shortest)
            if key not in dictionaries:
                dictionaries[key] = pyphen.Pyphen(lang=lang, left=left, right=right)
            parts = [rest[:begins] + start for start, _ in dictionaries[key].iterate(word)]
            yield from ((part, part == parts[-1]) for part in parts)


def _first_word(rest: str, lang: str, shortest: int) -> tuple[int, str]:
    """Where the first word of ``shortest`` letters and more begins that stands before the next
    place to break, and the word; none where there is no such.
    """
    end = get_next_break_point_from_text(rest, lang)
    text, begins = rest[: end or None], 0
    while text and (bounds := get_next_word_boundaries(text, lang)):
        start, stop = bounds
        if stop - start >= shortest:
            return begins + start, text[start:stop]
        text, begins = text[stop:], begins + stop
    return 0, ""


class _Behind:
    """What stands behind the first line of a layout, from the byte ``begins`` on, where there
    is so much ``room``.
    """

    def __init__(self, layout: Any, begins: int, room: float) -> None:
        self._begins, self._room = begins, room
        line = pango.pango_layout_get_line_readonly(layout.layout, 1)
        runs = [*map(Run, runs_of(line))]
        self._known = not any(run.is_backwards for run in runs)
        self._glyphs = [glyph for run in runs for glyph in run.advances()]

    def has_no_room(self, text: str) -> bool:
        """Whether ``text``, with which it begins, is too wide for certain."""
        end = self._begins + len(text.encode())
        width = sum(width for at, width in self._glyphs if at < end) * FROM_UNITS
        return self._known and width > self._room
