"""The values of the later stages: resolved, cited, made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Literal

from publish.model.brief import Brief
from publish.model.collection import Collection
from publish.model.decision import Decisions
from publish.model.entry import Entry
from publish.model.frozen import Frozen, field
from publish.model.mention import Mention
from publish.model.nodes import Node
from publish.model.place import SourceFile
from publish.model.reference import Bibliography, Reference
from publish.model.retraction import Retractions
from publish.model.settings import Settings

NOTE = "note"
"""CSL's category of styles whose citations are notes."""


class Style(Frozen):
    """A CSL style: its name, its XML (always independent), and its class.

    ``citation_format`` is CSL's category: ``author-date``, ``numeric``, ``label``,
    ``note`` or ``author``.
    """

    name: str
    xml: str
    citation_format: str
    title: str = ""


MANY = 2_000
"""Entries, whose trees together take more memory than reading some of them again takes time."""


class Project(Frozen):
    """All that a project holds, as read. ``unread`` are the paths of entries that are there, but
    could not be read, by their ids as far as the names of files tell these.
    """

    settings: Settings
    entries: Mapping[str, Entry]
    bibliography: Bibliography
    style: Style
    unread: Mapping[str, str] = field(default_factory=dict)
    decisions: Decisions = field(default_factory=Decisions)
    retractions: Retractions = field(default_factory=Retractions)

    def entry(self, entry_id: str) -> Entry:
        return self.entries[entry_id]

    def looked_at(self, entry: Entry) -> None:
        """Let go of an entry's tree for now, where all together would take much room."""
        if len(self.entries) >= MANY:
            entry.document.forget()


class EntryLink(Frozen):
    """A link from one entry to another, as both ends are needed for its text."""

    id: str
    title: str
    summary: str | None
    lang: str


DivisionKind = Literal["front", "body", "part", "back"]


class Series(Frozen):
    """What a publication belongs to, and its place there, from 1."""

    title: str
    position: str | None = None
    identifier: str | None = None


class Division(Frozen):
    """A run of entries in a collection: a part of it, what comes before, between or behind."""

    kind: DivisionKind
    members: tuple[Publication, ...]
    title: str = ""
    introduction: Publication | None = None

    @property
    def all(self) -> tuple[Publication, ...]:
        """Every entry in reading order."""
        return (self.introduction, *self.members) if self.introduction else self.members


class Volume(Frozen):
    """What makes a publication one of many entries."""

    collection: Collection
    divisions: tuple[Division, ...]


class Publication(Frozen):
    """One thing to publish, every mention and link resolved: an entry, or many of them.

    Of a collection, ``entry`` is what it says of itself (title, contributors, rights), and its
    ``members`` are publications of one entry each. ``blocks`` hold summary, facts, caption,
    body and questions as one tree, each mention that is to be cited followed by its citation.
    ``references`` are the records that are cited, in the order of first citation, then
    those of ``nocite``.
    ``modified`` (UTC) is the date that the made files carry.
    """

    id: str
    entry: Entry
    blocks: tuple[Node, ...]
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...]
    nocite: tuple[str, ...]
    links: tuple[EntryLink, ...]
    style: Style
    settings: Settings
    modified: datetime
    volume: Volume | None = None
    series: Series | None = None
    brief: Brief | None = None
    """How it is laid out as a brief; None for a dossier."""
    compared: tuple[Publication, ...] = ()
    """The two entries that a brief compares; none for one of a single entry."""
    paged: bool = False
    """Whether a collection's PDF is made with its EPUB, which then marks the pages."""

    @property
    def stem(self) -> str:
        """What its files are called, before the dot."""
        return f"{self.id}-brief" if self.brief else self.id

    @property
    def members(self) -> tuple[Publication, ...]:
        """The entries of a collection in reading order; none for a dossier."""
        if self.volume is None:
            return ()
        return tuple(each for division in self.volume.divisions for each in division.all)


class PageStart(Frozen):
    """Where a page of the PDF begins: behind so many letters of a block of the text, or with
    what ``#name`` stands for (`publish.writers.breaks`).
    """

    number: str
    block: str
    letters: int = 0


class CitedPublication(Frozen):
    """A publication whose citations and reference list have been rendered, once.

    ``markup`` is an HTML fragment (pandoc's HTML5, MathML for mathematics), from
    which every format is made, so that a citation reads the same in each. That of a
    collection is the list of all references, and ``members`` are its entries. Where
    ``listed_elsewhere``, citations lead to the list of the whole.
    """

    publication: Publication
    markup: str
    members: tuple[CitedPublication, ...] = ()
    listed_elsewhere: bool = False
    first_note: int = 1
    """The number of the first note, where notes are counted through a collection."""
    pages: tuple[PageStart, ...] = ()
    """The pages of the PDF that was made of it; none where there is none."""
    printed: str = ""
    """Which PDF that is: its name and a sum of it."""
    persons: tuple[str, ...] = ()
    """Those whose works a collection cites as its language sorts them, where it has an index."""


class Artifact(Frozen):
    """A made file, not yet delivered; ``claims`` are the standards that it claims,
    ``attachments`` the names of the files inside it, ``source`` what its text came from.
    """

    format: str
    name: str
    data: bytes
    claims: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    source: SourceFile | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    """What a page needs beside it: names relative to it, and bytes."""
    pages: tuple[PageStart, ...] = ()

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()
