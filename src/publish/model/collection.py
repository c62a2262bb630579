"""Collections, as the settings describe them: which entries, in which order, and what the
book that they make says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from publish.model.frozen import Frozen

Order = Literal["given", "name", "date"]
Lists = Literal["entry", "whole", "both"]
Outside = Literal["published", "text"]
Layout = Literal["auto", "whole", "entries"]
Writing = Literal["horizontal", "vertical"]

MATTER = "matter"
"""The kind of entries that are there for collections: a preface, the introduction to a part."""


class Contributor(Frozen):
    """Somebody who worked on the whole; ``sort`` is the name in the order of catalogues."""

    name: str
    role: str = "aut"
    sort: str | None = None


class Selection(Frozen):
    """Which entries: all conditions that are given have to hold.

    ``entries`` are ids or globs of ids, ``tags`` and ``kinds`` such that an entry has one of
    them, ``query`` words of the form ``field:value`` (`publish.collecting`).
    """

    entries: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    query: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is asked for, so that every entry is meant."""
        return not (self.entries or self.tags or self.kinds or self.query)


class Part(Frozen):
    """A part of a collection; ``introduction`` is the id of an entry."""

    title: str
    selection: Selection
    introduction: str | None = None


class CoverImage(Frozen):
    """``file`` is relative to the project."""

    file: str
    alt: str


class Collection(Frozen):
    """A collection. ``front`` and ``back`` are ids of entries; ``identifiers`` are ISBN, DOI,
    UUID or other URN, the first of them the book's own.
    """

    id: str
    title: str
    selection: Selection = Selection()
    parts: tuple[Part, ...] = ()
    order: Order = "given"
    references: Lists = "both"
    outside: Outside = "published"
    subtitle: str | None = None
    description: str | None = None
    lang: str | None = None
    languages: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    cover: CoverImage | None = None
    contributors: tuple[Contributor, ...] = ()
    series: str | None = None
    position: str | None = None
    rights: str | None = None
    publisher: str | None = None
    published: date | None = None
    identifiers: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    """The same, ISBNs with the hyphens that readers are shown."""
    subjects: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    ncx: bool = False
    layout: Layout = "auto"
    """How its PDF is laid out: in one run, entry by entry, or as its size asks."""
    index: bool = False
    """Whether it has an index of the persons whose works are cited."""
    writing: Writing = "horizontal"
    """How lines run in the EPUB, where the language allows for both."""

    @property
    def matter(self) -> Iterator[tuple[str, str]]:
        """The ids that it names for its own texts, each with the setting that does."""
        yield from ((f"front.{at}", each) for at, each in enumerate(self.front))
        for at, part in enumerate(self.parts):
            if part.introduction:
                yield f"parts.{at}.introduction", part.introduction
        yield from ((f"back.{at}", each) for at, each in enumerate(self.back))
