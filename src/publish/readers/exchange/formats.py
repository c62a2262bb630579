"""The name of a file → who reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from publish.diagnostics import Collector, Diagnostic, Result
from publish.model.place import SourceFile
from publish.readers.bibtex.encoding import decode
from publish.readers.exchange.cards import Card
from publish.readers.exchange.csl_json import read_csl_json
from publish.readers.exchange.csl_yaml import read_csl_yaml
from publish.readers.exchange.endnote import read_endnote
from publish.readers.exchange.pubmed import read_nbib
from publish.readers.exchange.ris import read_ris

Reader = Callable[[SourceFile, Collector], Iterator[Card]]

READERS: dict[str, Reader] = {
    ".json": read_csl_json,
    ".yaml": read_csl_yaml,
    ".yml": read_csl_yaml,
    ".ris": read_ris,
    ".nbib": read_nbib,
    ".xml": read_endnote,
}

SUFFIXES = tuple(READERS)
"""How the names of files end that are read here."""


def read_cards(path: str, data: bytes) -> Result[tuple[SourceFile, tuple[Card, ...]]]:
    """The text of a file, and its records in order. No content makes this raise."""
    found = Collector()
    source = found.take(decode(path, data))
    reader = READERS[PurePosixPath(path).suffix.lower()]
    cards = tuple(reader(source, found))
    return Result((source, cards), tuple(_with_line(item, source) for item in found))


def _with_line(item: Diagnostic, source: SourceFile) -> Diagnostic:
    """The diagnostic with the line that it is about."""
    line = item.place.line if item.place else None
    return replace(item, excerpt=source.line(line) or None) if line else item
