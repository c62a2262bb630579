"""Lines that were broken before → the same again, without Pango.

Tables are broken into lines twice and more often, pages that are made again once more, and a
brief that is laid out until it fits has most of its lines in each of its layouts. The same
text in the same type, as wide, breaks at the same place.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

MOST = 8_000
"""Lines that are kept; then all are forgotten. They take some 12 MB."""

_type = itemgetter(
    "font_family", "font_style", "font_stretch", "font_weight", "font_size",
    "font_variation_settings", "font_kerning", "font_variant_ligatures", "font_variant_position",
    "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_language_override", "lang",
    "direction", "white_space", "hyphens", "hyphenate_limit_chars", "hyphenate_limit_zone",
    "hyphenate_character", "overflow_wrap", "word_break", "letter_spacing", "word_spacing",
    "tab_size", "text_decoration_line",
)  # fmt: skip
"""What the breaking of lines depends on."""

Split = Callable[..., tuple[Any, ...]]


class _Memory:
    """What is remembered from one layout to the next."""

    def __init__(self) -> None:
        self.types: dict[tuple[Any, ...], int] = {}
        self.lines: dict[tuple[Any, ...], tuple[Any, ...]] = {}

    def number(self, style: Any) -> int | None:
        """That of a style's type; None where its values can't be compared."""
        values = (style.font_config, _type(style))
        try:
            return self.types.setdefault(values, len(self.types))
        except TypeError:
            return None

    def keep(self, known: tuple[Any, ...], line: tuple[Any, ...]) -> None:
        if len(self.lines) >= MOST:
            self.lines.clear()
        self.lines[known] = line


_memory = _Memory()


def forget_lines() -> None:
    """Break all lines anew: there are other fonts now."""
    _memory.lines.clear()


class Lines:
    """The styles of one layout, and all lines that were broken before."""

    def __init__(self) -> None:
        self._numbers: dict[int, tuple[int | None, Any]] = {}

    def remembering(self, split: Split, place: str) -> Split:
        """``split`` as it is called at a ``place``, asked only for what isn't known there."""

        def split_first_line(
            text: str, style: Any, context: Any, max_width: float | None, spacing: float,
            is_line_start: bool = True, minimum: bool = False,
        ) -> tuple[Any, ...]:  # fmt: skip
            number = self._number(style)
            known = (place, number, text, max_width, spacing, is_line_start, minimum)
            line = _memory.lines.get(known) if number is not None else None
            if line is None:
                line = split(text, style, context, max_width, spacing, is_line_start, minimum)
                if number is not None:
                    _memory.keep(known, _own(line))
                return line
            return _own(line)

        return split_first_line

    def _number(self, style: Any) -> int | None:
        found = self._numbers.get(id(style))
        if found is None:
            found = self._numbers[id(style)] = (_memory.number(style), style)
        return found[0]


_ACTIVE = ("layout", "language", "style")
"""What a layout has until it is let go."""


def _own(line: tuple[Any, ...]) -> tuple[Any, ...]:
    """The line with a layout of its own, which is made anew where it is drawn."""
    layout = line[0]
    own = object.__new__(type(layout))
    own.__dict__.update(layout.__dict__)
    for name in _ACTIVE:
        own.__dict__.pop(name, None)
    return (own, *line[1:])
