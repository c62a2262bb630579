"""References: the records of a bibliography."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, Protocol

from publish.model.expressions import expression
from publish.model.frozen import Frozen, field
from publish.model.place import Place

CslItem = Mapping[str, Any]
"""A CSL-JSON item (CSL 1.0.2 schema) without nulls; titles may carry CSL's own
rich text: ``<i>``, ``<b>``, ``<sub>``, ``<sup>``, ``<span class="nocase">``."""

_TAG = expression(r"</?(?:i|b|sub|sup|sc|span)\b[^<>]*>")


def plain_csl(text: str) -> str:
    """``text`` without CSL's rich-text tags."""
    return _TAG.sub("", text) if "<" in text else text


class Field(Frozen):
    """A field of a record: its text after macros, before LaTeX is decoded."""

    name: str
    raw: str
    place: Place


class RecordSource(Protocol):
    """The record that a reference was read from, which can tell the rest of it."""

    def item(self) -> CslItem: ...

    def glance(self) -> CslItem: ...

    def fields(self) -> Mapping[str, Field]: ...

    def title(self) -> str: ...

    def text(self, name: str) -> str: ...

    def place(self) -> Place: ...

    def digest(self) -> str: ...


class Reference:
    """One record: what citeproc gets (``csl``), and what the file said (``fields``,
    by lower-case name). ``names`` are further names that the record itself gives
    (``shorttitle``, ``names``), ``aliases`` further keys (biblatex ``ids``).

    Most records of a large bibliography are never cited, and turning LaTeX into
    CSL costs several times what finding the record cost. So ``csl``, ``fields`` and
    ``place`` of a reference with a ``source`` are computed when they are first asked
    for; that is why this is no dataclass. To everyone outside it is a frozen value.
    """

    __slots__ = ("_csl", "_fields", "_place", "aliases", "key", "names", "raw", "source", "type")

    def __init__(
        self,
        key: str,
        type: str,
        csl: CslItem | None = None,
        place: Place | None = None,
        fields: Mapping[str, Field] | None = None,
        names: tuple[str, ...] = (),
        aliases: tuple[str, ...] = (),
        raw: str = "",
        source: RecordSource | None = None,
    ) -> None:
        self.key = key
        self.type = type
        self.names = names
        self.aliases = aliases
        self.raw = raw
        self.source = source
        self._csl = csl
        self._fields = fields
        self._place = place

    @property
    def place(self) -> Place:
        if self._place is None:
            self._place = self.source.place() if self.source else Place("")
        return self._place

    @property
    def csl(self) -> CslItem:
        if self._csl is None:
            self._csl = self.source.item() if self.source else {}
        return self._csl

    @property
    def glance(self) -> CslItem:
        """Of ``csl`` at least type, people, title and date: without the cost of all."""
        return self.source.glance() if self._csl is None and self.source else self.csl

    @property
    def fields(self) -> Mapping[str, Field]:
        if self._fields is None:
            self._fields = self.source.fields() if self.source else {}
        return self._fields

    @property
    def digest(self) -> str:
        """A hash of all that its values depend on, but for the line that it begins in;
        nothing where that can't be told.
        """
        return self.source.digest() if self.source else ""

    def text(self, name: str) -> str:
        """The ``raw`` text of one field, or nothing: without the cost of all fields."""
        if self._fields is None and self.source:
            return self.source.text(name)
        found = self.fields.get(name)
        return found.raw if found else ""

    @property
    def title(self) -> str:
        """The title as plain text."""
        if self._csl is None and self.source:
            return self.source.title()
        return plain_csl(str(self.csl.get("title", "")))

    @property
    def persons(self) -> tuple[str, ...]:
        """Those who made it as indexes print them, family name first."""
        return tuple(_index_name(name) for role in _ROLES for name in self.csl.get(role) or ())

    def __repr__(self) -> str:
        return f"Reference(key={self.key!r}, type={self.type!r}, place={str(self.place)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Reference):
            return NotImplemented
        return (self.key, self.type, self.place) == (other.key, other.type, other.place) and (
            self.csl == other.csl
        )

    def __hash__(self) -> int:
        return hash((self.key, self.type, self.place))

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy for another process takes its values along, not the bibliography."""
        values = (self.key, self.type, self.csl, self.place, self.fields, self.names)
        return (Reference, (*values, self.aliases, self.raw))


_ROLES = ("author", "editor", "translator")


def _index_name(name: Mapping[str, Any]) -> str:
    if literal := name.get("literal"):
        return str(literal)
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    return ", ".join(part for part in (family, given, name.get("suffix")) if part)


Written = tuple[str, Mapping[str, str] | None]
"""A record's key, and the text of its fields, if it is known."""


class Bibliography(Frozen):
    """All references of a project by key, in the order of their files.

    ``digest`` is a hash of these files; nothing where they aren't known. ``unread`` are the
    paths of those that couldn't be read. ``written`` tells of each record its key, and the text
    of the fields with given names, as `Reference.text`, where that is known without reading it.
    """

    references: Mapping[str, Reference] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    unread: tuple[str, ...] = ()
    written: Callable[[Container[str]], Iterator[Written]] | None = None

    def get(self, key: str) -> Reference | None:
        """The reference with this key, or whose ``ids`` hold it."""
        return self.references.get(key) or self.references.get(self.aliases.get(key, ""))

    def cited_by(self, key: str) -> tuple[Reference, ...]:
        """What a citation of ``key`` cites: its reference; of an @set its members."""
        reference = self.get(key)
        if reference is None or reference.type != "set":
            return (reference,) if reference else ()
        members = [self.get(name.strip()) for name in reference.text("entryset").split(",")]
        return tuple(member for member in members if member and member.type != "set")

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.references.values())

    def __len__(self) -> int:
        return len(self.references)

    def keys(self) -> Iterator[str]:
        yield from self.references
        yield from self.aliases
