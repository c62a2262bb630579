"""Plain data, and where each part of it stands in its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publish.model.place import Place, SourceFile

Step = str | int
Path = tuple[Step, ...]
Span = tuple[int, int]


@dataclass(slots=True)
class Located:
    """``data`` is made of dicts, lists and scalars. ``keys`` and ``values`` give the
    offsets in ``source`` of each key and each value, by the path to it.
    """

    source: SourceFile
    data: Any = None
    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)

    def key_place(self, path: Path) -> Place:
        """Where the key at ``path`` stands; an item of a list stands for its key."""
        return self._place(self.keys.get(path) or self.values.get(path), path)

    def value_place(self, path: Path) -> Place:
        """Where the value at ``path`` stands; where it is empty, its key."""
        span = self.values.get(path)
        if span is None or span[0] == span[1]:
            span = self.keys.get(path, span)
        return self._place(span, path)

    def places(self) -> dict[str, Place]:
        """The place of every value by its dotted path (``facts.0.source``)."""
        return {dotted(path): self.value_place(path) for path in self._paths()}

    def _paths(self) -> Iterator[Path]:
        yield from (path for path in {**self.keys, **self.values} if path)

    def _place(self, span: Span | None, path: Path) -> Place:
        if span is not None:
            return self.source.place(*span)
        above = next((p for p in _ancestors(path) if p in self.keys or p in self.values), None)
        start = 0 if above is None else (self.keys.get(above) or self.values[above])[0]
        return self.source.place(start)


def _ancestors(path: Path) -> Iterator[Path]:
    yield from (path[:length] for length in range(len(path) - 1, -1, -1))


def dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)
