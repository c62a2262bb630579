"""An index of names outside the memory, as ten million entries would need one: what a question to
it takes.

Names stand by their hashes in parts of one file each, which could lie on as many machines; and a
filter (Bloom's, ten bits a name) tells of nearly all other words that they aren't among them.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from random import Random

PARTS, BITS, PROBES = 16, 10, 7
WORKS = bytes(12)
"""Three works of a name, by their numbers."""


@dataclass(frozen=True, slots=True)
class Divided:
    """Microseconds of a question, bytes of a name, and the part of words let through in vain."""

    found: float
    stored: float
    refused: float
    filtered: float
    through: float


def measure(folder: Path, names: int, questions: int = 20_000) -> Divided:
    """An index of so many names, asked for some that it has and as many that it hasn't."""
    with ExitStack() as stack:
        files = [folder / f"part-{number}.sqlite" for number in range(PARTS)]
        parts = [stack.enter_context(closing(sqlite3.connect(file))) for file in files]
        _fill(parts, names)
        bits = _filter(_hash("name", number) for number in range(names))
        asked = Random(1).sample(range(names), questions)
        found, missing = _taken(_found(parts, _hash("name", number)) for number in asked)
        refused, through = _taken(_passes(bits, _hash("word", number)) for number in asked)
        assert missing == questions
        stored = sum(file.stat().st_size for file in files) / names
        return Divided(found, stored, refused, len(bits) / names, through / questions)


def _fill(parts: Sequence[sqlite3.Connection], names: int) -> None:
    rows: list[list[tuple[int, bytes]]] = [[] for _ in parts]
    for number in range(names):
        name = _hash("name", number)
        rows[name % PARTS].append((name >> 1, WORKS))
    for part, its in zip(parts, rows, strict=True):
        part.execute("create table names (name integer primary key, works blob)")
        part.executemany("insert or ignore into names values (?, ?)", sorted(its))
        part.commit()


def _found(parts: Sequence[sqlite3.Connection], name: int) -> bool:
    query = "select works from names where name = ?"
    return parts[name % PARTS].execute(query, (name >> 1,)).fetchone() is not None


def _filter(names: Iterable[int]) -> bytearray:
    every = [*names]
    bits = bytearray(len(every) * BITS // 8)
    for name in every:
        for at in _probes(name, len(bits) * 8):
            bits[at >> 3] |= 1 << (at & 7)
    return bits


def _passes(bits: bytearray, name: int) -> bool:
    return all(bits[at >> 3] >> (at & 7) & 1 for at in _probes(name, len(bits) * 8))


def _probes(name: int, size: int) -> Iterator[int]:
    """Two halves of a hash give all places (Kirsch and Mitzenmacher)."""
    one, other = name >> 32, (name & 0xFFFFFFFF) | 1
    return ((one + turn * other) % size for turn in range(PROBES))


def _hash(kind: str, number: int) -> int:
    return int.from_bytes(blake2b(f"{kind} {number}".encode(), digest_size=8).digest(), "big")


def _taken(answers: Iterator[bool]) -> tuple[float, int]:
    """Microseconds of CPU for each answer, and how many are yes."""
    begun = time.process_time()
    every = [*answers]
    return (time.process_time() - begun) / len(every) * 1e6, sum(every)
