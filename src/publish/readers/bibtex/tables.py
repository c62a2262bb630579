"""Tables written as plain words → the dictionaries and sets that they mean."""

from __future__ import annotations


def words(table: str) -> tuple[str, ...]:
    """``"a b c"`` as its words."""
    return tuple(table.split())


def pairs(table: str) -> dict[str, str]:
    """``"a 1 b 2"`` as what stands for what."""
    found = table.split()
    return dict(zip(found[::2], found[1::2], strict=True))


def groups(table: dict[str, str]) -> dict[str, str]:
    """``{"i": "emph textit"}`` as each word's group."""
    return {word: group for group, members in table.items() for word in members.split()}
