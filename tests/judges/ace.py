"""Ace by DAISY: books against EPUB Accessibility 1.1, their chapters rendered in Chromium."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.judges import axe, npm


def available() -> str | None:
    return npm.missing("@daisy/ace-cli") or (
        None if axe.chromium() else "there is no Chromium: `apt-get install chromium`"
    )


def ace(paths: Iterable[Path]) -> list[str]:
    """What Ace finds in each book, of whatever weight."""
    return [line for path in paths for line in _findings(path)]


def _findings(path: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="ace-") as folder:
        command = [npm.program("ace-cli"), "-f", "-s", "-o", folder, "-t", f"{folder}/t", str(path)]
        env = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": axe.chromium() or ""}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        try:
            report = json.loads(Path(folder, "report.json").read_text("utf-8"))
        except (OSError, ValueError):
            yield f"{path.name}: Ace failed: {(done.stderr or done.stdout)[-2000:]}"
            return
    found = 0
    for document in report["assertions"]:
        for assertion in document["assertions"]:
            found += 1
            rule, where = assertion["earl:test"], document["earl:testSubject"]["url"]
            told = assertion["earl:result"]["dct:description"]
            yield f"{path.name}: {rule['dct:title']} ({rule['earl:impact']}) in {where}: {told}"
    if not found and report["earl:result"]["earl:outcome"] != "pass":
        yield f"{path.name}: Ace says {report['earl:result']}"
