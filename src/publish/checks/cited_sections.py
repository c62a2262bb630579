"""Sections that cite nothing, where their kind wants citations."""

from __future__ import annotations

from collections.abc import Iterator, Set

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import ent
from publish.model.entry import Entry
from publish.model.passages import Passage, passages
from publish.model.publication import Project

EVERY = "*"
"""Stands for every section in a kind's list of those that are to cite."""


def check_cited_sections(
    project: Project, entry: Entry, mentioned: Set[str] = frozenset()
) -> Iterator[Diagnostic]:
    """``mentioned`` are the sections (`Passage.section`) in which citations are set for
    names of papers.
    """
    kind = (project.settings.kinds or {}).get(entry.kind)
    if kind is None or not kind.cited:
        return
    wanted = {title.casefold() for title in kind.cited}
    for section, parts in _sections(entry).items():
        title = parts[0].text
        if EVERY not in wanted and title.casefold() not in wanted:
            continue
        if section in mentioned or not parts[1:] or any(map(_cites, parts)):
            continue
        yield ent.UNCITED_SECTION.at(
            entry.source,
            parts[0].place(0, len(title)),
            f"section `{title}` cites nothing, which kind `{kind.name}` wants",
            "cite where its claims are known from, as `[@key]`",
        )


def _sections(entry: Entry) -> dict[str, list[Passage]]:
    """The passages of each top-level section of the body, its heading first."""
    found: dict[str, list[Passage]] = {}
    for passage in passages(entry.document):
        if passage.fragment != "body" or passage.section == "body.0":
            continue
        if passage.context != "heading" or passage.section not in found:
            found.setdefault(passage.section, []).append(passage)
    return found


def _cites(passage: Passage) -> bool:
    return any(span.kind == "citation" for span in passage.spans)
