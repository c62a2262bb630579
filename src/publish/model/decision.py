"""Decisions: what a person has said of words that may name a paper, once and for all."""

from __future__ import annotations

from collections.abc import Iterator

from publish.model.frozen import Frozen
from publish.model.place import Place, SourceFile


class Context(Frozen):
    """Words of an entry and what stands around them in their sentence.

    ``section`` is the heading under which they stand; in the body before the first
    heading it is empty, outside the body the name of the header's field.
    """

    section: str
    before: str
    words: str
    behind: str

    @property
    def sentence(self) -> str:
        """The words in their sentence, marked as a decision shows them."""
        return f"{self.before}**{self.words}**{self.behind}"


class Decision(Frozen):
    """Words of the entry ``entry`` name the paper ``key``; no paper if it is None."""

    entry: str
    context: Context
    key: str | None
    place: Place


class Decisions(Frozen):
    """All decisions of a project, in the order of their file ``source``."""

    items: tuple[Decision, ...] = ()
    source: SourceFile | None = None

    def of(self, entry: str) -> tuple[Decision, ...]:
        return tuple(item for item in self.items if item.entry == entry)

    def __iter__(self) -> Iterator[Decision]:
        return iter(self.items)
