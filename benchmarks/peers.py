"""publish beside its peers: CPU of all processes, and time by the clock, as ratios in one run.

The peer is what people type: for each entry `pandoc --citeproc` to HTML, to EPUB, and to PDF
with WeasyPrint or with Typst. Both read the same files, with the same style, and ours come
tagged, finished and verified.

    python -m benchmarks.peers [--rounds N] [--only NAME] [--output FILE]
"""

from __future__ import annotations

import argparse
import compileall
import itertools
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import publish
from benchmarks.cpu import Cost, middle, run
from benchmarks.ratios import Ratio, missed, table
from benchmarks.usual import usual
from benchmarks.workload import RECORDS, write_project

OURS = (sys.executable, "-m", "publish", "build", "--quiet")
ALONE = ("-j", "1")
"""One after another, as the peer."""

AS_TYPED = ()
"""One entry by itself: its PDF is judged while the others are made."""

SIDE_BY_SIDE = ("-j", "2")
PAGES = ("html", "epub")
PAGES_ALONE = ("--to", ",".join(PAGES), *ALONE)

MANY = 50_000
"""Records of a large bibliography."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What ours, made with ``options``, may take of what the peer's ``kinds`` take."""

    what: str
    kinds: tuple[str, ...]
    options: tuple[str, ...]
    most: float
    by_clock: bool = False

    def ratio(self, task: Task, peers: dict[str, Cost], ours: Cost) -> Ratio:
        peer = sum((peers[kind] for kind in self.kinds), Cost(0.0, 0.0))
        costs = (ours.wall, peer.wall) if self.by_clock else (ours.cpu, peer.cpu)
        unit = "s by the clock" if self.by_clock else "s of CPU"
        pdf = {"weasyprint": ", PDF by WeasyPrint", "typst": ", PDF by Typst"}
        beside = f"pandoc to HTML, EPUB{pdf.get(self.kinds[-1], '')}"
        return Ratio(f"{task.name}: {self.what} ({unit})", beside, *costs, self.most)


@dataclass(frozen=True, slots=True)
class Task:
    """So many entries, cold, that cite so many records."""

    key: str
    entries: int
    records: int
    rounds: int
    aims: tuple[Aim, ...]

    @property
    def name(self) -> str:
        entries = f"{self.entries} {'entry' if self.entries == 1 else 'entries'}"
        records = "" if self.records == RECORDS else f" of {self.records:,} records"
        return entries + records


WEASYPRINT, TYPST = (*PAGES, "weasyprint"), (*PAGES, "typst")

TASKS = (
    Task(
        "S", 1, RECORDS, 5,
        (
            Aim("three formats", WEASYPRINT, AS_TYPED, 0.75),
            Aim("three formats", WEASYPRINT, AS_TYPED, 0.6, by_clock=True),
            Aim("HTML, EPUB", PAGES, PAGES_ALONE, 0.5),
        ),
    ),
    Task("L", 1, MANY, 2, (Aim("HTML, EPUB", PAGES, PAGES_ALONE, 0.06),)),
    Task(
        "M", 50, RECORDS, 3,
        (
            Aim("three formats", WEASYPRINT, ALONE, 0.18),
            Aim("three formats by two workers", WEASYPRINT, SIDE_BY_SIDE, 0.1, by_clock=True),
            Aim("three formats", TYPST, ALONE, 0.36),
            Aim("three formats by two workers", TYPST, SIDE_BY_SIDE, 0.2, by_clock=True),
            Aim("HTML, EPUB", PAGES, PAGES_ALONE, 0.12),
        ),
    ),
)  # fmt: skip


def measure(task: Task) -> list[Ratio]:
    """The medians of some rounds, peers and ours in turn, each from nothing.

    Our modules are compiled first, as those of the peers were when pip installed them. What is
    kept for a user, not for a project, stays: fontconfig's cache, templates and style sheets.
    Each build has a project of its own, and all are deleted at the end: file systems take longer
    to make files where many were deleted a moment before.
    """
    compileall.compile_dir(Path(publish.__file__).parent, quiet=1)
    kinds = dict.fromkeys(kind for aim in task.aims for kind in aim.kinds)
    peers: dict[str, list[Cost]] = {kind: [] for kind in kinds}
    ours: dict[tuple[str, ...], list[Cost]] = {aim.options: [] for aim in task.aims}
    with tempfile.TemporaryDirectory(prefix="publish-bench-") as folder:
        roots = (Path(folder, f"project-{number}") for number in itertools.count())
        for _ in range(task.rounds):
            root = next(roots)
            entries = write_project(root, task.entries, records=task.records)
            for kind, costs in peers.items():
                commands = (run(usual(root, entry, kind), root) for entry in entries)
                costs.append(sum(commands, Cost(0.0, 0.0)))
            for options, costs in ours.items():
                root = next(roots)
                entries = write_project(root, task.entries, records=task.records)
                costs.append(run([*OURS, *options], root))
                _assert_made(root, entries, PAGES if options == PAGES_ALONE else (*PAGES, "pdf"))
    beside = {kind: middle(costs) for kind, costs in peers.items()}
    return [aim.ratio(task, beside, middle(ours[aim.options])) for aim in task.aims]


def _assert_made(root: Path, entries: Sequence[Path], formats: Sequence[str]) -> None:
    for entry in entries:
        for suffix in formats:
            made = root / "output" / entry.stem / f"{entry.stem}.{suffix}"
            if not made.is_file():
                sys.exit(f"not made: {made}")


def _chosen(only: str | None, rounds: int | None) -> Iterator[Task]:
    for task in TASKS:
        if only in (None, task.key):
            yield replace(task, rounds=rounds) if rounds else task


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--rounds", type=int, help="rounds of each task")
    parser.add_argument("--only", choices=[task.key for task in TASKS])
    parser.add_argument("--output", type=Path, help="also write the table here")
    wanted = parser.parse_args()
    ratios = [ratio for task in _chosen(wanted.only, wanted.rounds) for ratio in measure(task)]
    text = table(ratios, "Seconds")
    print(text)
    if wanted.output:
        wanted.output.write_text(text + "\n", encoding="utf-8")
    sys.exit(missed(ratios, "too slow"))


if __name__ == "__main__":
    main()
