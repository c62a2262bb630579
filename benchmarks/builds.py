"""What is built again, and by how many: an edit, nothing at all, two workers, one process.

Each figure is of three formats, in one run. Edits add a sentence to an entry in the middle.

    python -m benchmarks.builds [--few N] [--many N] [--output FILE]
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import publish
from benchmarks.cpu import Cost, middle, run
from benchmarks.memory import children
from benchmarks.memory import run as watched
from benchmarks.ratios import Ratio, missed, table
from benchmarks.workload import lengthen, write_project

ROOT = Path(__file__).parents[1]
FEW, MANY = 50, 1_000
ROUNDS = 3
OURS = (sys.executable, "-m", "publish", "build", "--quiet")
EX_INTERRUPTED = 130
MOST_MEMORY = 350.0
"""Megabytes of a worker."""
ALONE = "a project of this entry alone, cold"
LARGEST = "the largest worker of these with its engines, looked at five times a second (MB)"


def measure(few: int, many: int) -> list[Ratio]:
    """All ratios, with ``few`` and with ``many`` entries."""
    compileall.compile_dir(Path(publish.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory(prefix="publish-builds-") as folder:
        return [*_few(Path(folder), few, many)]


def _few(folder: Path, few: int, many: int) -> list[Ratio]:
    small, large = folder / "small", folder / "large"
    write_project(small, few)
    write_project(large, many)
    single = _single(folder / "single", few)
    one, two = _in_turn(lambda: _made(small, "-j", "1"), lambda: _made(small, "-j", "2"))
    halves = [folder / "half", folder / "other half"]
    for each in halves:
        write_project(each, few // 2)
    apart, at_once = _in_turn(
        lambda: sum((_made(each, "-j", "1") for each in halves), Cost(0.0, 0.0)),
        lambda: _at_once(halves),
    )
    worker = watched(_emptied(small), *OURS, "-j", "2").worker
    ended = statistics.median(_interrupted(small) for _ in range(ROUNDS))
    for each in (small, large):
        _made(each, "-j", "2")
    alone, within, edit, among = _in_turn(
        lambda: _made(single), lambda: _within(small, few),
        lambda: _edited(small, few), lambda: _edited(large, many),
    )  # fmt: skip
    time.sleep(3)  # a build remembers what has rested for a while
    run([*OURS], large)
    nothing = middle(run([*OURS], large) for _ in range(ROUNDS))
    return [
        Ratio(
            f"{few} entries by two workers (s by the clock)", "by one", two.wall, one.wall, 1 / 1.8
        ),
        Ratio(
            f"{few // 2} entries and {few // 2} others by two builds at once (s by the clock)",
            "one build after the other",
            at_once.wall,
            apart.wall,
        ),
        Ratio(LARGEST, "what is promised", worker, MOST_MEMORY, 1.0),
        Ratio(f"an entry edited among {few}", ALONE, edit.cpu, alone.cpu, 1.1),
        Ratio(f"an entry edited among {many:,}", f"among {few}", among.cpu, edit.cpu, 1.2),
        Ratio("an entry edited in a process that runs", ALONE, within.cpu, alone.cpu, 0.35),
        Ratio(f"nothing changed among {many:,}", "an entry edited", nothing.cpu, among.cpu, 0.2),
        Ratio("Ctrl-C until all has ended (s by the clock)", "a second", ended, 1.0, 1.0),
    ]


def _single(folder: Path, entries: int) -> Path:
    """A project of that entry alone which is edited elsewhere."""
    for entry in write_project(folder, entries):
        if entry.stem != f"entry-{entries // 2}":
            entry.unlink()
    return folder


def _in_turn(*works: Callable[[], Cost]) -> list[Cost]:
    costs = [[work() for work in works] for _ in range(ROUNDS)]
    return [*map(middle, zip(*costs, strict=True))]


def _at_once(folders: Sequence[Path]) -> Cost:
    """Builds that share nothing but the machine: no way to use two cores does better."""
    for each in folders:
        _emptied(each)
    with ThreadPoolExecutor(len(folders)) as threads:
        begun = time.perf_counter()
        costs = [*threads.map(lambda each: run([*OURS, "-j", "1"], each), folders)]
    return Cost(sum(cost.cpu for cost in costs), time.perf_counter() - begun)


def _emptied(folder: Path) -> Path:
    """The project without what was made of it, and what was kept."""
    for name in ("output", "build"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return folder


def _made(folder: Path, *options: str) -> Cost:
    return run([*OURS, *options], _emptied(folder))


def _edited(folder: Path, entries: int) -> Cost:
    lengthen(folder, entries // 2)
    return run([*OURS], folder)


def _interrupted(folder: Path) -> float:
    """Seconds by the clock from an interrupt amid a build to the end of the last process."""
    building = subprocess.Popen(
        [*OURS, "-j", "2"], cwd=_emptied(folder), start_new_session=True, stderr=subprocess.DEVNULL,
        preexec_fn=_heed_interrupts,
    )  # fmt: skip
    while not list((folder / "output").glob("*/*.pdf")):
        assert building.poll() is None, "it has ended by itself"
        time.sleep(0.02)
    begun = time.perf_counter()
    os.killpg(building.pid, signal.SIGINT)  # as a terminal does
    code = building.wait()
    while _runs(building.pid):
        time.sleep(0.005)
    assert code == EX_INTERRUPTED, code
    return time.perf_counter() - begun


def _heed_interrupts() -> None:
    """Also in the background of a shell, which has them ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _runs(group: int) -> bool:
    """Whether a process of the group is still there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _within(folder: Path, entries: int) -> Cost:
    """An edit built by a process that has built the project before: its own seconds."""
    command = [sys.executable, "-m", "benchmarks.builds", "--within", str(folder), str(entries)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    cpu, wall = map(float, said.split())
    return Cost(cpu, wall)


def within(folder: Path, entries: int) -> None:
    """Print the seconds of CPU, those of its engines with it, and by the clock."""
    from publish.api import Project

    costs: list[Cost] = []
    with Project.open(folder) as project:
        for _ in range(2):
            lengthen(folder, entries // 2)
            before, begun = _seconds(), time.perf_counter()
            project.reload()
            report = project.build([f"entry-{entries // 2}"], jobs=1)
            assert not report.failed
            costs.append(Cost(_seconds() - before, time.perf_counter() - begun))
    print(costs[-1].cpu, costs[-1].wall)


def _seconds() -> float:
    """Of this process and its children, those that have ended and those that run."""
    own, ended = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    running = map(_taken, children(os.getpid()))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime + sum(running)


def _taken(process: int) -> float:
    """Seconds of CPU of a process that runs (proc(5))."""
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--few", type=int, default=FEW)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--output", type=Path, help="also write the table here")
    parser.add_argument("--within", nargs=2, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.within:
        within(Path(wanted.within[0]), int(wanted.within[1]))
        return
    ratios = measure(wanted.few, wanted.many)
    text = table(ratios, "Seconds of CPU, or what is named")
    print(text)
    if wanted.output:
        wanted.output.write_text(text + "\n", encoding="utf-8")
    sys.exit(missed(ratios, "too slow"))


if __name__ == "__main__":
    main()
