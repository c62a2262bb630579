"""Any PDF's objects to what is expected of them, or to None: files are seldom as they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

T = TypeVar("T")


def entry(holder: Any, key: str, kind: type[T]) -> T | None:
    """``holder[key]`` where both are what they should be, else None.

    A stream has entries as a dictionary has. An integer is never a truth value.
    """
    if not isinstance(holder, Dictionary | Stream):
        return None
    value = holder.get(key)
    if kind is int and isinstance(value, bool):
        return None
    return value if isinstance(value, kind) else None


def section(holder: Any, key: str) -> Dictionary:
    """The dictionary under ``holder[key]``; an empty one that stands nowhere if there is none."""
    found = entry(holder, key, Dictionary)
    return Dictionary() if found is None else found


def made(pdf: Pdf, holder: Any, key: str) -> Dictionary:
    """The dictionary under ``holder[key]``, put there if there is none."""
    found = entry(holder, key, Dictionary)
    if found is None:
        holder[key] = found = pdf.make_indirect(Dictionary())
    return found


def items(holder: Any, key: str) -> list[Any]:
    """What the array under ``holder[key]`` holds; nothing where there is none."""
    found = entry(holder, key, Array)
    return [] if found is None else list(found)


def extend(pdf: Pdf, holder: Any, key: str, more: list[Any]) -> None:
    """Put ``more`` behind what the array under ``holder[key]`` holds."""
    if more:
        holder[key] = pdf.make_indirect(Array([*items(holder, key), *more]))


def text(holder: Any, key: str) -> str | None:
    """The string or the name (without its solidus) under ``holder[key]``."""
    value = holder.get(key) if isinstance(holder, Dictionary | Stream) else None
    if isinstance(value, Name):
        return str(value)[1:]
    return str(value) if isinstance(value, String) else None


def identity(value: Object) -> object:
    """What tells an object from others: its number in the file; a direct one's, itself."""
    return value.objgen if value.is_indirect else id(value)


def chain(first: Any, key: str) -> Iterator[Dictionary]:
    """``first`` and what follows it by ``key``, once each, however it is linked."""
    seen = set()
    while isinstance(first, Dictionary) and identity(first) not in seen:
        seen.add(identity(first))
        yield first
        first = first.get(key)


def keys(holder: Any) -> list[str]:
    """The keys of a dictionary, each with its solidus, in a fixed order."""
    return sorted(holder.keys())


def version(pdf: Pdf) -> str:
    """The version that a file says in its header, or the later one in its catalogue."""
    later = text(pdf.Root, "/Version") or ""
    return max(pdf.pdf_version, later if re.fullmatch(r"\d\.\d", later) else "")
