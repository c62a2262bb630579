"""Diagnostics to the revisions of the author's files that mend them.

Most bring their edits. Those about records know their place only; what stands there is
mended by `MENDS`.
"""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections.abc import Callable, Iterable, Mapping

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result, Rule
from publish.diagnostics.rules import rec, res
from publish.engines.files import read_file
from publish.model.edit import Edit
from publish.model.identifiers import undressed_doi
from publish.model.place import Place, SourceFile
from publish.model.publication import Project
from publish.readers.bibtex.encoding import decode
from publish.revision import Revision, disjoint, revisions

MOST_BYTES = 200_000_000

MENDS: Mapping[Rule, Callable[[str], str]] = {
    rec.HYPHEN_IN_PAGES: lambda pages: re.sub(r"(?<=\w)\s*-\s*(?=\w)", "--", pages),
    rec.DRESSED_DOI: undressed_doi,
}
"""For a rule about a .bib file what becomes of the words at its place."""


def mendings(project: Project, found: Iterable[Diagnostic]) -> Result[tuple[Revision, ...]]:
    """The files of the project with all made that ``found`` brings to mend them.

    The edits of one diagnostic are made together or not at all. Where those of two
    overlap the first go before, and the others are for the next time. A file that isn't
    any more what was read is left out, and told.
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for item in found:
        path = item.place.path if item.place else ""
        if item.place and (item.edits or (item.rule in MENDS and path.endswith(".bib"))):
            by_path.setdefault(path, []).append(item)
    problems = Collector()
    sources: dict[str, SourceFile] = {}
    edits: list[Edit] = []
    for path, items in by_path.items():
        if source := problems.take(_source(project, path, items)):
            sources[path] = source
            edits += _compatible(_edits(item, source) for item in items)
    return problems.result(revisions(sources, edits))


def _edits(item: Diagnostic, source: SourceFile) -> tuple[Edit, ...]:
    """What mends a problem of this file."""
    mend, place = MENDS.get(item.rule), item.place
    if item.edits or mend is None or place is None or None in (place.column, place.end):
        return item.edits
    start = source.offset(place.line or 1, place.column or 1)
    end = start + (place.end or 0) - (place.column or 0)
    written = source.text[start:end]
    return (Edit(source.path, start, end, mend(written)),) if mend(written) != written else ()


def _compatible(groups: Iterable[tuple[Edit, ...]]) -> list[Edit]:
    """The edits of those groups that overlap no earlier one, in the order of the text."""
    edits: list[Edit] = []
    known: set[Edit] = set()
    for group in groups:
        if all(_fits(edit, edits) for edit in group):
            for edit in set(group) - known:
                insort(edits, edit)
            known.update(group)
    return edits


def _fits(edit: Edit, others: list[Edit]) -> bool:
    """Whether an edit overlaps none of ``others``, which are in order and disjoint."""
    at = bisect(others, edit)
    return not disjoint([*others[max(at - 1, 0) : at + 1], edit])[1]


def _source(project: Project, path: str, found: Iterable[Diagnostic]) -> Result[SourceFile | None]:
    """The text to which the edits of a file belong."""
    known = _texts(project).get(path)
    if known is not None:
        return Result(known)
    root = project.settings.root
    try:
        source = decode(path, read_file(root, root / path, MOST_BYTES)).value
    except EngineFailure as failure:
        return Result(None, failure.diagnostics)
    if all(_shows(source, item) for item in found):
        return Result(source)
    message = f"`{path}` has changed since it was read, and is left as it is"
    return Result(None, (res.CHANGED_SINCE_READ(message, Place(path), "run the command again"),))


def _texts(project: Project) -> Mapping[str, SourceFile]:
    """The texts that a project keeps: those of its entries, and its settings."""
    kept = [entry.source for entry in project.entries.values()]
    kept += [project.settings.source] if project.settings.source else []
    return {source.path: source for source in kept}


def _shows(source: SourceFile, item: Diagnostic) -> bool:
    """Whether the line that a diagnostic shows still stands at its place."""
    line = item.place.line if item.place else None
    return line is None or item.excerpt is None or source.line(line) == item.excerpt
