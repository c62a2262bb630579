"""Fifty briefs into a report of five hundred pages: CPU beside reading and writing it alone.

The peer opens the same files with pikepdf, puts all that is in them into one file and
saves it: the same content, of which nothing is joined. ``pages alone`` is what it costs
to leave the bookmarks, names, tags and files of the briefs behind. All begin and end
with bytes in memory.

    python -m benchmarks.joining [--rounds N]
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from benchmarks.cpu import machine, run
from benchmarks.workload import write_project
from publish.attach.joining import Numbering, Part, join
from publish.cli import GARBAGE

PAGES, BRIEFS = 500, 50
TARGET = 1.5

Work = Callable[[bytes, list[bytes]], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds of CPU, the medians."""

    pages: float
    peer: float
    ours: float

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    def __str__(self) -> str:
        return (
            f"| {BRIEFS} briefs into {PAGES} pages | {self.pages:.2f} | {self.peer:.2f} | "
            f"{self.ours:.2f} | {self.ratio:.2f} | {TARGET:.2f} | "
            f"{'yes' if self.ratio <= TARGET else 'NO'} |"
        )


REPORT = """
#set document(title: "Report")
#set text(lang: "en")
#set heading(numbering: "1.")
#outline()
#for chapter in range(50) [
  #pagebreak()
  #heading(level: 1)[Chapter] #label("c" + str(chapter))
  #for section in range(10) [
    == Section
    #lorem(520) See @c0. #footnote[A note.]
    #table(columns: 2, table.header([a], [b]), [1], [2])
  ]
]
"""


def report(folder: Path) -> bytes:
    """A tagged report of some 500 pages by another hand: bookmarks, links, notes, tables."""
    import typst

    source = folder / "report.typ"
    source.write_text(REPORT, encoding="utf-8")
    return bytes(typst.compile(source))


def briefs(folder: Path) -> list[bytes]:
    """Dossiers of some pages, as the product makes them: five, ten times each."""
    write_project(folder / "project", 5)
    run([sys.executable, "-m", "publish", "build", "--quiet", "--to", "pdf"], folder / "project")
    made = sorted((folder / "project" / "output").glob("*/*.pdf"))
    return [path.read_bytes() for path in made] * (BRIEFS // 5)


def _pages(report: bytes, briefs: list[bytes]) -> None:
    pdf = pikepdf.open(io.BytesIO(report))
    for brief in [pikepdf.open(io.BytesIO(data)) for data in briefs]:
        pdf.pages.extend(brief.pages)
    pdf.save(io.BytesIO())


def _peer(report: bytes, briefs: list[bytes]) -> None:
    pdf = pikepdf.open(io.BytesIO(report))
    whole = []
    for brief in [pikepdf.open(io.BytesIO(data)) for data in briefs]:
        pdf.pages.extend(brief.pages)
        whole.append(pdf.copy_foreign(brief.Root))
    pdf.Root.Whole = pikepdf.Array(whole)
    pdf.save(io.BytesIO())


def _ours(report: bytes, briefs: list[bytes]) -> None:
    pdf = pikepdf.open(io.BytesIO(report))
    parts = [
        Part(pikepdf.open(io.BytesIO(data)), f"Brief {number}", under=("Appendices",),
             numbering=Numbering("own", f"{number}-"))
        for number, data in enumerate(briefs)
    ]  # fmt: skip
    join(pdf, parts)
    pdf.save(io.BytesIO())


def _cost(work: Work, report: bytes, briefs: list[bytes]) -> float:
    gc.collect()
    begun = time.process_time()
    work(report, briefs)
    return time.process_time() - begun


def measure(rounds: int = 5) -> Outcome:
    """The medians of some rounds, each in turn."""
    gc.set_threshold(*GARBAGE)
    with tempfile.TemporaryDirectory(prefix="publish-joining-") as folder:
        host, parts = report(Path(folder)), briefs(Path(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [[_cost(work, host, parts) for work in (_pages, _peer, _ours)]
                 for _ in range(rounds)]  # fmt: skip
    return Outcome(*map(statistics.median, zip(*found, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each")
    outcome = measure(parser.parse_args().rounds)
    print(f"Machine: {machine()}. Seconds of CPU.\n")
    print("| task | pages alone | same content | publish | CPU ratio | at most | kept |")
    print("|---|---|---|---|---|---|---|")
    print(outcome)
    sys.exit(None if outcome.ratio <= TARGET else f"too slow: {outcome.ratio:.2f}")


if __name__ == "__main__":
    main()
