"""Files into a project: what somebody wrote is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from publish.engines.replacement import replace_file, writing


def lay_out(root: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Writes those of ``files`` (path to text) that aren't there yet; returns their paths.

    Raises `UserError` (exit code 4) where the machine can't write.
    """
    return tuple(path for path, text in files.items() if _laid(root / path, text))


def _laid(path: Path, text: str) -> bool:
    with writing(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = open(path, "x", encoding="utf-8", newline="\n")  # noqa: SIM115
        except FileExistsError:
            return False
        with file:
            file.write(text)
    return True


def renew(path: Path, text: str) -> bool:
    """Brings a file that only publish writes up to date; False if it was."""
    with writing(str(path)):
        if path.is_file() and path.read_bytes() == text.encode():
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode())
    return True
