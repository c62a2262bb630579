"""Text becomes the characters in it that no bundled font can draw.

Reads the fonts' character maps only, so that a check needs no layout engine; and which
characters a font draws alike, for some fonts have one empty frame for a whole script.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from publish.engines.fonts import FAMILIES, Family

COMMON = frozenset(
    [*map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x149), *range(0x14A, 0x180))), *"–—‘’‚“”„•…−"]
)
"""Latin letters and marks: most texts hold no others, and then no font is opened."""

USUAL = (*map(chr, range(0x20, 0x7F)), *"–—‘’“”…")
"""Characters that the next text is likely to have, if it has Latin letters."""

MOST_ALIKE = 3
"""Letters that may look the same: Latin, Greek and Cyrillic M."""

_EAST_ASIAN = ("CJK", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
"""Names of marks that belong to the letters of a script."""

_drawable: set[str] = {*COMMON, *"\n\r\t\f\ufffc"}
"""Characters that are known to need no further look."""


def missing_glyphs(text: str) -> Iterator[tuple[int, str]]:
    """Offset and character of all that no bundled font has, in order."""
    missing = {char for char in set(text) - _drawable if not _can_draw(char)}
    if missing:
        yield from ((at, char) for at, char in enumerate(text) if char in missing)


def describe(char: str) -> str:
    """``\\`∈\\` (U+2208, element of)``: how a message names a character."""
    name = unicodedata.name(char, "").lower()
    return f"`{char}` (U+{ord(char):04X}{', ' + name if name else ''})"


def is_letter(char: str) -> bool:
    """Whether it belongs to the writing of words: a letter with its marks, a CJK comma; and
    not one of mathematics.
    """
    name, category = unicodedata.name(char, ""), unicodedata.category(char)
    word = category[0] in "LM" and unicodedata.normalize("NFKC", char) == char
    return word or name.startswith(_EAST_ASIAN)


def together(chars: Iterable[str]) -> Iterator[list[str]]:
    """Characters as they are told: each symbol by itself, all letters at once."""
    letters = []
    for char in dict.fromkeys(chars):
        if is_letter(char):
            letters.append(char)
        else:
            yield [char]
    if letters:
        yield letters


def undrawn(chars: Sequence[str]) -> str:
    """What is said of characters that can't be drawn."""
    more = len(chars) - 1
    others = f", and {more} other{'s' if more > 1 else ''} like it" if more else ""
    return f"no bundled font has {describe(chars[0])}{others}"


def _can_draw(char: str) -> bool:
    drawn = _is_invisible(char) or _in_a_font(char) or _in_parts(char)
    if drawn:
        _drawable.add(char)
    return drawn


def _is_invisible(char: str) -> bool:
    """Format characters, spaces and variation selectors: shaped without a glyph."""
    category = unicodedata.category(char)
    return category in ("Cf", "Zs", "Zl", "Zp") or "\ufe00" <= char <= "\ufe0f"


def _in_a_font(char: str) -> bool:
    return any(ord(char) in _coverage(family) for family in FAMILIES)


def _in_parts(char: str) -> bool:
    """HarfBuzz draws a letter with marks from its parts, and U+2011 as U+2010."""
    parts = unicodedata.normalize("NFD", char) if char != "\u2011" else "\u2010"
    if parts == char:
        return False
    codes = {ord(part) for part in parts}
    return any(codes <= _coverage(family) for family in FAMILIES)


def usual_glyphs(data: bytes, index: int) -> dict[int, tuple[str, int]]:
    """The glyphs of a font file for `USUAL` characters: which, and how wide in thousandths of
    an em.
    """
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), fontNumber=index, lazy=True) as font:
        names, widths = font.getBestCmap() or {}, font["hmtx"]
        em = font["head"].unitsPerEm
        return {
            font.getGlyphID(name): (char, round(widths[name][0] * 1000 / em))
            for char in USUAL
            if (name := names.get(ord(char)))
        }


@cache
def _coverage(family: Family) -> frozenset[int]:
    """The code points that the family's regular face has glyphs of their own for."""
    if family.root is None:
        return frozenset()
    from fontTools.ttLib import TTFont  # only when a text leaves `COMMON`

    with TTFont(family.file(), lazy=True) as font:
        mapped = font.getBestCmap() or {}
        return frozenset(mapped) - _placeholders(font, mapped)


def _placeholders(font: Any, mapped: Mapping[int, str]) -> frozenset[int]:
    """The code points whose drawing is that of too many others, to the byte."""
    if "glyf" not in font:
        return frozenset()
    starts, drawings = font["loca"].locations, font.reader["glyf"]
    alike: dict[bytes, set[int]] = defaultdict(set)
    for code, name in mapped.items():
        number = font.getGlyphID(name)
        alike[drawings[starts[number] : starts[number + 1]]].add(code)
    alike.pop(b"", None)  # spaces
    return frozenset(
        code for codes in alike.values() for code in codes if _letters(codes) > MOST_ALIKE
    )


def _letters(codes: set[int]) -> int:
    """How many different letters there are, forms of one letter counted once."""
    return len({unicodedata.normalize("NFKC", chr(code)) for code in codes})
