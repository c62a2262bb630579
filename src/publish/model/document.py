"""A parsed text: pandoc's document tree (`publish.model.nodes`), and where in its file it came
from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from operator import itemgetter
from typing import Any, TypeVar

from publish.model.frozen import Frozen
from publish.model.nodes import Node, marked
from publish.model.place import SourceFile

T = TypeVar("T")

LASTING = frozenset({"gist"})
"""What is found out of a document, and small enough to be remembered."""


class Trees:
    """The parsed texts of a document, each by its name: ``known``, or ``read`` when one is
    asked for first.
    """

    def __init__(
        self,
        read: Callable[[], Mapping[str, Sequence[Node]]],
        known: Mapping[str, Sequence[Node]] | None = None,
    ) -> None:
        self._read = read
        self._blocks = known

    def __getitem__(self, name: str) -> Sequence[Node]:
        if self._blocks is None:
            self._blocks = self._read()
        return self._blocks[name]

    def forget(self) -> None:
        """Let go of what was read; it is read again when it is asked for."""
        self._blocks = None


class Fragment(Frozen):
    """What was parsed from ``source.text[start:end]``, or is read when it is asked for.

    ``name`` is ``body``, ``summary``, ``facts.0``, ``questions.1`` or ``caption``.
    """

    name: str
    parsed: Sequence[Node] | Trees
    start: int
    end: int

    @property
    def blocks(self) -> Sequence[Node]:
        return self.parsed[self.name] if isinstance(self.parsed, Trees) else self.parsed

    def __reduce__(self) -> tuple[type[Fragment], tuple[str, Sequence[Node], int, int]]:
        return Fragment, (self.name, self.blocks, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """The parsed texts of one entry, in the order in which they are read."""

    source: SourceFile
    fragments: tuple[Fragment, ...] = ()
    unconverted: frozenset[str] = frozenset()
    """Formulas, as TeX, that no MathML can be made of."""
    _known: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def having(self, fragments: Iterable[Fragment]) -> Document:
        """This document with other texts, of which nothing has been found out."""
        return Document(self.source, tuple(fragments), self.unconverted)

    def fragment(self, name: str) -> Fragment | None:
        return next((part for part in self.fragments if part.name == name), None)

    def named(self, prefix: str) -> tuple[Fragment, ...]:
        """The fragments ``prefix.0``, ``prefix.1`` … in order."""
        return tuple(part for part in self.fragments if part.name.startswith(prefix + "."))

    def nodes(self, *types: str) -> Iterator[Node]:
        """Every node of these types but words and spaces, in reading order. Nobody changes
        them: see `copied`.
        """
        known = self.once("nodes", self._by_type)
        found = merge(*(known.get(name, ()) for name in types), key=itemgetter(0))
        return (node for _, node in found)

    def once(self, name: str, work: Callable[[], T]) -> T:
        """What ``work`` finds out about this document, found out once: of one document
        there is one value of each ``name``.
        """
        if name not in self._known:
            self._known[name] = work()
        value: T = self._known[name]
        return value

    def without_texts(self) -> Document:
        """This document without what was parsed: its source, and what is small of what was
        found out about it.
        """
        bare = Document(self.source, (), self.unconverted)
        bare._known.update((name, self._known[name]) for name in LASTING & self._known.keys())
        return bare

    def forget(self) -> None:
        """Let go of what was found out, but for what is small, and of what can be read again;
        each is, when it is asked for.
        """
        for name in self._known.keys() - LASTING:
            del self._known[name]
        for part in self.fragments:
            if isinstance(part.parsed, Trees):
                part.parsed.forget()

    def knows(self, name: str) -> bool:
        """Whether that was found out already."""
        return name in self._known

    def _by_type(self) -> dict[str, list[tuple[int, Node]]]:
        """The nodes of each type, numbered as they are read."""
        found: dict[str, list[tuple[int, Node]]] = {}
        every = (node for part in self.fragments for node in marked(part.blocks))
        for number, node in enumerate(every):
            found.setdefault(node["t"], []).append((number, node))
        return found
