"""References → groups that are one work under several keys.

One work are those with one DOI whose titles don't contradict it, and those with one arXiv
number, or one title and first author, that appeared in one year (`publish.model.works`).
A preprint and its publication are two works; so are a paper in proceedings and the article
that a journal made of it, a book and a part of it, and what differs in volume or pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from publish.model.crosswalk import words
from publish.model.reference import Reference
from publish.model.works import Likeness, by_identifier, by_title, likeness, same_title

_WHOLES = words("book collection proceedings periodical reference")
_PARTS = words(
    "article inbook incollection inproceedings conference inreference bookinbook suppbook"
)
_NUMBERS = ("volume", "number", "part", "edition", "chapter", "pages")


def doubles(references: Iterable[Reference]) -> list[tuple[Reference, ...]]:
    """The groups, each in the order of the bibliography, its first member first."""
    records = [likeness(reference) for reference in references]
    rank = {record.reference.key: number for number, record in enumerate(records)}
    leader: dict[str, str] = {}
    for one, other in _pairs(records):
        first, second = _leader(one, leader), _leader(other, leader)
        if first != second:
            late, early = (first, second) if rank[first] > rank[second] else (second, first)
            leader[late] = early
    groups: dict[str, list[Reference]] = {}
    for record in records:
        groups.setdefault(_leader(record, leader), []).append(record.reference)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _leader(record: Likeness, leader: dict[str, str]) -> str:
    key = record.reference.key
    while key in leader:
        key = leader[key]
    return key


def _pairs(records: Sequence[Likeness]) -> Iterator[tuple[Likeness, Likeness]]:
    """Pairs that are one work; each record with the first that it may be the same as."""
    for group in by_identifier(records).values():
        yield from ((group[0], other) for other in group[1:] if _is_identified(group[0], other))
    for group in by_title(records).values():
        for number, other in enumerate(group[1:], 1):
            first = next((one for one in group[:number][:8] if _is_same(one, other)), None)
            if first is not None:
                yield first, other


def _is_identified(one: Likeness, other: Likeness) -> bool:
    """Whether two that share an identifier are one work."""
    if not same_title(one, other):
        return False
    if one.doi and one.doi == other.doi:
        return _is_version(one, other)
    return bool(one.arxiv) and one.arxiv == other.arxiv and _is_same(one, other)


def _is_version(one: Likeness, other: Likeness) -> bool:
    """Whether both are the same version of a work, and neither a part of the other."""
    if one.is_preprint != other.is_preprint:
        return False
    kinds = {each.reference.type.lower().removeprefix("mv") for each in (one, other)}
    return not (kinds & _WHOLES and kinds & _PARTS)


def _is_same(one: Likeness, other: Likeness) -> bool:
    """Whether two with one title and first author, or one arXiv number, are one work."""
    if not one.year or one.year != other.year or not _is_version(one, other):
        return False
    if any(a and b and a != b for a, b in ((one.doi, other.doi), (one.arxiv, other.arxiv))):
        return False
    mine, theirs = one.reference, other.reference
    return not any(_differ(mine.text(name), theirs.text(name)) for name in _NUMBERS)


def _differ(one: str, other: str) -> bool:
    first, second = (re.findall(r"\w+", text.lower()) for text in (one, other))
    return bool(first and second and first[0] != second[0])


def same_work(new: Likeness, known: Iterable[Likeness]) -> Reference | None:
    """The first of ``known`` that is the same work as ``new``."""
    for other in known:
        if _is_identified(new, other):
            return other.reference
        title = new.title and new.author and (new.title, new.author) == (other.title, other.author)
        if title and _is_same(other, new):
            return other.reference
    return None
