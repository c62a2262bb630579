"""Markdown texts that pandoc has parsed ↔ what the store keeps of them, entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from publish.engines.pandoc import Parsed, Warning
from publish.engines.store import Store, key_of
from publish.engines.versions import installed
from publish.model.document import thin

WORTH_KEEPING = 100_000
"""Characters of all texts; fewer are parsed in the time that a store takes."""


class _Kept(NamedTuple):
    blocks: list[Any]
    warnings: list[Warning]
    unconverted: list[str]


def kept_parses(texts: Sequence[str], store: Store) -> list[Parsed] | None:
    """What pandoc made of these texts, if that was kept."""
    from publish.engines.packing import unpack

    data = store.get(_key(texts))
    kept = unpack(data, list[_Kept]) if data else None
    if kept is None or len(kept) != len(texts):
        return None
    for each in kept:
        thin(each.blocks)
    return [Parsed(each.blocks, tuple(each.warnings), frozenset(each.unconverted)) for each in kept]


def keep_parses(texts: Sequence[str], parsed: Sequence[Parsed], store: Store) -> None:
    from publish.engines.packing import pack

    kept = [
        _Kept(list(each.blocks), list(each.warnings), sorted(each.unconverted)) for each in parsed
    ]
    with suppress(RecursionError):  # nested beyond what is printed, too
        store.put(_key(texts), pack(kept))


def _key(texts: Sequence[str]) -> str:
    return key_of("parses", installed("pypandoc_binary"), *texts)
