"""Diagnostics to the revisions of the author's files that mend them."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterable, Mapping

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import res
from publish.engines.files import read_file
from publish.model.edit import Edit
from publish.model.place import Place, SourceFile
from publish.model.publication import Project
from publish.readers.bibtex.encoding import decode
from publish.revision import Revision, disjoint, revisions

MOST_BYTES = 200_000_000


def mendings(project: Project, found: Iterable[Diagnostic]) -> Result[tuple[Revision, ...]]:
    """The files of the project with all made that ``found`` brings to mend them.

    The edits of one diagnostic are made together or not at all. Where those of two
    overlap the first go before, and the others are for the next time. A file that isn't
    any more what was read is left out, and told.
    """
    chosen = _compatible(item for item in found if item.edits)
    problems = Collector()
    sources: dict[str, SourceFile] = {}
    for path in dict.fromkeys(edit.path for item in chosen for edit in item.edits):
        items = [item for item in chosen if item.edits[0].path == path]
        if source := problems.take(_source(project, path, items)):
            sources[path] = source
    edits = [edit for item in chosen for edit in item.edits if edit.path in sources]
    return problems.result(revisions(sources, edits))


def _compatible(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those of ``found`` whose edits overlap none of an earlier one's."""
    chosen: list[Diagnostic] = []
    edits: list[Edit] = []
    for item in found:
        if all(_fits(edit, edits) for edit in item.edits):
            chosen.append(item)
            for edit in item.edits:
                insort(edits, edit)
    return chosen


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
