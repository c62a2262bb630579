"""One record → its ``Reference``, whose values are read when somebody asks for them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from publish.diagnostics import Result
from publish.engines.store import hash_of
from publish.model.place import Place
from publish.model.reference import CslItem, Field, Reference, Written, plain_csl
from publish.readers.bibtex.items import convert, glance, plain_title
from publish.readers.bibtex.latex import to_text
from publish.readers.bibtex.library import Holding, Library
from publish.readers.bibtex.records import Record
from publish.readers.bibtex.survey import Seen


@dataclass(slots=True)
class RecordReading:
    """What a reference asks when its values are wanted (``model.RecordSource``)."""

    library: Library
    record: Record
    converted: Result[CslItem] | None = field(default=None, repr=False)
    inherited: Mapping[str, Holding] | None = field(default=None, repr=False)
    """All fields, of a record that has parents."""
    known: str | None = field(default=None, repr=False)
    """The digest, once somebody has asked for it."""

    def conversion(self) -> Result[CslItem]:
        """The CSL item, and every problem of the record's values."""
        if self.converted is None:
            self.converted = convert(self.library, self.record)
        return self.converted

    def item(self) -> CslItem:
        return self.conversion().value

    def glance(self) -> CslItem:
        return self.converted.value if self.converted else glance(self.library, self.record)

    def title(self) -> str:
        if self.converted is not None:
            return plain_csl(str(self.converted.value.get("title", "")))
        return plain_title(self.library, self.record)

    def text(self, name: str) -> str:
        own = self.record.own
        if name in own:
            return self.library.text(Holding(own[name], self.record)).text
        if "crossref" not in own and "xdata" not in own:
            return ""
        holding = self._all_fields().get(name)
        return self.library.text(holding).text if holding else ""

    def _all_fields(self) -> Mapping[str, Holding]:
        if self.inherited is None:
            self.inherited = self.library.fields(self.record)
        return self.inherited

    def place(self) -> Place:
        return self.record.place()

    def digest(self) -> str:
        if self.known is None:
            self.known = self._digest()
        return self.known

    def _digest(self) -> str:
        parts = (self._head(), *self._macros(), *self._lent())
        return hash_of((self.library.context(), *parts))

    def _head(self) -> str:
        """What the record itself says, and where, but for the line."""
        source, block = self.record.source, self.record.block
        column = block.start - source.text.rfind("\n", 0, block.start)
        return f"{column} {source.path}\n{source.text[block.start : block.end]}"

    def _macros(self) -> Iterator[str]:
        """What its own values say that are put together, or name macros."""
        for item in self.record.own.values():
            value = item.value
            if "#" in value or not (value[:1] in ("{", '"') or value.isdigit()):
                yield repr(self.library.text(Holding(item, self.record)))

    def _lent(self) -> Iterator[str]:
        """What others lend it, and where from; in its own file, how far away."""
        own = self.record.own
        if "crossref" not in own and "xdata" not in own:
            return
        here = self.record.place()
        for name, holding in sorted(self._all_fields().items()):
            if holding.record is not self.record:
                at = holding.record.place(holding.field)
                line = (at.line or 0) - (here.line or 0 if at.path == here.path else 0)
                lent = f"{holding.record.kind} {holding.field.value} {self.library.text(holding)}"
                yield f"{name} {at.path} {line} {at.column} {lent}"

    def fields(self) -> Mapping[str, Field]:
        holdings = self.library.fields(self.record)
        return {name: self._field(name, holding) for name, holding in holdings.items()}

    def _field(self, name: str, holding: Holding) -> Field:
        text = self.library.text(holding).text
        return Field(name, text, holding.record.place(holding.field))


class References(Mapping[str, Reference]):
    """The references of a library by key, each made when it is first asked for."""

    def __init__(self, library: Library, keys: Iterable[str]) -> None:
        self._library = library
        self._made: dict[str, Reference | None] = dict.fromkeys(keys)

    def __getitem__(self, key: str) -> Reference:
        made = self._made[key]
        if made is None:
            made = self._made[key] = reference_to(self._library, self._library.records[key])
        return made

    def written(self, names: Container[str]) -> Iterator[Written]:
        """What is known of the records before they are read (`Bibliography.written`)."""
        records, macros = self._library.records, self._library.macros
        for key in self._made:
            record = records.held(key)
            yield key, record.texts(names, macros) if isinstance(record, Seen) else None

    def __contains__(self, key: object) -> bool:
        return key in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def reference_to(library: Library, record: Record) -> Reference:
    """The reference of a record, its values unread."""
    block = record.block
    return Reference(
        key=block.key,
        type=record.kind,
        names=_names(library, record),
        aliases=aliases_of(library, record),
        raw=record.source.text[block.start : block.end],
        source=RecordReading(library, record),
    )


def aliases_of(library: Library, record: Record) -> tuple[str, ...]:
    """The further keys of a record (biblatex's ``ids``)."""
    if "ids" not in record.own:
        return ()
    aliases = (alias.strip() for alias in _own_text(library, record, "ids").split(","))
    return tuple(alias for alias in aliases if alias)


def _names(library: Library, record: Record) -> tuple[str, ...]:
    """The short title, and what the project's own ``names`` field lists."""
    if "shorttitle" not in record.own and "names" not in record.own:
        return ()
    short = to_text(_own_text(library, record, "shorttitle"), library.definitions)
    further = to_text(_own_text(library, record, "names"), library.definitions).split(";")
    names = [name.strip() for name in (short, *further)]
    return tuple(dict.fromkeys(name for name in names if name))


def _own_text(library: Library, record: Record, name: str) -> str:
    item = record.own.get(name)
    return library.text(Holding(item, record)).text if item else ""
