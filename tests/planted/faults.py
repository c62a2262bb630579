"""Tables of faults to plant in the project's own sample → ``Fault`` values.

A table (``records.txt``, ``entries.txt`` …) holds faults parted by blank lines:

    BIB054 bibliography/vision.bib:52:20
    - 770--778
    + 778--770

The rule and the exact place where it is to be found; then what is replaced by what.
Lines with ``-`` are the text that goes, joined by line breaks, which stands in the file
exactly once; lines with ``+`` are what stands there instead. The file is that of the
place, until a line names another one (``publish.toml``), which need not exist. Further
findings that the same fault must have (a second record that is now wrong, too) follow the
first line, in its form. Lines with ``#`` are remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_FINDING = re.compile(r"([A-Z]{3}\d{3}) ([^\s:]+)((?::\d+)*)")


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """What a check says: the rule's code and the place, as ``path:line:column``."""

    code: str
    place: str


@dataclass(slots=True)
class Change:
    """``old`` is replaced by ``new`` in the file ``path``."""

    path: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def apply(self, root: Path) -> None:
        file = root / self.path
        text = file.read_bytes().decode("utf-8") if file.exists() else ""
        old, new = "\n".join(self.old), "\n".join(self.new)
        if old or text:
            assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times in {self.path}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((text.replace(old, new) if old else new).encode("utf-8"))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is planted, and all that must be found then."""

    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    line: int

    def __str__(self) -> str:
        first = self.findings[0]
        return f"{first.code}-{first.place}-line-{self.line}"


def read_faults(table: Path) -> list[Fault]:
    """The faults of a table, in its order."""
    return list(_faults(table.read_text(encoding="utf-8")))


def _faults(text: str) -> Iterator[Fault]:
    number = 1
    for block in text.split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            yield _fault(lines, number)
        number += block.count("\n") + 2


def _fault(lines: list[str], number: int) -> Fault:
    findings: list[Finding] = []
    changes: list[Change] = []
    for line in lines:
        if found := _FINDING.fullmatch(line):
            findings.append(Finding(found[1], found[2] + found[3]))
            if not changes:
                changes.append(Change(found[2]))
        elif line[0] == "-" and not changes[-1].new:
            changes[-1].old.append(line[2:])
        elif line[0] == "+":
            changes[-1].new.append(line[2:])
        elif line[0] == "-":
            changes.append(Change(changes[-1].path, [line[2:]]))
        else:
            changes.append(Change(line.strip()))
    return Fault(tuple(findings), tuple(c for c in changes if c.old or c.new), number)
