"""A report's text to the entries that it asks for: those that it names, and those about
papers that it mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from publish.mentions import find_mentions
from publish.mentions.names import names_of
from publish.mentions.subjects import named_in, papers_of
from publish.model.document import Document
from publish.model.entry import Entry
from publish.model.frozen import Frozen
from publish.model.passages import Passage, passages
from publish.model.publication import Project

if TYPE_CHECKING:
    from publish.mentions import NameIndex


class Asked(Frozen):
    """What a report mentions. ``entries`` are in the order in which it does, each with the
    words that do first; ``papers`` are the keys of all, and ``without`` of those that no
    entry is about.
    """

    entries: Mapping[str, str]
    papers: tuple[str, ...]
    without: tuple[str, ...]


Spot = tuple[int, int, str]
"""A passage, an offset in it, and the words there."""


def asked_for(project: Project, report: Document, index: NameIndex) -> Asked:
    """The entries for which a brief belongs to a report, and the papers that it mentions."""
    texts = passages(report, located=False)
    about = _about(project)
    first: dict[str, Spot] = {}
    for entry, spot in _named(texts, _names(project, about)):
        first.setdefault(entry, spot)
    papers: dict[str, None] = {}
    for key, spot in sorted(_papers(project, report, texts, index), key=lambda pair: pair[1]):
        papers.setdefault(key)
        if key in about:
            first[about[key]] = min(spot, first.get(about[key], spot))
    order = sorted(first, key=first.__getitem__)
    without = tuple(key for key in papers if key not in about)
    return Asked({entry: first[entry][2] for entry in order}, tuple(papers), without)


def _named(
    texts: Iterable[Passage], names: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Spot]]:
    for passage in texts:
        for found in named_in(passage.text, names):
            words = passage.text[found.start : found.end]
            yield found.key, (passage.index, found.start, words)


def _papers(
    project: Project, report: Document, texts: Sequence[Passage], index: NameIndex
) -> Iterator[tuple[str, Spot]]:
    """The keys of papers that are surely mentioned, or cited."""
    for passage in texts:
        passage.offsets = [0] * (len(passage.text) + 1)
        for span in passage.spans:
            for reference in (project.bibliography.get(key) for key in span.keys):
                if reference is not None:
                    yield reference.key, (passage.index, span.start, f"@{reference.key}")
    reader = Entry(report.source, 0, "report", "report", "", "en", report)
    for mention in find_mentions(reader, project.bibliography, texts, index, headings=True):
        if mention.status == "sure" and mention.key is not None:
            yield mention.key, (mention.passage, mention.start, mention.text)


def _about(project: Project) -> dict[str, str]:
    """The entries that are about a paper, by its key."""
    found = papers_of(project.entries.values(), project.bibliography)
    return {reference.key: entry for reference, entry in found}


def _names(project: Project, about: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What a text may call each entry: its title, its aliases, its paper's names."""
    names = {each.id: [each.title, *each.aliases] for each in project.entries.values()}
    for key, entry in about.items():
        reference = project.bibliography.references[key]
        names[entry] += [name.text for name, _ in names_of(reference) if name.kind.whole]
    return {entry: tuple(listed) for entry, listed in names.items()}
