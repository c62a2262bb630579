"""What words are taken for, and which of several records of one work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from publish.mentions.knowledge import Knowledge
from publish.mentions.names import NameKind
from publish.model.frozen import Frozen

Standing = Literal["sure", "doubtful", "blocked", "nothing"]
"""``blocked``: surely something else, which also hides shorter names inside it."""


class Verdict(Frozen):
    """What a candidate is taken for, and why."""

    standing: Standing
    key: str | None
    reason: str
    candidates: tuple[str, ...] = ()
    kind: NameKind = NameKind.VARIANT
    settled: bool = False
    """Whether what stands nearby told this record from others of the same name."""
    final: bool = False
    """Whether nothing that is found elsewhere in the entry can change the verdict."""


def one_of(keys: Sequence[str], source: str, known: Knowledge) -> Verdict:
    """The verdict where an identifier, or authors with a year, fit these records."""
    keys = tuple(dict.fromkeys(known.main(key) for key in keys))
    if len(keys) == 1:
        return Verdict("sure", keys[0], source)
    works = {known.record(key).work for key in keys}
    favoured = [key for key in keys if key in known.favoured]
    if len(favoured) == 1:
        return Verdict(
            "sure",
            favoured[0],
            f"{source}; the only one that the entry cites, lists or surely names",
        )
    if len(works) == 1:
        key, how = one_of_work(keys, known)
        return Verdict("sure", key, f"{source}; {how}")
    return Verdict("doubtful", None, f"{source}, which {len(keys)} records share", keys)


def one_of_work(keys: Sequence[str], known: Knowledge) -> tuple[str, str]:
    """Which of several records of one work, and why: the one that the entry has
    settled on, else the earliest, which is the original publication.
    """
    for favourites, how in (
        (known.pinned, "the one of its records that the entry lists"),
        (known.cited, "the one of its records that the entry cites"),
        (known.settled, "the one of its records that fits elsewhere in the entry"),
    ):
        favoured = [key for key in keys if key in favourites]
        if len(favoured) == 1:
            return favoured[0], how
    first = min(keys, key=lambda key: known.record(key).year or 9999)
    year = known.record(first).year
    how = f"the earliest of {len(keys)} records of this work"
    return first, f"{how} ({year})" if year else how
