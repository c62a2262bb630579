"""An entry as its author wrote it: a validated header and a parsed body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from publish.model.document import Document
from publish.model.frozen import Frozen, field
from publish.model.place import Place, SourceFile
from publish.model.settings import Priority

WORK = "work"
"""The kind of entries that are about a work, whose facts name it."""


class Author(Frozen):
    """``orcid`` in its hyphenated form, check digit verified."""

    name: str
    orcid: str | None = None
    affiliation: str | None = None


class Fact(Frozen):
    """A line of the facts table; ``source`` is a citation key."""

    label: str
    value: str
    source: str | None
    place: Place


class PaperNames(Frozen):
    """The names by which this entry's text mentions the paper ``key``."""

    key: str
    names: tuple[str, ...]
    place: Place


class Image(Frozen):
    """``file`` is relative to the entry's folder; no ``alt`` only if decorative."""

    file: str
    alt: str
    decorative: bool
    caption: str | None
    credit: str | None
    place: Place


class BriefWishes(Frozen):
    """What an author wants of the entry's brief: its number, and priorities of sections."""

    number: str | None = None
    sections: Mapping[str, Priority] = field(default_factory=dict)


class Entry(Frozen):
    """One entry. ``places`` gives the place of each header field by its dotted
    path (``title``, ``facts.0.source``); ``body_start`` is an offset in ``source``.
    """

    source: SourceFile
    body_start: int
    id: str
    kind: str
    title: str
    lang: str
    document: Document
    dir: Literal["ltr", "rtl"] = "ltr"
    subtitle: str | None = None
    summary: str | None = None
    authors: tuple[Author, ...] = ()
    published: date | None = None
    reviewed: date | None = None
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    papers: tuple[PaperNames, ...] = ()
    nocite: tuple[str, ...] = ()
    image: Image | None = None
    questions: tuple[str, ...] = ()
    rights: str | None = None
    identifier: str | None = None
    sort: str | None = None
    brief: BriefWishes | None = None
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Path of the file, relative to the project."""
        return self.source.path

    def place(self, field_path: str) -> Place:
        """The place of a header field, or of the file's start."""
        return self.places.get(field_path, Place(self.path, 1, 1))
