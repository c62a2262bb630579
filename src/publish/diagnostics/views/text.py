"""Diagnostics as text: one line each, the source line with carets, and the hint.

entries/kaiming-he.md:3:11: error[CIT001] citation key `he2016resnte` is not in …
3 | ResNets [@he2016resnte] won.
  |           ^^^^^^^^^^^^
  hint: add `he2016resnte` to a file in bibliography/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.views.cells import printable, width
from publish.model.place import Place

Paint = Callable[[str, str], str]
"""Colours a text for a role: a severity, ``place``, ``frame`` or ``hint``."""

_BEFORE, _ROOM = 40, 92
"""Of a long source line, how much is shown before the place, and in all."""


def plain(text: str, role: str) -> str:
    """No colour at all."""
    return text


def render(diagnostics: Iterable[Diagnostic], paint: Paint = plain) -> str:
    """All diagnostics, each followed by a line break."""
    return "".join(line + "\n" for item in diagnostics for line in _lines(item, paint))


def _lines(item: Diagnostic, paint: Paint) -> Iterator[str]:
    severity = item.severity.value
    where = paint(printable(str(item.place)), "place") + ": " if item.place else ""
    what = paint(f"{severity}[{item.rule.code}]", severity)
    yield f"{where}{what} {printable(item.message)}"
    if item.place and item.excerpt and item.excerpt.strip():
        yield from _excerpt(item.place, item.excerpt, severity, paint)
    if item.hint:
        yield f"  {paint('hint:', 'hint')} {printable(item.hint)}"


def _excerpt(place: Place, line: str, severity: str, paint: Paint) -> Iterator[str]:
    """The source line with its number, and carets under the place."""
    if place.line is None:
        return
    number = str(place.line)
    if place.column is None:
        yield f"{paint(number + ' |', 'frame')} {printable(line[:_ROOM])}"
        return
    start = min(place.column - 1, len(line))
    end = max(start + 1, min(place.end - 1 if place.end else start + 1, len(line)))
    first = start - _BEFORE if len(line) > _ROOM and start > _BEFORE else 0
    last = min(first + _ROOM, len(line))
    before = ("…" if first else "") + printable(line[first:start])
    marked = printable(line[start : min(end, last)])
    after = printable(line[min(end, last) : last]) + ("…" if last < len(line) else "")
    yield f"{paint(number + ' |', 'frame')} {before}{marked}{after}"
    carets = "^" * max(1, width(marked))
    frame = paint(" " * len(number) + " |", "frame")
    yield f"{frame} {' ' * width(before)}{paint(carets, severity)}"
