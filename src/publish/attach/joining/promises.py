"""Links to documents that aren't at hand (not come yet, or written already) to names for them.

A link by name is bound late (ISO 32000-2, 12.3.2.4): what the name stands for is written
when all documents have come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pikepdf import String

from publish.attach.joining.fresh import fresh
from publish.attach.joining.goals import FIT


class Wanted(NamedTuple):
    """A place in another document: a page from 0 and how it is seen, a named destination
    (``surely``, or if there is one), or one of the old kind.
    """

    name: bytes | None = None
    surely: bool = False
    old: str | None = None
    page: int = 0
    view: tuple[Any, ...] = FIT


class Promise(NamedTuple):
    """A place in the document that others call ``file``."""

    file: str
    wanted: Wanted

    @property
    def key(self) -> tuple[str, bytes | None, int]:
        return self.file, self.wanted.name, self.wanted.page

    @property
    def title(self) -> bytes:
        """The name by which it is linked to, in words."""
        place = self.wanted.name.decode("latin-1") if self.wanted.name else ""
        page = f"page={self.wanted.page + 1}" if self.wanted.page else ""
        return bytes(String("#".join(filter(None, (self.file, place or page)))))


@dataclass(frozen=True, slots=True)
class Arrived:
    """A document that has come: the numbers of its pages, and of the elements that begin on
    them, where such are to be named; the new names of its destinations.
    """

    pages: Sequence[int]
    beginnings: Mapping[int, int]
    fresh: Mapping[bytes, bytes]

    def written(self, wanted: Wanted, destinations: Mapping[bytes, bytes]) -> bytes:
        """The destination as it is written; the first page where there is no such place."""
        if wanted.name is not None:
            found = destinations.get(self.fresh.get(wanted.name, wanted.name))
            if found is not None:
                return found
        page = wanted.page if 0 <= wanted.page < len(self.pages) else 0
        place = b"[%d 0 R /Fit]" % self.pages[page]
        if page in self.beginnings:
            return b"<< /D %s /SD [%d 0 R /Fit] >>" % (place, self.beginnings[page])
        return place


@dataclass(slots=True)
class Past:
    """What is known of parts that went before and are no longer at hand: how many they
    were, names that are taken, types of elements; and the names of the documents that
    come in any stage, with what was promised of them.
    """

    parts: int = 0
    destinations: set[bytes] = field(default_factory=set)
    old_destinations: set[str] = field(default_factory=set)
    identifiers: set[bytes] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    promises: dict[tuple[str, bytes | None, int], tuple[bytes, Promise]] = field(
        default_factory=dict
    )

    def promised(self, promise: Promise) -> bytes:
        """The name by which a place is linked to that is known later."""
        if promise.key not in self.promises:
            name = promise.title
            if name in self.destinations:
                name = fresh(name, self.destinations)
            self.destinations.add(name)
            self.promises[promise.key] = name, promise
        return self.promises[promise.key][0]
