"""Any running text, and names of some subjects, to the words that name one of them.

Words are compared as those of entries are: capitals, accents and plurals don't matter,
and the longest name wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from publish.mentions.index import phrases
from publish.mentions.names import Name, NameKind, names_of
from publish.mentions.normalise import phrase, tokens
from publish.mentions.words import EVERYDAY
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


def paper_names(title: str, references: Iterable[Reference]) -> Iterator[str]:
    """The names of the paper that an entry of this title is about, where there is one."""
    for reference, _ in papers_of({"": title}, references):
        yield from (name.text for name, _ in names_of(reference) if name.kind.whole)


def papers_of(
    titles: Mapping[str, str], references: Iterable[Reference]
) -> Iterator[tuple[Reference, str]]:
    """The papers that entries are about, each with the entry's key in ``titles``: those that
    have its title as a name.
    """
    wanted = {phrase(tokens(title)): key for key, title in titles.items()}
    for reference in references:
        listed = [words for name, words in names_of(reference) if name.kind.whole]
        key = next((wanted[words] for words in listed if words in wanted), None)
        if key is not None:
            yield reference, key
