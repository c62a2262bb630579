"""epubcheck-ts: a second reading of EPUB 3.3 in TypeScript, of its own code, without Java."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.judges import npm

_SEVERE = frozenset({"fatal", "error", "warning"})


def available() -> str | None:
    return npm.missing("@likecoin/epubcheck-ts")


def epubcheck_ts(paths: Iterable[Path]) -> list[str]:
    """Errors and warnings of every file."""
    return [line for path in paths for line in _findings(path)]


def _findings(path: Path) -> list[str]:
    command = [npm.program("epubcheck-ts"), str(path), "--json", "-", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        return [f"{path.name}: epubcheck-ts failed: {(done.stderr or done.stdout)[-2000:]}"]
    return [
        f"{path.name}: {m['severity']} {m['ID']}: {m['message']} {_places(m)}"
        for m in messages
        if m["severity"] in _SEVERE and not _is_false(m)
    ]


def _places(message: dict[str, Any]) -> str:
    return ", ".join(f"{each['path']}:{each['line']}" for each in message.get("locations", ()))


def _is_false(message: dict[str, Any]) -> bool:
    """It takes the link to an index, which landmarks type as one, for the index (EPUB 3.3, 7.4.4:
    the type of a landmark is that of its target).
    """
    is_nav = all(each["path"].endswith("nav.xhtml") for each in message.get("locations", ()))
    return is_nav and message["message"].startswith('An "index" must contain')
