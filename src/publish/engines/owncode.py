"""This program's own files → a hash, by which what another version of it made is told apart."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from publish.engines.cachefolder import cache_folder, keep

STATES = 50
"""Of our files, whose hashes are kept."""


@cache
def own_code() -> str:
    """A hash of this program's files: what another version made isn't taken for ours.

    While their sizes and times stay as they are, they aren't read again.
    """
    package = os.fspath(Path(__file__).parents[1])
    files = sorted(_own_files(package))
    stamp = hashlib.sha256(repr((package, files)).encode()).hexdigest()
    with contextlib.suppress(OSError):
        kept = Path(cache_folder(), "own-code", stamp)
        known = kept.read_text("ascii", "replace") if kept.is_file() else ""
        digest, _, seal = known.partition(" ")
        if seal == _seal(digest, stamp):
            return digest
        digest = _contents(package, files)
        keep(kept, f"{digest} {_seal(digest, stamp)}".encode())
        _forget_old(kept.parent)
        return digest
    return _contents(package, files)


def _forget_old(folder: Path) -> None:
    """Leave the hashes of the last states of our files, of which an author of ours makes many."""
    states = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    for path in states[:-STATES]:
        path.unlink(missing_ok=True)


def _seal(digest: str, stamp: str) -> str:
    """By which a damaged hash is known."""
    return hashlib.sha256(f"{stamp} {digest}".encode()).hexdigest()


def _contents(package: str, files: Iterable[tuple[str, int, int, int]]) -> str:
    """A hash of these files, by their names and bytes."""
    total = hashlib.sha256()
    for name, *_ in files:
        total.update(name.encode() + b"\0" + Path(package + name).read_bytes())
    return total.hexdigest()


def _own_files(package: str) -> Iterator[tuple[str, int, int, int]]:
    """Each file by its name below the package, with its size; when its content changed, and when
    anything of it did, in nanoseconds.
    """
    folders = [package]
    while folders:
        with os.scandir(folders.pop()) as items:
            for item in items:
                if not item.is_dir():
                    status = item.stat()
                    times = status.st_mtime_ns, status.st_ctime_ns
                    yield item.path[len(package) :], status.st_size, *times
                elif item.name != "__pycache__":
                    folders.append(item.path)
