"""What a terminal needs that a pipe doesn't: colour, columns, progress.

Colour is used on a terminal only, never with ``NO_COLOR`` (no-color.org) or
``TERM=dumb``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from publish.diagnostics.views.cells import printable, width
from publish.diagnostics.views.text import Paint, plain

if TYPE_CHECKING:
    from publish.revision import Revision

_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36", "place": "1", "frame": "34",
            "hint": "32", "heading": "1", "good": "32", "added": "32", "removed": "31"}  # fmt: skip


def painter(stream: TextIO) -> Paint:
    """How to colour what goes to ``stream``."""
    return _colour if takes_colour(stream) else plain


def takes_colour(stream: TextIO) -> bool:
    dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not dumb


def _colour(text: str, role: str) -> str:
    return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m"


def write_data(text: str) -> None:
    """Data for other programs, always UTF-8."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(text)


def difference(revision: Revision, *, coloured: bool = True) -> Iterator[str]:
    """The lines of a revision's diff, coloured where standard output is a terminal."""
    from publish.revision import unified

    paint = painter(sys.stdout) if coloured else plain
    roles = {"+": "added", "-": "removed", "@": "frame"}
    for line in unified(revision):
        role = "heading" if line.startswith(("+++ ", "--- ")) else roles.get(line[0])
        shown = printable(line.removesuffix("\n")) if coloured else line.removesuffix("\n")
        yield (paint(shown, role) if role else shown) + "\n"


def columns(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned lines, the last column ragged; the heading on terminals only."""
    paint = painter(sys.stdout)
    shown = [[printable(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        shown.insert(0, list(heading))
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    lines = [_line(row, widths) for row in shown]
    if sys.stdout.isatty():
        lines[0] = paint(lines[0], "heading")
    return "".join(line + "\n" for line in lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
    return "  ".join(padded).rstrip()
