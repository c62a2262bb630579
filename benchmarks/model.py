"""What one entry and one record cost, measured; and from that, what very many would.

Costs are measured as differences between a small project and a larger one, so that what a
process costs by itself falls out. Before each run that counts an entry is edited: so that the
project is read, and not just seen to be as it was. `docs/ten-million.md` says what follows.

    python -m benchmarks.model [--entries N] [--records N] [--output FILE]
"""

from __future__ import annotations

import argparse
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks import divided
from benchmarks.cpu import machine
from benchmarks.divided import Divided
from benchmarks.workload import RECORDS, lengthen, write_project
from publish import Project
from publish.build.parcels import parcel
from publish.engines.pandoc import Pandoc
from publish.engines.store import NO_STORE
from publish.engines.versions import engine_versions
from publish.kept import KeptFiles
from publish.mentions import recalled
from publish.mentions.tracing import Questions, answered
from publish.pipeline import plan_of
from publish.publications import publication_of
from publish.readers.project import read_project

ENTRIES, FEW, MADE, MORE_RECORDS, NAMES = 2_000, 200, 20, 20_000, 1_000_000
"""Entries that are read, beside few; entries that are made; records that are read; names of a
divided index.
"""
ROUNDS = 3
HEAD = "| what | CPU | bytes |\n|---|---:|---:|\n"


@dataclass(frozen=True, slots=True)
class Run:
    """CPU seconds and the most memory (bytes) of a command, with what it left in folders."""

    cpu: float
    memory: int
    kept: int = 0
    output: int = 0

    def __sub__(self, other: Run) -> Run:
        return Run(self.cpu - other.cpu, self.memory - other.memory)


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU seconds and bytes of each entry, and of each record."""

    made: Run
    restored: Run
    unchanged: Run
    parcel: int
    questions: int
    read: Run
    again: Run
    index: Divided

    def rows(self) -> Iterator[str]:
        entry = f"{self.made.output / 1e3:.0f} kB"
        yield f"| an entry made: PDF, EPUB, HTML | {self.made.cpu:.2f} s | {entry} delivered |"
        yield f"| kept of it for later | | {self.made.kept / 1e3:.0f} kB |"
        yield f"| an entry sent to a worker | | {self.parcel / 1e3:.0f} kB |"
        seen = f"{self.restored.cpu * 1e3:.1f} ms"
        yield f"| an entry planned and delivered, whose files are there | {seen} | {entry} |"
        held = f"{self.unchanged.memory / 1e3:.0f} kB of memory"
        seen = f"{self.unchanged.cpu * 1e3:.2f} ms"
        yield f"| an entry as it was, amid an edit elsewhere | {seen} | {held} |"
        held = f"{self.read.memory / 1e3:.1f} kB of memory"
        yield f"| a record read and checked | {self.read.cpu * 1e3:.2f} ms | {held} |"
        kept = f"{self.again.kept / 1e3:.1f} kB kept, {self.again.memory / 1e3:.1f} kB of memory"
        yield f"| a record as it was, amid the same | {self.again.cpu * 1e6:.1f} µs | {kept} |"
        yield f"| questions that finding an entry's mentions asks | | {self.questions:,} of them |"
        index = self.index
        yield f"| a name found in a divided index | {index.found:.0f} µs | {index.stored:.0f} B |"
        told = f"{index.filtered:.2f} B, {index.through:.1%} let through"
        yield f"| a word that is no name, by its filter | {index.refused:.0f} µs | {told} |"


def measure(entries: int, records: int) -> Costs:
    """Costs on this machine, one process at a time."""
    with tempfile.TemporaryDirectory(prefix="publish-model-") as folder:
        root = Path(folder)
        small, large = _project(root, 1), _project(root, 1, records)
        first, second = _run(small, "check"), _run(large, "check")
        read = _each(second - first, records, "a record read")
        kept = _size(large / "build") // records
        again = _each(_edited(large) - _edited(small), records, "a record found in the store")
        few, many = _project(root, FEW), _project(root, entries)
        for project in (few, many):
            _run(project, "check")
        unchanged = _each(_edited(many) - _edited(few), entries - FEW, "an entry read again")
        some, two = _project(root, MADE), _project(root, 2)
        made = _made(some)
        more = _restored(some) - _restored(two)
        restored = Run(more.cpu / (MADE - 2), 0)
        sent, asked = _parcel(few), _questions(root / "asking")
        index = divided.measure(root, NAMES)
        again = replace(again, kept=kept)
        return Costs(made, restored, unchanged, sent, asked, read, again, index)


def _made(folder: Path) -> Run:
    """What one of its entries costs in three formats: all of them less one that is edited."""
    build = ("build", "--to", "pdf,epub,html", "--jobs", "1")
    _run(folder, "check")
    kept = _size(folder / "build")
    every = _run(folder, *build)
    kept, output = _size(folder / "build") - kept, _size(folder / "output")
    cpu = (every - _edited(folder, *build)).cpu / (MADE - 1)
    return Run(cpu, 0, kept // MADE, output // MADE)


def _restored(folder: Path) -> Run:
    """The cheapest build of a project whose files are all kept, when its output is gone: that is
    what a command does whose files come from elsewhere.
    """
    build = ("build", "--to", "pdf,epub,html", "--jobs", "1")
    _run(folder, *build)
    runs = []
    for _ in range(ROUNDS):
        shutil.rmtree(folder / "output")
        runs.append(_run(folder, *build))
    return Run(min(run.cpu for run in runs), 0)


def _questions(root: Path) -> int:
    """How many things are looked up in the bibliography to find the mentions of an entry."""
    asked: list[Questions] = []

    def noting(questions: Questions, *known: Any) -> str:
        asked.append(questions)
        return answered(questions, *known)

    write_project(root, 1, mentions=True)
    with mock.patch.object(recalled, "answered", noting), Project.open(root) as project:
        project.mentions()
    (all_of_it,) = asked
    looked_up = (all_of_it.starts, all_of_it.families, all_of_it.identifiers, all_of_it.keys)
    return sum(map(len, looked_up))


def _edited(folder: Path, *command: str) -> Run:
    """The cheapest of some runs (of ``check``, if nothing is named), an edit before each."""
    runs = []
    for _ in range(ROUNDS):
        lengthen(folder, 0)
        runs.append(_run(folder, *(command or ("check",))))
    return Run(min(run.cpu for run in runs), min(run.memory for run in runs))


def _project(root: Path, entries: int, records: int = 0) -> Path:
    folder = root / f"{entries}-{records}"
    write_project(folder, entries, records=RECORDS + records)
    return folder


_MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
took = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, took.ru_utime + took.ru_stime, took.ru_maxrss * 1024)
"""
"""Asked of a small process: what one forks is counted with the memory of its parent."""


def _run(folder: Path, *command: str) -> Run:
    """A command in a project; memory is the most of one of its processes."""
    ours = [sys.executable, "-m", "publish", *command, "--quiet"]
    said = subprocess.run(
        [sys.executable, "-c", _MEASURED, *ours], cwd=folder, capture_output=True, check=True
    )
    code, cpu, memory = said.stdout.split()
    if int(code):
        sys.exit(f"publish {' '.join(command)}: {int(code)}\n{said.stderr.decode()}")
    return Run(float(cpu), int(memory))


def _each(run: Run, count: int, what: str) -> Run:
    """A part of a difference, which must be one."""
    if run.cpu <= 0 or run.memory <= 0:
        sys.exit(f"{what}: a difference of {run.cpu:.2f} s and {run.memory:,} bytes says nothing")
    return Run(run.cpu / count, run.memory // count)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _parcel(root: Path) -> int:
    """The bytes by which an entry reaches a worker."""
    with Pandoc() as pandoc:
        project = read_project(root, pandoc).value
    entry = next(iter(project.entries.values()))
    kept = KeptFiles(NO_STORE, root, engine_versions())
    plan = plan_of(publication_of(project, entry, ()), ("pdf", "epub", "html"), kept)
    return len(pickle.dumps(parcel(plan.publication, plan.missing)))


def table(entries: int = ENTRIES, records: int = MORE_RECORDS) -> str:
    """All costs as a table in Markdown."""
    return HEAD + "\n".join(measure(entries, records).rows()) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=ENTRIES, help="entries that are read")
    parser.add_argument("--records", type=int, default=MORE_RECORDS, help="records that are read")
    parser.add_argument("--output", type=Path, help="a page that has the table: it is put there")
    options = parser.parse_args(arguments)
    text = table(options.entries, options.records)
    print(f"Machine: {machine()}.\n\n{text}", end="")
    if options.output:
        page = options.output.read_text(encoding="utf-8")
        before, _, behind = page.partition(HEAD)
        rest = behind.partition("\n\n")[2]
        options.output.write_text(f"{before}{text}\n{rest}", encoding="utf-8")


if __name__ == "__main__":
    main()
