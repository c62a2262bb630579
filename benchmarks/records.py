"""What a build of the same entries costs with 50,000 records instead of 50, as ratios in one run.

Mentions are looked for, as they are if no setting says otherwise, and in rows of their own they
are off. Cold, what the larger bibliography adds stands beside bibtexparser's own splitting of it,
in a process of its own. Warm, its records have been read before, and no file has been made.

    python -m benchmarks.records [--entries N] [--records N] [--rounds N] [--output FILE]
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import publish
from benchmarks.cpu import run
from benchmarks.ratios import Ratio, missed, table
from benchmarks.workload import lengthen, write_project

ROOT = Path(__file__).parents[1]
ENTRIES, FEW, MANY = 20, 50, 50_000
BUILD = (sys.executable, "-m", "publish", "build", "--quiet", "-j", "1")
CHECK = (sys.executable, "-m", "publish", "check", "--quiet")

SPLIT = """
import logging, sys
from bibtexparser.splitter import Splitter
logging.disable(logging.CRITICAL)
if len(sys.argv) > 1:
    Splitter(open(sys.argv[1], encoding="utf-8").read()).split()
"""
"""What bibtexparser takes; without a file, what starting it takes."""


def measure(entries: int, records: int, rounds: int) -> list[Ratio]:
    """All ratios; each figure is the median of some rounds, few and many in turn."""
    compileall.compile_dir(Path(publish.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory(prefix="publish-records-") as folder:
        bib = _added(Path(folder, "further"), records)
        command = (sys.executable, "-c", SPLIT)
        started, split = _medians(
            rounds, lambda: run(command, ROOT).cpu, lambda: run([*command, str(bib)], ROOT).cpu
        )
        found = []
        for off in ("", " (mentions off)"):
            few, many = (Path(folder, f"{name}{off}") for name in ("few", "many"))
            write_project(few, entries, records=FEW, mentions=not off)
            shutil.copytree(few, many)
            shutil.copy(bib, many / "bibliography")
            found += _ratios(few, many, f"{records:,} records{off}", rounds, split - started)
        return found


def _ratios(few: Path, many: Path, what: str, rounds: int, split: float) -> list[Ratio]:
    """The ratios of two projects that differ in their records."""
    cold = _medians(rounds, lambda: _cold(few), lambda: _cold(many))
    warm = _medians(rounds, lambda: _warm(few), lambda: _warm(many))
    for each in (few, many):
        run(BUILD, each)
    edited = _medians(rounds, lambda: _edited(few), lambda: _edited(many))
    entries = len([*(few / "entries").iterdir()])
    beside = f"{FEW} records"
    added = cold[1] - cold[0]
    return [
        Ratio(f"{what} in a cold build, added", "bibtexparser's splitting", added,
              split, 1.5),
        Ratio(f"{entries} entries made, {what}, read before", beside, warm[1], warm[0], 1.1),
        Ratio(f"an entry edited among {entries}, {what}", beside, edited[1], edited[0], 1.1),
    ]  # fmt: skip


def _added(folder: Path, records: int) -> Path:
    """A file of further records, up to so many with the few."""
    write_project(folder, 0, seed=2, records=records)
    bib = folder / "more.bib"
    text = (folder / "bibliography" / "all.bib").read_text()
    bib.write_text(text[text.index(f"@article{{key{FEW},") :])
    return bib


def _cold(folder: Path) -> float:
    for made_or_kept in ("output", "build"):
        shutil.rmtree(folder / made_or_kept, ignore_errors=True)
    return run(BUILD, folder).cpu


def _warm(folder: Path) -> float:
    for made_or_kept in ("output", "build"):
        shutil.rmtree(folder / made_or_kept, ignore_errors=True)
    run(CHECK, folder)
    return run(BUILD, folder).cpu


def _edited(folder: Path) -> float:
    lengthen(folder, 0)
    return run(BUILD, folder).cpu


def _medians(rounds: int, *works: Callable[[], float]) -> list[float]:
    found = [[work() for work in works] for _ in range(rounds)]
    return [statistics.median(costs) for costs in zip(*found, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--records", type=int, default=MANY)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--output", type=Path, help="also write the table here")
    wanted = parser.parse_args()
    ratios = measure(wanted.entries, wanted.records, wanted.rounds)
    text = table(ratios, "Seconds of CPU")
    print(text)
    if wanted.output:
        wanted.output.write_text(text + "\n", encoding="utf-8")
    sys.exit(missed(ratios, "too much for a large bibliography"))


if __name__ == "__main__":
    main()
