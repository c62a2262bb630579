"""A name that is taken already to one that isn't."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import count

from pikepdf import String

_UTF_16 = b"\xfe\xff"


def fresh(name: bytes, taken: Container[bytes], first: int = 2) -> bytes:
    """``name`` with the least number from ``first`` on behind it that makes it new."""
    encoding = "utf-16-be" if name.startswith(_UTF_16) else "ascii"
    return next(
        new for number in count(first) if (new := name + f"-{number}".encode(encoding)) not in taken
    )


def renaming(
    wanted: Iterable[bytes], taken: Container[bytes], first: int = 2
) -> Mapping[bytes, bytes]:
    """New names for those of ``wanted`` that are taken; no two of them the same."""
    names = list(wanted)
    used, found = set(names), {}
    for name in names:
        if name in taken:
            new = fresh(name, _Either(taken, used), first)
            used.add(new)
            found[name] = new
    return found


class _Either:
    """Is in it what is in one of two."""

    def __init__(self, one: Container[bytes], other: Container[bytes]) -> None:
        self._one, self._other = one, other

    def __contains__(self, name: object) -> bool:
        return name in self._one or name in self._other


def renamed(value: object, names: Mapping[bytes, bytes]) -> String | None:
    """The string that takes the place of ``value``; None where it stays."""
    new = names.get(bytes(value)) if isinstance(value, String) else None
    return None if new is None else String(new)
