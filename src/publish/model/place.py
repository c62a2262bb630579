"""Where something stands in a file: the place that every diagnostic points at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate

from publish.model.frozen import Frozen


class Place(Frozen, order=True):
    """A place in a file; lines and columns count from 1, in characters.

    ``path`` is relative to the project, with forward slashes. ``end`` is the
    column behind the last character, on the same line.
    """

    path: str
    line: int | None = None
    column: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        parts = [self.path, self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The text of a file as read, with line ends as ``\\n`` and no byte order mark.

    ``encoding`` is Python's name of what its bytes were read as.
    """

    path: str
    text: str
    encoding: str = field(default="utf-8", compare=False)
    _known: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    _hashed: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """A hash of the text, found when it is first asked for."""
        if not self._hashed:
            self._hashed.append(sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest())
        return self._hashed[0]

    @property
    def _starts(self) -> Sequence[int]:
        """The offset of each line, found when it is first asked for."""
        if not self._known:
            lines = self.text.split("\n")
            self._known.extend(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
        return self._known

    def place(self, start: int, end: int | None = None) -> Place:
        """The place of the characters from offset ``start`` up to ``end``."""
        start = max(0, min(start, len(self.text)))
        starts = self._starts
        line = bisect_right(starts, start)
        first = starts[line - 1]
        if end is None or end <= start:
            return Place(self.path, line, start - first + 1)
        stop = min(end, first + len(self.line(line)))
        return Place(self.path, line, start - first + 1, max(stop, start + 1) - first + 1)

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of a line, from 1, without its end; empty where there is none."""
        starts = self._starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]
