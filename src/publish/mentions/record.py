"""A record as a text is compared with it: authors, year, venue and title, folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.mentions.authoryear import byline_of
from publish.mentions.normalise import folded, stem, tokens
from publish.mentions.words import FUNCTION
from publish.model.frozen import Frozen
from publish.model.reference import Reference


class Record(Frozen):
    """What is known of a record, folded, for comparison with a text."""

    reference: Reference
    title: str
    families: tuple[str, ...]
    year: int | None
    venues: frozenset[str]
    venue: str
    words: frozenset[str]
    authors: frozenset[str]
    """Their whole names."""

    @property
    def work(self) -> tuple[str, str]:
        """The same for all records of one work: its title and first author."""
        return self.title, self.families[0] if self.families else ""


def record_of(reference: Reference) -> Record:
    line = byline_of(Reference(reference.key, reference.type, reference.csl))
    people = reference.csl.get("author") or reference.csl.get("editor") or ()
    families = line.families[:1] + tuple(_families(people))
    content = (t.word for t in tokens(reference.title) if t.word not in FUNCTION)
    long_venue = str(reference.csl.get("container-title", ""))
    return Record(
        reference=reference,
        title=folded(reference.title),
        families=families,
        year=line.year,
        venues=frozenset(_venues(reference)),
        venue=folded(re.sub(r"\(.*?\)|\d+", "", long_venue)) if len(long_venue) > 5 else "",
        words=frozenset(stem(word) for word in content),
        authors=frozenset(
            folded(f"{person.get('given', '')} {person.get('family', '')}")
            for person in reference.csl.get("author") or ()
        ),
    )


def _families(people: Iterable[dict[str, str]]) -> Iterator[str]:
    for person in people:
        if words := tokens(str(person.get("family") or person.get("literal") or "")):
            yield words[-1].word


_ALSO = {"nip": ("neurip",), "neurip": ("nip",)}


def _venues(reference: Reference) -> Iterator[str]:
    """The acronyms of where it was published: ``CVPR`` of *… (CVPR)*."""
    names = ("container-title", "container-title-short", "event-title", "event", "collection-title")
    for name in names:
        yield from acronyms(str(reference.csl.get(name, "")))


def acronyms(venue: str) -> Iterator[str]:
    """The folded acronyms in a venue's name."""
    for token in tokens(venue):
        upper = token.raw.isupper() or token.raw == "NeurIPS"
        if upper and len(token.raw) > 2 and token.word not in ("ieee", "acm", "cvf"):
            yield token.word
            yield from _ALSO.get(token.word, ())
