"""Diagnostics to the revisions of the author's files that mend them.

Most bring their edits. Those about records know their place only; what stands there is
mended by `MENDS`.
"""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections.abc import Callable, Iterable, Mapping

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result, Rule
from publish.diagnostics.rules import bib, rec, res
from publish.engines.files import read_file
from publish.model.edit import Edit
from publish.model.frozen import replace
from publish.model.identifiers import undressed_doi
from publish.model.place import Place, SourceFile
from publish.model.publication import Project
from publish.readers.bibtex.encoding import decode
from publish.revision import Revision, disjoint, revisions

MOST_BYTES = 200_000_000

MENDS: Mapping[Rule, Callable[[str, str], str]] = {
    rec.HYPHEN_IN_PAGES: lambda pages, _: re.sub(r"(?<=\w)\s*-\s*(?=\w)", "--", pages),
    rec.DRESSED_DOI: lambda doi, _: undressed_doi(doi),
    bib.UNCLEAR_NAME: lambda name, before: _others(name, before),
}
"""For a rule about a .bib file what becomes of the words at its place, by them and the few
characters before them.
"""

_BEFORE = 9


def mendings(project: Project, found: Iterable[Diagnostic]) -> Result[tuple[Revision, ...]]:
    """The files of the project with all made that ``found`` brings to mend them.

    The edits of one diagnostic are made together or not at all. Where those of two
    overlap the first go before, and the others are for the next time. A file that isn't
    any more what was read is left out, and told.
    """
    problems = Collector()
    sources: dict[str, SourceFile] = {}
    edits: list[Edit] = []
    for path, items in _by_path(found, lambda item: bool(item.edits) or _is_mended(item)).items():
        if source := problems.take(_source(project, path, items)):
            sources[path] = source
            edits += _compatible(_edits(item, source) for item in items)
    return problems.result(revisions(sources, edits))


def with_edits(project: Project, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What was found, each with all that mends it, for whoever makes the edits himself."""
    found = tuple(found)
    by_path = _by_path(found, _is_mended)
    sources = {path: _source(project, path, items).value for path, items in by_path.items()}
    return tuple(
        replace(item, edits=_edits(item, source))
        if item.place and _is_mended(item) and (source := sources[item.place.path])
        else item
        for item in found
    )


def _is_mended(item: Diagnostic) -> bool:
    """Whether `MENDS` may know what mends a problem."""
    bare = item.rule in MENDS and not item.edits
    return bare and item.place is not None and item.place.path.endswith(".bib")


def _by_path(
    found: Iterable[Diagnostic], wanted: Callable[[Diagnostic], bool]
) -> Mapping[str, list[Diagnostic]]:
    by_path: dict[str, list[Diagnostic]] = {}
    for item in found:
        if item.place and wanted(item):
            by_path.setdefault(item.place.path, []).append(item)
    return by_path


def _edits(item: Diagnostic, source: SourceFile) -> tuple[Edit, ...]:
    """What mends a problem of this file."""
    place = item.place
    if not _is_mended(item) or place is None or None in (place.column, place.end):
        return item.edits
    start = source.offset(place.line or 1, place.column or 1)
    end = start + (place.end or 0) - (place.column or 0)
    written = source.text[start:end]
    mended = MENDS[item.rule](written, source.text[max(0, start - _BEFORE) : start])
    return (Edit(source.path, start, end, mended),) if mended != written else ()


def _others(name: str, before: str) -> str:
    """``and et al.`` as BibTeX says it; in the place of no name it stays the author's to mend."""
    return "others" if name == "et al." and before.split()[-1:] == ["and"] else name


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
