"""A cluster of real processes: `dask scheduler`, `dask worker` and the command itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.integration.projects import snapshot

NAMES = tuple(f"entry-{number}" for number in range(4))
QUIET = {**os.environ, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false"}
START = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    (project / "entries").mkdir(parents=True)
    (project / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    for name in NAMES:
        text = f"---\nid: {name}\nkind: concept\ntitle: {name}\n---\n\nWords.\n"
        (project / "entries" / f"{name}.md").write_text(text)
    return project


@pytest.fixture
def start(tmp_path: Path) -> Iterator[START]:
    """Starts a Dask command, which ends with the test."""
    with ExitStack() as ended:

        def run(*arguments: str) -> subprocess.Popen[str]:
            said = ended.enter_context((tmp_path / f"{arguments[0]}.log").open("a"))
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments], env=QUIET,
                stdout=said, stderr=said, text=True, start_new_session=True,
            )  # fmt: skip
            ended.callback(_end, process)
            return process

        yield run


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def scheduler(start: START, tmp_path: Path) -> tuple[str, subprocess.Popen[str]]:
    """A scheduler's address, and its process."""
    note = tmp_path / "scheduler.json"
    process = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                    "--scheduler-file", str(note))  # fmt: skip
    for _ in range(600):
        if note.is_file() and '"address"' in note.read_text():
            address = note.read_text().partition('"address": "')[2].partition('"')[0]
            return address, process
        time.sleep(0.05)
    pytest.fail((tmp_path / "scheduler.log").read_text())


def _worker(start: START, address: str, limit: str = "2GiB") -> subprocess.Popen[str]:
    return start("worker", address, "--nthreads", "1", "--memory-limit", limit,
                 "--host", "127.0.0.1", "--no-dashboard")  # fmt: skip


def _command(root: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "publish", "build", *arguments]
    return subprocess.Popen(
        command, cwd=root, env={**os.environ, **QUIET}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=_heed_interrupts,
    )  # fmt: skip


def _heed_interrupts() -> None:
    """Also where the tests run in the background of a shell, which has them ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _built(root: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of a build and what it told, as soon as there are workers for it."""
    for _ in range(100):
        running = _command(root, *arguments)
        told = running.communicate(timeout=120)[1]
        if "it has no workers" not in told:
            return running.returncode, told
        time.sleep(0.2)
    pytest.fail("no worker came")


def test_three_formats_and_their_copies(
    root: Path, start: START, scheduler: tuple[str, subprocess.Popen[str]], tmp_path: Path
) -> None:
    assert _built(root, "--no-cache", "-j", "1")[0] == 0
    here = snapshot(root / "output")
    (root / "output").rename(tmp_path / "former")
    _worker(start, scheduler[0])
    copies = tmp_path / "copies"
    copies.mkdir()
    code, told = _built(root, "--no-cache", "--cluster", scheduler[0], "--copy-to", str(copies))
    assert code == 0, told
    assert snapshot(root / "output") == here
    assert len(list(copies.rglob("*.pdf"))) == len(NAMES)


def test_what_a_cluster_makes_is_copied_to_a_bucket(
    root: Path, start: START, scheduler: tuple[str, subprocess.Popen[str]], s3: Any
) -> None:
    _worker(start, scheduler[0])
    bucket = "s3://dossiers/made"
    code, told = _built(root, "--cluster", scheduler[0], "--to", "html", "--copy-to", bucket)
    assert code == 0, told
    copies = {name.removeprefix("dossiers/made/"): s3.cat_file(name) for name in s3.find(bucket)}
    assert len([name for name in copies if name.endswith(".html")]) == len(NAMES) + 1
    for name, data in copies.items():
        assert (root / "output" / name).read_bytes() == data


def test_a_worker_without_the_memory_is_told_of(
    root: Path, start: START, scheduler: tuple[str, subprocess.Popen[str]]
) -> None:
    """Dask would have it wait until it has some."""
    _worker(start, scheduler[0], "120MiB")
    code, told = _built(root, "--no-cache", "--cluster", scheduler[0])
    assert code == 3, told
    assert "may use 125 MB of memory, and needs 300" in told
    assert not (root / "output").exists()


def _begun(root: Path, address: str) -> subprocess.Popen[str]:
    """A build of many entries, the first of which are delivered."""
    for number in range(60):
        text = f"---\nid: more-{number}\nkind: concept\ntitle: More\n---\n\nOther words.\n"
        (root / "entries" / f"more-{number}.md").write_text(text)
    running = _command(root, "--cluster", address, "--no-cache")
    for _ in range(600):
        if list((root / "output").glob("*/*.pdf")):
            return running
        time.sleep(0.05)
    running.kill()
    pytest.fail(running.communicate()[1])


def test_a_scheduler_that_ends_is_told_of(
    root: Path, start: START, scheduler: tuple[str, subprocess.Popen[str]]
) -> None:
    _worker(start, scheduler[0])
    assert _built(root, "--to", "html", "--cluster", scheduler[0])[0] == 0
    running = _begun(root, scheduler[0])
    os.killpg(scheduler[1].pid, signal.SIGKILL)
    told = running.communicate(timeout=120)[1]
    assert running.returncode == 3, told
    assert "its scheduler has ended" in told
    assert "distributed" not in told


def test_ctrl_c_ends_a_build_and_leaves_the_cluster(
    root: Path, start: START, scheduler: tuple[str, subprocess.Popen[str]]
) -> None:
    worker = _worker(start, scheduler[0])
    assert _built(root, "--to", "html", "--cluster", scheduler[0])[0] == 0
    running = _begun(root, scheduler[0])
    running.send_signal(signal.SIGINT)
    told = running.communicate(timeout=60)[1]
    assert running.returncode == 130, told
    assert "Traceback" not in told
    assert worker.poll() is None
    assert _built(root, "--cluster", scheduler[0])[0] == 0
