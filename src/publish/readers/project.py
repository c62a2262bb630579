"""A folder to a `Project`: settings, style, bibliography and entries, as read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result
from publish.engines.files import find_files, read_file, relative
from publish.engines.store import NO_STORE, Store
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.publication import Project
from publish.model.reference import Bibliography
from publish.readers.bibliography import SUFFIXES, read_references
from publish.readers.bibtex import BibFile
from publish.readers.csl import read_style
from publish.readers.decisions import read_decisions
from publish.readers.entry import read_entries
from publish.readers.parses import MarkdownParser
from publish.readers.retractions import read_retractions
from publish.readers.settings import read_settings

BIBLIOGRAPHY = "bibliography"
MOST_BYTES = 200_000_000


def read_project(root: Path, parser: MarkdownParser, store: Store = NO_STORE) -> Result[Project]:
    """The project in ``root``; what could not be read is left out and reported.
    What is costly to read is kept in ``store``.

    Raises `UserError` (exit code 2) where the settings, the style that they name or the
    decisions about mentions are wrong.
    """
    root = root.resolve()
    found = Collector()
    settings = read_settings(root)
    decisions = read_decisions(root)
    style = found.take(read_style(settings))
    gathered = _bib_files(root)
    files = found.take(gathered)
    lost = [each.place.path for each in gathered.diagnostics if each.place]
    pattern = settings.bibliography.keys
    bibliography = found.take(read_references(files, pattern, store))
    bibliography = replace(bibliography, digest=_digest(files, pattern), unread=tuple(lost))
    entries = found.take(read_entries(settings, parser, store))
    return found.result(
        Project(
            settings,
            {key: _with_all_records(entry, bibliography) for key, entry in entries.items()},
            bibliography,
            style,
            _unread(entries, found),
            decisions,
            found.take(read_retractions(settings)),
        )
    )


def _bib_files(root: Path) -> Result[list[BibFile]]:
    """The files under ``bibliography/``, in the order of their paths; what is told is of
    those that can't be read.
    """
    found = Collector()
    files = []
    for path in found.take(find_files(root, BIBLIOGRAPHY, SUFFIXES)):
        try:
            files.append(BibFile(relative(root, path), read_file(root, path, MOST_BYTES)))
        except EngineFailure as failure:
            found.extend(failure.diagnostics)
    return found.result(files)


def _digest(files: Iterable[BibFile], pattern: str) -> str:
    """A hash of all that a bibliography depends on."""
    total = hashlib.sha256(pattern.encode())
    for file in files:
        head = f"{len(file.path)} {file.path} {len(file.data)} "
        total.update(head.encode("utf-8", "surrogateescape"))
        total.update(file.data)
    return total.hexdigest()


def _with_all_records(entry: Entry, bibliography: Bibliography) -> Entry:
    """``nocite: "@*"`` means every record."""
    if "*" not in entry.nocite:
        return entry
    return replace(entry, nocite=tuple(bibliography.references))


def _unread(entries: Mapping[str, Entry], found: Iterable[Diagnostic]) -> dict[str, str]:
    """The paths of entries that weren't read, by their ids: the names of their files, or where
    another entry has this id, their paths.
    """
    read = {entry.path for entry in entries.values()}
    told = {diagnostic.place.path for diagnostic in found if diagnostic.place}
    paths = {path: PurePosixPath(path).stem for path in sorted(told - read) if path.endswith(".md")}
    return {path if name in entries else name: path for path, name in paths.items()}
