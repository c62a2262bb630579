"""A folder → the project that it belongs to."""

from __future__ import annotations

from pathlib import Path

FILE = "publish.toml"


def find_root(start: Path) -> Path:
    """The folder of the project: ``start``, or the nearest above, with settings."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    return start
