"""The .bib files of a project → its ``Bibliography``.

Reading finds the records and judges their structure. Their values are turned into CSL
when somebody asks for them (``Reference.csl``): a build asks for what is cited,
``publish check`` for everything, by ``value_diagnostics``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publish.diagnostics import Collector, Diagnostic, Result
from publish.diagnostics.rules import bib
from publish.engines.bibtex import Block, RawField
from publish.model.place import SourceFile
from publish.model.reference import Bibliography, CslItem, Field, Reference, plain_csl
from publish.readers.bibtex.conversion import convert, plain_title
from publish.readers.bibtex.encoding import decode
from publish.readers.bibtex.latex import preamble_macros, to_text
from publish.readers.bibtex.library import Holding, Library, Record
from publish.readers.bibtex.record_types import NOT_CITED
from publish.readers.bibtex.records import read_blocks


@dataclass(frozen=True, slots=True)
class BibFile:
    """A file of the bibliography; ``path`` is relative to the project."""

    path: str
    data: bytes


@dataclass(slots=True)
class RecordReading:
    """What a reference asks when its values are wanted (``model.RecordSource``)."""

    library: Library
    record: Record
    converted: Result[CslItem] | None = field(default=None, repr=False)

    def conversion(self) -> Result[CslItem]:
        """The CSL item, and every problem of the record's values."""
        if self.converted is None:
            self.converted = convert(self.library, self.record)
        return self.converted

    def item(self) -> CslItem:
        return self.conversion().value

    def title(self) -> str:
        if self.converted is not None:
            return plain_csl(str(self.converted.value.get("title", "")))
        return plain_title(self.library, self.record)

    def fields(self) -> Mapping[str, Field]:
        holdings = self.library.fields(self.record)
        return {name: self._field(name, holding) for name, holding in holdings.items()}

    def _field(self, name: str, holding: Holding) -> Field:
        text = self.library.text(holding).text
        return Field(name, text, holding.record.place(holding.field))


def read_bibliography(files: Sequence[BibFile]) -> Result[Bibliography]:
    """All records of all files, and every problem of their structure.

    The files are read in the order given; of two records with one key the first
    counts. No content makes this raise.
    """
    found = Collector()
    library = Library()
    records: list[Record] = []
    for file in files:
        source = found.take(decode(file.path, file.data))
        for block in found.take(read_blocks(source)):
            record = _take(block, source, library, found)
            if record:
                records.append(record)
    references: dict[str, Reference] = {}
    aliases: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for record in records:
        found.extend(_structure(library, record, told))
        if record.kind in NOT_CITED:
            continue
        reference = _reference(library, record)
        references[record.key] = reference
        for alias in reference.aliases:
            aliases.setdefault(alias, record.key)
    for key in references:
        aliases.pop(key, None)
    return found.result(Bibliography(references, aliases))


def value_diagnostics(references: Iterable[Reference]) -> Iterator[Diagnostic]:
    """What is wrong with the values of these references, as far as reading them tells."""
    for reference in references:
        if isinstance(reference.source, RecordReading):
            yield from reference.source.conversion().diagnostics


# -- blocks -------------------------------------------------------------------


def _take(block: Block, source: SourceFile, library: Library, found: Collector) -> Record | None:
    """Puts a block where it belongs; a record that can be cited is returned."""
    if block.kind == "string":
        for definition in block.fields:
            clash = library.macros.define(source.path, definition)
            if clash:
                found.add(
                    bib.REDEFINED_MACRO(
                        f"the macro `{definition.name}` is defined twice, differently",
                        source.place(definition.start, definition.start + len(definition.name)),
                        "rename one of them",
                    )
                )
    elif block.kind == "preamble":
        library.definitions.update(preamble_macros(block.fields[0].value))
    elif block.kind == "record":
        return _record(block, source, library, found)
    return None


def _record(block: Block, source: SourceFile, library: Library, found: Collector) -> Record | None:
    record = Record(block, source, _own_fields(block, source, found))
    if not block.key:
        found.add(
            bib.MISSING_KEY(
                f"this @{block.type} has no key",
                source.place(block.start),
                "write a key and a comma behind the opening brace",
            )
        )
        return None
    former = library.records.get(block.key)
    if former:
        found.add(
            bib.DUPLICATE_KEY(
                f"the key `{block.key}` is taken by the record at {former.place()}",
                record.place(),
                "remove one of the two, or rename its key",
            )
        )
        return None
    folded = library.by_folded_key.get(block.key.lower())
    if folded:
        found.add(
            bib.KEYS_DIFFER_IN_CASE(
                f"the keys `{block.key}` and `{folded.key}` differ only in capitals",
                record.place(),
                "rename one of them",
            )
        )
    if any(char in block.key for char in " \t\n{}[],;@\\"):
        found.add(
            bib.AWKWARD_KEY(
                f"the key `{block.key}` can't be written in a citation",
                record.place(),
                "rename it, without blanks and brackets",
            )
        )
    library.add(record)
    return record


def _own_fields(block: Block, source: SourceFile, found: Collector) -> dict[str, RawField]:
    """The fields by lower-case name; of one that stands twice, the first."""
    own: dict[str, RawField] = {}
    for item in block.fields:
        name = item.name.lower()
        if name not in own:
            own[name] = item
            continue
        found.add(
            bib.REPEATED_FIELD(
                f"`{block.key}` has the field `{name}` twice; the first counts",
                source.place(item.start, item.start + len(item.name)),
                "remove one of the two",
            )
        )
    return own


# -- records ------------------------------------------------------------------


def _structure(
    library: Library, record: Record, told: set[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """Macros, inheritance and braces: what can be told without reading values.

    A macro that is missing is told once for a file: it is one fault, not a hundred.
    """
    for item in record.own.values():
        value = item.value
        if value[:1] not in '{"0123456789' or "#" in value:
            yield from _macro_problems(library, record, item, told)
        if ("\\{" in value or "\\}" in value) and value.count("{") != value.count("}"):
            yield bib.UNBALANCED_ESCAPE(
                f"an escaped brace in `{item.name.lower()}` has no counterpart",
                record.place(item, "\\{" if "\\{" in value else "\\}"),
                r"write \textbraceleft{} or \textbraceright{}",
            )
    if "crossref" in record.own or "xdata" in record.own:
        found = Collector()
        library.fields(record, found)
        yield from found
    if record.kind == "set":
        yield bib.ENTRY_SET(
            f"`{record.key}` is a set, which can't be cited as one",
            record.place(),
            "cite its members",
        )


def _macro_problems(
    library: Library, record: Record, item: RawField, told: set[tuple[str, str]]
) -> Iterator[Diagnostic]:
    evaluated = library.macros.evaluate(item.value, record.source.path, item.start)
    for name in dict.fromkeys(evaluated.undefined):
        if (record.source.path, name.lower()) in told:
            continue
        told.add((record.source.path, name.lower()))
        yield bib.UNDEFINED_MACRO(
            f"the macro `{name}` in `{item.name.lower()}` is not defined",
            record.place(item, name),
            f"define it with @string{{{name} = …}}, or put braces around the text",
        )
    if evaluated.cut:
        yield bib.EXCESSIVE_VALUE(
            f"the value of `{item.name.lower()}` grows beyond measure",
            record.place(item),
            "simplify its macros",
        )


def _reference(library: Library, record: Record) -> Reference:
    block = record.block
    return Reference(
        key=block.key,
        type=record.kind,
        place=record.place(),
        names=_names(library, record),
        aliases=tuple(
            part.strip() for part in _own_text(library, record, "ids").split(",") if part.strip()
        ),
        raw=record.source.text[block.start : block.end],
        source=RecordReading(library, record),
    )


def _names(library: Library, record: Record) -> tuple[str, ...]:
    """The short title, and what the project's own ``names`` field lists."""
    short = to_text(_own_text(library, record, "shorttitle"), library.definitions)
    further = to_text(_own_text(library, record, "names"), library.definitions).split(";")
    names = [name.strip() for name in (short, *further)]
    return tuple(dict.fromkeys(name for name in names if name))


def _own_text(library: Library, record: Record, name: str) -> str:
    item = record.own.get(name)
    return library.text(Holding(item, record)).text if item else ""
