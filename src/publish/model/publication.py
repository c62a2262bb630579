"""The values of the later stages: resolved, cited, made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from publish.model.decision import Decisions
from publish.model.document import Node
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.place import SourceFile
from publish.model.reference import Bibliography, Reference
from publish.model.retraction import Retractions
from publish.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Style:
    """A CSL style: its name, its XML (always independent), and its class.

    ``citation_format`` is CSL's category: ``author-date``, ``numeric``, ``label``,
    ``note`` or ``author``.
    """

    name: str
    xml: str
    citation_format: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """All that a project holds, as read. ``unread`` are the ids of entries that are
    there, but could not be read.
    """

    settings: Settings
    entries: Mapping[str, Entry]
    bibliography: Bibliography
    style: Style
    unread: frozenset[str] = frozenset()
    decisions: Decisions = field(default_factory=Decisions)
    retractions: Retractions = field(default_factory=Retractions)

    def entry(self, entry_id: str) -> Entry:
        return self.entries[entry_id]


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link from one entry to another, as both ends are needed for its text."""

    id: str
    title: str
    summary: str | None
    lang: str


@dataclass(frozen=True, slots=True)
class Publication:
    """One thing to publish: the entry with every mention and link resolved.

    ``blocks`` hold summary, facts, caption, body and questions as one tree, each
    mention that is to be cited followed by its citation. ``references`` are the
    records that are cited, in the order of first citation, then those of ``nocite``.
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


@dataclass(frozen=True, slots=True)
class CitedPublication:
    """A publication whose citations and reference list have been rendered, once.

    ``markup`` is an HTML fragment (pandoc's HTML5, MathML for mathematics), from
    which every format is made, so that a citation reads the same in each.
    """

    publication: Publication
    markup: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """A made file, not yet delivered; ``claims`` are the standards that it claims,
    ``attachments`` the names of the files inside it, ``source`` what its text came from.
    """

    format: str
    name: str
    data: bytes
    claims: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    source: SourceFile | None = None

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()
