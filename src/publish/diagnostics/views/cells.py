"""How much room a text takes on a terminal, and what of it is safe to print there.

Widths follow Unicode Standard Annex #11: wide and fullwidth characters take two
cells, combining marks and format characters none.
"""

from __future__ import annotations

import unicodedata

_BIDI_CONTROLS = frozenset(map(chr, (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F),
                                     *range(0x2066, 0x206A))))  # fmt: skip


def width(text: str) -> int:
    """The number of cells that ``text`` takes."""
    return len(text) if text.isascii() else sum(_cells(char) for char in text)


def printable(text: str) -> str:
    """``text`` on one line, without anything that could steer a terminal.

    A tab becomes a space; other control characters, and those that turn the
    direction of writing, are shown as ``\\x1b`` and the like.
    """
    return text if text.isprintable() else "".join(_shown(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _shown(char: str) -> str:
    if char == "\t":
        return " "
    if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in _BIDI_CONTROLS:
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return char
