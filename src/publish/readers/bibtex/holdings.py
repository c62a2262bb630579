"""The texts of a project's .bib files → its holdings: all records, and what is wrong with
their structure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from publish.diagnostics import Collector, Diagnostic, Result
from publish.model.frozen import Frozen, replace
from publish.model.place import SourceFile
from publish.readers.bibtex.accession import accession
from publish.readers.bibtex.library import Library
from publish.readers.bibtex.record_types import NOT_CITED
from publish.readers.bibtex.records import Record, Records
from publish.readers.bibtex.references import aliases_of
from publish.readers.bibtex.structure import structure_diagnostics
from publish.readers.bibtex.survey import Part, Seen

Reading = Callable[[SourceFile], Result[list[Part]]]


class Holdings(Frozen):
    """A library; the keys of its records that can be cited; whose each alias is."""

    library: Library
    citable: Sequence[str]
    aliases: Mapping[str, str]


def read_holdings(sources: Sequence[SourceFile], read: Reading) -> Result[Holdings]:
    """All records of all sources; of two with one key the first counts."""
    found = Collector()
    records = Records()
    library = Library(records)
    for source in sources:
        for part in found.take(read(source)):
            record = accession(part, source, library, found)
            if record:
                records.add(record.key, record)
    outright = _read_outright(library, records)
    lending = {record.key for record in outright if record.kind in NOT_CITED}
    citable = [key for key in records if key not in lending]
    library.aliases = _aliases(library, outright, frozenset(citable))
    told: set[tuple[str, str]] = set()
    for record in outright:
        found.extend(structure_diagnostics(library, record, told))
    return Result(Holdings(library, citable, library.aliases), tuple(with_lines(found, sources)))


def _read_outright(library: Library, records: Records) -> list[Record]:
    """All but those that are sound whatever they say: that were only seen, and whose macros
    have one meaning.
    """
    plain: dict[tuple[str, ...], bool] = {(): True}
    outright: list[Record] = []
    for key in records:
        record = records.held(key)
        if isinstance(record, Seen):
            names = record.expressions
            if names not in plain:
                plain[names] = all(map(library.macros.are_plain, names))
            if plain[names]:
                continue
        outright.append(records[key])
    return outright


def _aliases(
    library: Library, outright: Iterable[Record], citable: frozenset[str]
) -> dict[str, str]:
    """Whose each alias is; the first record's that claims it, if it is nobody's key."""
    aliases: dict[str, str] = {}
    for record in outright:
        for alias in aliases_of(library, record) if record.key in citable else ():
            if alias not in citable:
                aliases.setdefault(alias, record.key)
    return aliases


def with_lines(found: Iterable[Diagnostic], sources: Iterable[SourceFile]) -> Iterator[Diagnostic]:
    """The diagnostics, each with the line that it is about."""
    by_path = {source.path: source for source in sources}
    for each in found:
        source = by_path.get(each.place.path) if each.place else None
        if source is not None and each.place and each.place.line and each.excerpt is None:
            each = replace(each, excerpt=source.line(each.place.line) or None)
        yield each
