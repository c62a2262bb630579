"""The name of a file → who reads it."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from publish.diagnostics import Collector, Diagnostic, Result
from publish.model.frozen import replace
from publish.model.place import SourceFile
from publish.readers.bibtex.encoding import decode

if TYPE_CHECKING:
    from publish.readers.exchange.cards import Card

READERS = {
    ".json": "csl_json.read_csl_json",
    ".yaml": "csl_yaml.read_csl_yaml",
    ".yml": "csl_yaml.read_csl_yaml",
    ".ris": "ris.read_ris",
    ".nbib": "pubmed.read_nbib",
    ".xml": "endnote.read_endnote",
}
"""The function of this package for each; imported when there is such a file."""

SUFFIXES = tuple(READERS)
"""How the names of files end that are read here."""


def read_cards(path: str, data: bytes) -> Result[tuple[SourceFile, tuple[Card, ...]]]:
    """The text of a file, and its records in order. No content makes this raise."""
    found = Collector()
    source = found.take(decode(path, data))
    module, _, name = READERS[PurePosixPath(path).suffix.lower()].partition(".")
    reader = getattr(import_module(f"publish.readers.exchange.{module}"), name)
    cards = tuple(reader(source, found))
    return Result((source, cards), tuple(_with_line(item, source) for item in found))


def _with_line(item: Diagnostic, source: SourceFile) -> Diagnostic:
    """The diagnostic with the line that it is about."""
    line = item.place.line if item.place else None
    return replace(item, excerpt=source.line(line) or None) if line else item
