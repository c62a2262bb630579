"""A build on a local Dask cluster of two workers, one of them killed on the way, beside the
same build by two workers of one process: the same bytes, and what the way over the cluster adds.

    python -m benchmarks.cluster [--entries N] [--whole] [--output FILE]

The cluster is started before, without Dask's profiler and with its looks at itself once a
second, as the handbook advises; with ``--whole`` none of its workers is killed. CPU is that of
the command, the scheduler and the workers, from their start to their end.
The local build is made before and after, and the mean of both taken: in the minutes that each
takes, a machine may change its pace by more than what is measured.
"""

from __future__ import annotations

import argparse
import compileall
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import publish
from benchmarks.cpu import Cost, run
from benchmarks.ratios import Ratio, missed, table
from benchmarks.workload import write_project

ROOT = Path(__file__).parents[1]
ENTRIES = 10_000
MOST = 1.15
OURS = (sys.executable, "-m", "publish", "build", "--quiet", "--to", "html,epub")


def measure(entries: int, *, kill: bool = True) -> list[Ratio]:
    """Time by the clock, and CPU, with as many entries."""
    compileall.compile_dir(Path(publish.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory(prefix="publish-cluster-") as folder:
        here, there, again = (Path(folder, name) for name in ("here", "there", "again"))
        for each in (here, there, again):
            write_project(each, entries)
        before = run([*OURS, "-j", "2"], here)
        distant = _on_cluster(there, kill=kill)
        after = run([*OURS, "-j", "2"], again)
        local = Cost((before.cpu + after.cpu) / 2, (before.wall + after.wall) / 2)
        _assert_same(here / "output", there / "output", entries)
    what = f"{entries:,} entries on a cluster of 2 workers{', one killed' if kill else ''}"
    return [
        Ratio(f"{what} (s by the clock)", "by -j 2", distant.wall, local.wall, MOST),
        Ratio(f"{what} (s of CPU)", "by -j 2", distant.cpu, local.cpu, MOST),
    ]


def _on_cluster(project: Path, *, kill: bool) -> Cost:
    """What the build took by the clock, and all processes in CPU."""
    said = project.with_suffix(".wall")
    options = ("--there", str(project), str(said), *([] if kill else ["--whole"]))
    whole = run([sys.executable, "-m", "benchmarks.cluster", *options], ROOT)
    return Cost(whole.cpu, float(said.read_text()))


def there(project: Path, said: Path, *, kill: bool) -> None:
    """Start a cluster, build ``project`` on it, and write down how long that took."""
    import dask
    from distributed import LocalCluster

    dask.config.set(
        {"distributed.worker.profile.enabled": False, "distributed.admin.tick.interval": "1s"}
    )
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        workers = [each.pid for each in cluster.workers.values()]
        done = threading.Event()
        watch = threading.Thread(target=_kill_amid, args=(project, workers[0], done))
        if kill:
            watch.start()
        try:
            took = run([*OURS, "--cluster", cluster.scheduler_address], project).wall
        finally:
            done.set()
    if kill and workers[0] in (each.pid for each in cluster.workers.values()):
        sys.exit("no worker was killed")
    said.write_text(str(took))


def _kill_amid(project: Path, worker: int, done: threading.Event) -> None:
    """Kill a worker when a third of the entries are there."""
    entries = sum(1 for _ in (project / "entries").iterdir())
    output = project / "output"
    while not done.wait(0.2):
        if output.is_dir() and len(os.listdir(output)) > entries // 3:
            os.kill(worker, signal.SIGKILL)
            return


def _assert_same(here: Path, there: Path, entries: int) -> None:
    """All files are there, and the same byte for byte."""
    made, same = (_files(folder) for folder in (here, there))
    if len(made) != 3 * entries + 1:
        sys.exit(f"{len(made)} files of {entries} entries")
    if made != same:
        sys.exit("not the same files")
    differing = [path for path in made if (here / path).read_bytes() != (there / path).read_bytes()]
    if differing:
        sys.exit(f"not the same bytes: {', '.join(differing[:5])}")


def _files(folder: Path) -> Sequence[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--whole", action="store_true", help="kill no worker")
    parser.add_argument("--output", type=Path, help="also write the table here")
    parser.add_argument("--there", nargs=2, type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.there:
        there(*wanted.there, kill=not wanted.whole)
        return
    ratios = measure(wanted.entries, kill=not wanted.whole)
    text = table(ratios, "Seconds")
    print(text)
    if wanted.output:
        wanted.output.write_text(text + "\n", encoding="utf-8")
    sys.exit(missed(ratios, "too slow on a cluster"))


if __name__ == "__main__":
    main()
