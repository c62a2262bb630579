"""Who worked on a collection, in words that a reader sees: “Edited by Ada Adams · Bo Berg”."""

from __future__ import annotations

from collections.abc import Iterator

from publish.model.collection import Collection
from publish.model.frozen import Frozen
from publish.model.relators import AUTHORS, RELATORS
from publish.writers.terms import Terms

BETWEEN = " · "
ON_TITLE = frozenset({"edt", "com", "trl", "ill"})
"""Roles that title pages name; the others stand where the imprint is."""


class Credits(Frozen):
    """``authors`` are names, ``title`` and ``imprint`` lines that say who did what."""

    authors: tuple[str, ...]
    title: tuple[str, ...]
    imprint: tuple[str, ...]


def credits_of(collection: Collection, words: Terms) -> Credits:
    people = collection.contributors
    roles = dict.fromkeys(each.role for each in people if each.role not in AUTHORS)
    return Credits(
        tuple(each.name for each in people if each.role in AUTHORS),
        tuple(_lines(collection, words, [role for role in roles if role in ON_TITLE])),
        tuple(_lines(collection, words, [role for role in roles if role not in ON_TITLE])),
    )


def _lines(collection: Collection, words: Terms, roles: list[str]) -> Iterator[str]:
    for role in roles:
        names = BETWEEN.join(each.name for each in collection.contributors if each.role == role)
        plain = f"{RELATORS[role].capitalize()}: {{names}}" if role in RELATORS else "{names}"
        yield words.roles.get(role, plain).format(names=names)
