"""References → groups that are one work under several keys.

One work are those with one DOI whose titles don't contradict it, and those with one arXiv
number, or one title and first author, that appeared in one year (`publish.model.works`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.model.reference import Reference
from publish.model.works import (
    Likeness,
    by_identifier,
    by_title,
    first_same,
    is_same,
    is_version,
    likeness,
    same_title,
)


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
            if first := first_same(group, number):
                yield first, other


def _is_identified(one: Likeness, other: Likeness) -> bool:
    """Whether two that share an identifier are one work."""
    if not same_title(one, other):
        return False
    if one.doi and one.doi == other.doi:
        return is_version(one, other)
    return bool(one.arxiv) and one.arxiv == other.arxiv and is_same(one, other)


def same_work(new: Likeness, known: Iterable[Likeness]) -> Reference | None:
    """The first of ``known`` that is the same work as ``new``."""
    for other in known:
        if _is_identified(new, other):
            return other.reference
        title = new.title and new.author and (new.title, new.author) == (other.title, other.author)
        if title and is_same(other, new):
            return other.reference
    return None
