"""A record's raw fields → whether anything in a text can tie it to a name.

The beginnings of titles are everybody's words, and in a large bibliography most of them
begin some title. What a record says of itself before its LaTeX is read is enough to see
that a sentence names none of its authors, years and venues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.mentions.names import plain_latex, title_of
from publish.mentions.normalise import folded, tokens
from publish.mentions.reading import Said
from publish.mentions.record import acronyms
from publish.model.frozen import Frozen
from publish.model.reference import Reference

_PEOPLE = ("author", "editor")
_DATES = ("year", "date")
_VENUES = (
    "journal", "journaltitle", "shortjournal", "booktitle", "maintitle", "eventtitle", "series",
)  # fmt: skip
_IN_BRACKETS = re.compile(r"\(.*?\)|\d+")


class Glance(Frozen):
    """Folded words of a record; ``marks`` are its years and its venues' acronyms."""

    people: frozenset[str]
    marks: frozenset[str]
    venues: tuple[frozenset[str], ...]
    title: frozenset[str]

    def sees(self, said: Said) -> bool:
        """Whether a sentence can have to do with the record. True says nothing yet; False is
        sure.
        """
        if not (self.people.isdisjoint(said.raised) and self.marks.isdisjoint(said.raised)):
            return True
        return any(map(said.words.issuperset, self.venues))

    def knows(self, subjects: Iterable[frozenset[str]]) -> bool:
        """The same of one of the names of what an entry is about."""
        return any(name <= self.people or name <= self.title for name in subjects)


def glance_of(reference: Reference) -> Glance:
    people = " ".join(_texts(reference, _PEOPLE))
    dates = " ".join(_texts(reference, _DATES))
    venues = list(_texts(reference, _VENUES))
    years = re.findall(r"\d{4}", dates)
    return Glance(
        people=frozenset(folded(people).split()),
        marks=frozenset((*years, *(word for venue in venues for word in acronyms(venue)))),
        venues=tuple(_wholes(venues)),
        title=frozenset(folded(title_of(reference)).split()),
    )


def _texts(reference: Reference, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if text := reference.text(name):
            yield plain_latex(text)


def _wholes(venues: Iterable[str]) -> Iterator[frozenset[str]]:
    for venue in venues:
        if words := frozenset(t.word for t in tokens(_IN_BRACKETS.sub("", venue))):
            yield words
