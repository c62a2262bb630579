"""References: the records of a bibliography."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publish.model.place import Place

CslItem = Mapping[str, Any]
"""A CSL-JSON item (CSL 1.0.2 schema) without nulls."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its text after macros, before LaTeX is decoded."""

    name: str
    raw: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """One record: what citeproc gets (``csl``), and what the file said (``fields``,
    by lower-case name). ``names`` are further names that the record itself gives
    (``shorttitle``, ``names``), ``aliases`` further keys (biblatex ``ids``).
    """

    key: str
    type: str
    csl: CslItem
    place: Place
    fields: Mapping[str, Field] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    raw: str = ""

    @property
    def title(self) -> str:
        """The title as plain text."""
        return str(self.csl.get("title", ""))


@dataclass(frozen=True, slots=True)
class Bibliography:
    """All references of a project by key, in the order of their files."""

    references: Mapping[str, Reference] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str) -> Reference | None:
        """The reference with this key, or whose ``ids`` hold it."""
        return self.references.get(key) or self.references.get(self.aliases.get(key, ""))

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.references.values())

    def __len__(self) -> int:
        return len(self.references)

    def keys(self) -> Iterator[str]:
        yield from self.references
        yield from self.aliases
