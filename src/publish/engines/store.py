"""A key → bytes that were made once and can be made again: the cache in ``build/``.

A value is one file, named by the hash of its key, which opens with a checksum of key
and value. What is damaged, cut, foreign or under a wrong name doesn't fit its checksum,
and counts as missing, so that it is made again. Files appear whole (``cachefolder.keep``),
so any number of processes may work on one store; who reads a value marks its file as
used, and what was not used for longest goes first where the store grows too large.

Nothing here ever makes a command fail: a store that can't be written keeps nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from publish.engines.cachefolder import cache_folder, keep
from publish.model.frozen import Frozen

FOLDER = "build/cache"
"""Below the project; ``.gitignore`` and ``CACHEDIR.TAG`` in it tell others what it is."""

LARGEST = 2_000_000_000
"""Bytes of all values together."""

SHELVES = 16
"""Folders of values, by the first digit of their keys: to make one takes as long as to make two
files, and of 256 the first build of some entries would make one for nearly each value.
"""

_MARK = b"publish store 1\n"
_CHECK = hashlib.sha256().digest_size
_TAG = "CACHEDIR.TAG"
_NOTES = {
    ".gitignore": b"*\n",
    _TAG: b"Signature: 8a477f597d28d172789f06886806bc55\n# Made again when needed.\n",
}


def key_of(kind: str, *parts: str | bytes, own: str | None = None) -> str:
    """The key of a ``kind`` of value that this very program makes of ``parts``; with
    ``own`` empty, that any version of it does.
    """
    return hash_of((kind, own_code() if own is None else own, *parts))


def hash_of(parts: Iterable[str | bytes]) -> str:
    """A hash of parts in their order, each with its length: where one ends makes a difference."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "little"))
        total.update(data)
    return total.hexdigest()


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
        if not kept.is_file():
            keep(kept, _contents(package, files).encode())
        return kept.read_text(encoding="ascii")
    return _contents(package, files)


def _contents(package: str, files: Iterable[tuple[str, int, int]]) -> str:
    """A hash of these files, by their names and bytes."""
    total = hashlib.sha256()
    for name, _, _ in files:
        total.update(name.encode() + b"\0" + Path(package + name).read_bytes())
    return total.hexdigest()


def _own_files(package: str) -> Iterator[tuple[str, int, int]]:
    """Each file by its name below the package, with its size and time in nanoseconds."""
    folders = [package]
    while folders:
        with os.scandir(folders.pop()) as items:
            for item in items:
                if not item.is_dir():
                    status = item.stat()
                    yield item.path[len(package) :], status.st_size, status.st_mtime_ns
                elif item.name != "__pycache__":
                    folders.append(item.path)


class Store(Frozen):
    """Values by key in ``folder``; without a folder nothing is kept and nothing found."""

    folder: Path | None = None
    largest: int = LARGEST

    @property
    def keeps(self) -> bool:
        """Whether anything can be kept at all."""
        return self.folder is not None

    @classmethod
    def of(cls, root: Path) -> Store:
        """The store of the project in ``root``; none where a link leads out of it."""
        folder = root / FOLDER
        inside = folder.resolve().is_relative_to(root.resolve())
        return cls(folder if inside else None)

    def get(self, key: str) -> bytes | None:
        """The value of ``key``, if it was kept and is whole."""
        if self.folder is None:
            return None
        path = _path(self.folder, key)
        try:
            data = path.read_bytes()
            if not _is_whole(key, data):
                path.unlink()
                return None
            os.utime(path)
        except OSError:
            return None
        return data[len(_MARK) + _CHECK :]

    def put(self, key: str, value: bytes) -> None:
        """Keep ``value``; what was not used for longest makes room for it."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self._tell_what_it_is(self.folder)
            keep(_path(self.folder, key), _MARK + _checksum(key, value) + value)
            if self._may_be_full(self.folder, key, len(value)):
                self._make_room(self.folder)

    def clear(self) -> bool:
        """Remove everything; False if there was nothing."""
        if self.folder is None or not self.folder.is_dir():
            return False
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.folder.parent.rmdir()
        return not self.folder.exists()

    @staticmethod
    def _tell_what_it_is(folder: Path) -> None:
        if not os.path.exists(f"{folder}/{_TAG}"):  # the last that is written
            for name, text in _NOTES.items():
                keep(folder / name, text)

    def _may_be_full(self, folder: Path, key: str, size: int) -> bool:
        """Whether to look at all values, once ``key`` was kept: of many that takes long. Keys
        are hashes, so one shelf, looked at for every 256th key, tells of the others.
        """
        if size > self.largest // 256 or key.startswith("000"):
            return True
        if not key.startswith("00"):
            return False
        held = sum(size for _, size, _ in _files(folder, "0"))
        return held * SHELVES > self.largest

    def _make_room(self, folder: Path) -> None:
        files = sorted(_files(folder))
        excess = sum(size for _, size, _ in files) - self.largest
        for _, size, path in files:
            if excess <= 0:
                return
            with contextlib.suppress(OSError):
                os.unlink(path)
            excess -= size


NO_STORE = Store()


def _path(folder: Path, key: str) -> Path:
    return folder / key[0] / key[1:]


def _checksum(key: str, value: bytes) -> bytes:
    total = hashlib.sha256(key.encode())
    total.update(value)
    return total.digest()


def _is_whole(key: str, data: bytes) -> bool:
    begin = len(_MARK) + _CHECK
    return data[:begin] == _MARK + _checksum(key, data[begin:])


def _files(folder: Path, only: str = "") -> Iterator[tuple[int, int, str]]:
    """When each value was used last, its size in bytes, its path; drafts left by a
    crash among them, and values of former versions, on shelves of two digits. With ``only``,
    of this shelf.
    """
    for shelf in os.scandir(folder):
        if only and shelf.name != only:
            continue
        if len(shelf.name) <= 2 and shelf.is_dir(follow_symlinks=False):
            for file in os.scandir(shelf.path):
                with contextlib.suppress(OSError):
                    status = file.stat(follow_symlinks=False)
                    yield status.st_mtime_ns, status.st_size, file.path
