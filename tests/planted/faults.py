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

What can't be typed stands in angle brackets: ``⟨E9⟩`` is that byte, ``⟨3E×70⟩`` seventy of
them. ``without entries/*.md`` takes files away. ``built html`` says that the sample is
built into these formats, where checking alone doesn't show the fault; ``built pdf of
kaiming-he``, that entry (or collection) alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_FINDING = re.compile(r"([A-Z]{3}\d{3}) ([^\s:]+)((?::\d+)*)")
_BYTES = re.compile(r"⟨([0-9A-F]{2})(?:×(\d+))?⟩")


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

    def files(self, root: Path) -> Iterator[Path]:
        """The file that it changes."""
        yield root / self.path

    def apply(self, root: Path) -> None:
        file = root / self.path
        data = file.read_bytes() if file.exists() else b""
        old, new = "\n".join(self.old).encode(), _written("\n".join(self.new))
        if old or data:
            assert data.count(old) == 1, f"`{old!r}` stands {data.count(old)} times in {self.path}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.replace(old, new) if old else new)


@dataclass(frozen=True, slots=True)
class Removal:
    """The files of a pattern are taken away."""

    pattern: str

    def files(self, root: Path) -> Iterator[Path]:
        """The files that go."""
        yield from sorted(root.glob(self.pattern))

    def apply(self, root: Path) -> None:
        for file in self.files(root):
            file.unlink()


def _written(text: str) -> bytes:
    """``text`` in UTF-8, with bytes for those that stand in angle brackets."""
    parts = _BYTES.split(text)
    data = [parts[0].encode()]
    for code, count, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        data += [bytes.fromhex(code) * int(count or 1), rest.encode()]
    return b"".join(data)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is planted, and all that must be found then."""

    findings: tuple[Finding, ...]
    changes: tuple[Change | Removal, ...]
    line: int
    formats: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    """What is built, into what; all entries, if none are named."""

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
    removals: list[Removal] = []
    built = ""
    for line in lines:
        if found := _FINDING.fullmatch(line):
            findings.append(Finding(found[1], found[2] + found[3]))
            if not changes:
                changes.append(Change(found[2]))
        elif line.startswith("built "):
            built = line.removeprefix("built ")
        elif line.startswith("without "):
            removals.append(Removal(line.split()[1]))
        elif line[0] == "-" and not changes[-1].new:
            changes[-1].old.append(line[2:])
        elif line[0] == "+":
            changes[-1].new.append(line[2:])
        elif line[0] == "-":
            changes.append(Change(changes[-1].path, [line[2:]]))
        else:
            changes.append(Change(line.strip()))
    made = (*removals, *(change for change in changes if change.old or change.new))
    formats, _, entries = built.partition(" of ")
    return Fault(tuple(findings), made, number, tuple(formats.split()), tuple(entries.split()))
