"""All files under ``bibliography/`` → one ``Bibliography``, whatever their formats.

The .bib files come first, then the others, each in the order of their paths: of two
records with one key the first counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publish.diagnostics import Collector, Result
from publish.engines.store import NO_STORE, Store
from publish.model.citekeys import PATTERN
from publish.model.reference import Bibliography, Reference
from publish.readers.bibtex import BibFile, read_bibliography
from publish.readers.exchange.formats import SUFFIXES as EXCHANGE

SUFFIXES = (".bib", *EXCHANGE)
"""How the names of files end that belong to the bibliography."""


def read_references(
    files: Sequence[BibFile], pattern: str = PATTERN, store: Store = NO_STORE
) -> Result[Bibliography]:
    """All records of all files, and every problem of their structure.

    A record without a key gets one by ``pattern``. No content makes this raise.
    """
    found = Collector()
    bibs = [file for file in files if file.path.endswith(".bib")]
    bibliography = found.take(read_bibliography(bibs, store))
    others = [file for file in files if not file.path.endswith(".bib")]
    if not others:
        return found.result(bibliography)
    from publish.readers.exchange.catalogue import catalogued
    from publish.readers.exchange.formats import read_cards

    cards = [found.take(read_cards(file.path, file.data)) for file in others]
    further = found.take(catalogued(cards, bibliography, pattern))
    return found.result(_together(bibliography, further))


def _together(bibliography: Bibliography, further: Mapping[str, Reference]) -> Bibliography:
    """An alias is the first record's that claims it, if it is nobody's key."""
    references = _Together(bibliography.references, further)
    aliases = {a: key for a, key in bibliography.aliases.items() if a not in further}
    for key, reference in further.items():
        for alias in reference.aliases:
            if alias not in references:
                aliases.setdefault(alias, key)
    return Bibliography(references, aliases)


class _Together(Mapping[str, Reference]):
    """Two mappings as one; the first isn't asked for more than it must tell."""

    def __init__(self, first: Mapping[str, Reference], second: Mapping[str, Reference]) -> None:
        self._first = first
        self._second = second

    def __getitem__(self, key: str) -> Reference:
        return self._first[key] if key in self._first else self._second[key]

    def __contains__(self, key: object) -> bool:
        return key in self._first or key in self._second

    def __iter__(self) -> Iterator[str]:
        yield from self._first
        yield from self._second

    def __len__(self) -> int:
        return len(self._first) + len(self._second)
