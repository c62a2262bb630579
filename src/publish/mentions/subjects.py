"""Any running text, and names of some subjects, to the words that name one of them.

Words are compared as those of entries are: capitals, accents and plurals don't matter,
and the longest name wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from publish.mentions.names import Name, NameKind, names_of, title_of
from publish.mentions.normalise import folded, phrase, tokens
from publish.mentions.phrases import phrases
from publish.mentions.words import EVERYDAY
from publish.model.entry import WORK, Entry
from publish.model.reference import Reference


class Named(NamedTuple):
    """The characters ``start`` up to ``end`` name the subject ``key``."""

    start: int
    end: int
    key: str


def named_in(text: str, names: Mapping[str, Iterable[str]]) -> Iterator[Named]:
    """The words of ``text`` that are one of the names of a subject; ``names`` are by its key.

    A word alone names something only where it is written as the name is: *Depth*, not
    *depth*; and an acronym of the world names nothing.
    """
    found = [
        (words, Name(key, NameKind.TITLE, name, 0, ()))
        for key, listed in names.items()
        for name in listed
        if (words := phrase(tokens(name))) and words not in EVERYDAY
    ]
    row = tokens(text)
    end = 0
    for match in sorted(phrases(found).matches(row), key=lambda m: (m.first, -m.last)):
        single = match.last - match.first == 1
        if single and row[match.first].raw not in {name.text for name in match.names}:
            continue
        if match.first >= end:
            end = match.last
            yield Named(row[match.first].start, row[match.last - 1].end, match.names[0].key)


def paper_names(entry: Entry, references: Iterable[Reference]) -> Iterator[str]:
    """The names of the papers that an entry is about."""
    for reference, _ in papers_of([entry], references):
        yield from (name.text for name, _ in names_of(reference) if name.kind.whole)


def papers_of(
    entries: Iterable[Entry], references: Iterable[Reference]
) -> Iterator[tuple[Reference, str]]:
    """The papers that entries are about, each with the id of the first such entry.

    A paper that has the entry's title as a name, or is called so by the entry itself
    (`papers`); and of a work the paper whose title stands among its facts.
    """
    by_name: dict[str, str] = {}
    by_key: dict[tuple[str, str], str] = {}
    for entry in entries:
        title = folded(entry.title)
        by_name.setdefault(title, entry.id)
        for paper in entry.papers:
            if title in map(folded, paper.names):
                by_key.setdefault((paper.key, ""), entry.id)
        for fact in entry.facts:
            if fact.source is not None and entry.kind == WORK:
                by_key.setdefault((fact.source, folded(fact.value)), entry.id)
    for reference in references:
        called = [words for name, words in names_of(reference) if name.kind.whole]
        own = [(reference.key, words) for words in ("", folded(title_of(reference)))]
        found = [by_name.get(words) for words in called] + [by_key.get(each) for each in own]
        if (entry_id := next(filter(None, found), None)) is not None:
            yield reference, entry_id
