"""The .bib files of a project → its ``Bibliography``.

Reading finds the records and judges their structure. Their values are turned into CSL
when somebody asks for them (``Reference.csl``): a build asks for what is cited,
``publish check`` for everything, by ``value_diagnostics``. What was read of a large
bibliography is kept in the project's store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from publish.diagnostics import Collector, Diagnostic, Result
from publish.engines.recollection import Recollection
from publish.engines.store import NO_STORE, Store
from publish.model.frozen import Frozen
from publish.model.place import SourceFile
from publish.model.reference import Bibliography, Reference
from publish.readers.bibtex.encoding import decode
from publish.readers.bibtex.holdings import Holdings, read_holdings, with_lines
from publish.readers.bibtex.pieces import parts_of
from publish.readers.bibtex.references import RecordReading, References

WORTH_KEEPING = 100_000
"""Characters of all files together; less is read in the time that a store takes."""


class BibFile(Frozen):
    """A file of the bibliography; ``path`` is relative to the project."""

    path: str
    data: bytes


def read_bibliography(files: Sequence[BibFile], store: Store = NO_STORE) -> Result[Bibliography]:
    """All records of all files, and every problem of their structure.

    The files are read in the order given; of two records with one key the first
    counts. No content makes this raise. The reading is kept in ``store``.
    """
    found = Collector()
    sources = [found.take(decode(file.path, file.data)) for file in files]
    found = Collector(list(with_lines(found, sources)))
    holdings = found.take(_holdings(sources, store))
    references = References(holdings.library, holdings.citable)
    bibliography = Bibliography(references, holdings.aliases, written=references.written)
    return found.result(bibliography)


def _holdings(sources: Sequence[SourceFile], store: Store) -> Result[Holdings]:
    if not store.keeps or sum(len(source.text) for source in sources) < WORTH_KEEPING:
        return read_holdings(sources, parts_of)
    from publish.readers.bibtex.kept import kept_holdings  # its codec takes time to load

    return kept_holdings(sources, store)


def value_diagnostics(
    references: Sequence[Reference] | Bibliography, store: Store = NO_STORE
) -> Iterator[Diagnostic]:
    """What is wrong with the values of these references, as far as reading them tells."""
    yield from (found for _, found in value_findings(references, store))


def value_findings(
    references: Sequence[Reference] | Bibliography, store: Store = NO_STORE
) -> Iterator[tuple[Reference, Diagnostic]]:
    """The same, each with the reference that it is told of.

    What is told of all records of a large bibliography is kept in ``store``.
    """
    recollection = Recollection(store, "values", len(references))
    for reference in references:
        source = reference.source
        if isinstance(source, RecordReading):
            told = recollection.of(reference, partial(_told, source))
            yield from ((reference, each) for each in told)
    recollection.keep()


def _told(source: RecordReading) -> Sequence[Diagnostic]:
    return source.conversion().diagnostics
