"""A folder of values: where each stands and whether it is whole, what the folder tells others of
itself, and whether it is one of ours.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
from collections.abc import Iterator
from pathlib import Path

from publish.diagnostics.core import UserError
from publish.diagnostics.rules import eng
from publish.engines.cachefolder import DRAFT, keep
from publish.model.expressions import expression

SHELVES = 16
"""Folders of values, by the first digit of their keys: to make one takes as long as to make two
files, and of 256 the first build of some entries would make one for nearly each value.
"""

_TAKEN = ("entries", "bibliography", "styles", "output")
"""Folders of a project that aren't for values."""

_SHELF = expression(r"[0-9a-f]{1,2}")
_VALUE = expression(r"[0-9a-f]{62,63}")
_DRAFT = expression(rf"{DRAFT}[0-9a-f]{{16}}|tmp\w{{8}}")
_MARK = b"publish store 1\n"
_CHECK = hashlib.sha256().digest_size
_BEGUN = ".begun"
"""A file that was written when the last build began; it isn't empty when something was removed that
was used since.
"""
_TAG = "CACHEDIR.TAG"
_NOTES = {
    ".gitignore": b"*\n",
    _TAG: b"Signature: 8a477f597d28d172789f06886806bc55\n# Made again when needed.\n",
}


def put(folder: Path, key: str, value: bytes) -> None:
    """Have a value stand in a folder of ours; raises `OSError`."""
    _introduce(folder)
    keep(_path(folder, key), _MARK + _checksum(key, value) + value)


def begin(folder: Path) -> None:
    """Note that a build begins; raises `OSError`."""
    _introduce(folder)
    (folder / _BEGUN).write_bytes(b"")


def _introduce(folder: Path) -> None:
    if not os.path.exists(f"{folder}/{_TAG}"):  # the last that is written
        for name, text in _NOTES.items():
            keep(folder / name, text)


def held(folder: Path) -> int:
    """About how many bytes all values have: keys are hashes, so one shelf tells of the others."""
    return SHELVES * sum(size for _, size, _ in _files(folder, "0"))


def make_room(folder: Path, largest: int) -> None:
    """Remove what was not used for longest, until the rest has so many bytes; whether that was
    used by the build that goes on is noted. Raises `OSError`.
    """
    values = sorted(_files(folder))
    excess = sum(size for _, size, _ in values) - largest
    begun = _when_begun(folder)
    for used, size, path in values:
        if excess <= 0:
            return
        with contextlib.suppress(OSError):
            os.unlink(path)
            if used > begun:
                (folder / _BEGUN).write_bytes(b"short")
        excess -= size


def takes(folder: Path) -> bool:
    """Whether files can be put into a folder, or it can be made."""
    there = nearest(folder)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def nearest(folder: Path) -> Path:
    """What stands there, or above it."""
    return next(each for each in (folder, *folder.parents) if os.path.lexists(each))


def _when_begun(folder: Path) -> float:
    """When the last build began, in nanoseconds; never, where none told so."""
    try:
        return os.stat(folder / _BEGUN).st_mtime_ns
    except OSError:
        return math.inf


def has_been_short(folder: Path) -> bool:
    """Whether something made room that was used since the last build began."""
    try:
        return (folder / _BEGUN).read_bytes() != b""
    except OSError:
        return False


def _path(folder: Path, key: str) -> Path:
    return folder / key[0] / key[1:]


def _checksum(key: str, value: bytes) -> bytes:
    total = hashlib.sha256(key.encode())
    total.update(value)
    return total.digest()


def whole(folder: Path, key: str) -> bytes | None:
    """The value that stands in a folder, marked as used; a damaged one is removed."""
    path = _path(folder, key)
    try:
        data = path.read_bytes()
    except OSError:
        return None
    whole = _is_whole(key, data)
    with contextlib.suppress(OSError):  # of a folder that may only be read
        if whole:
            os.utime(path)
        else:
            path.unlink()
    return data[len(_MARK) + _CHECK :] if whole else None


def assert_apart(folder: Path, root: Path) -> None:
    """That a folder isn't, or isn't in, one of those that a project has for other things."""
    inside = folder.relative_to(root).parts if folder.is_relative_to(root) else ("",)
    if not inside or inside[0] in _TAKEN:
        message = f"`{folder}` is for other things of the project"
        hint = "name a folder outside of the project, or none"
        raise UserError(eng.NO_CACHE(message, hint=hint), exit_code=2)


def assert_ours(folder: Path) -> None:
    """That a folder is empty, or holds what was kept, or isn't there yet."""
    try:
        items = {name for name in os.listdir(folder) if not _DRAFT.fullmatch(name)}
        notes = [name for name in _NOTES if (folder / name).exists()]
        ours = all((folder / name).read_bytes() == _NOTES[name] for name in notes)
        if ours and (_TAG in notes or items <= _NOTES.keys()):
            return
    except FileNotFoundError:
        return
    except OSError as error:
        said = eng.NO_CACHE(f"the cache `{folder}` can't be used: {error.strerror}")
        raise UserError(said, exit_code=2) from None
    message = f"`{folder}` holds other things than what was kept by publish"
    hint = "name a folder that is empty, or isn't there yet"
    raise UserError(eng.NO_CACHE(message, hint=hint), exit_code=2)


def _is_whole(key: str, data: bytes) -> bool:
    begin = len(_MARK) + _CHECK
    return data[:begin] == _MARK + _checksum(key, data[begin:])


def _files(folder: Path, only: str = "") -> Iterator[tuple[int, int, str]]:
    """When each value was used last, its size in bytes, its path; drafts left by a
    crash among them, and values of former versions, on shelves of two digits. With ``only``,
    of this shelf. What has other names isn't ours.
    """
    for shelf in os.scandir(folder):
        if only and shelf.name != only:
            continue
        if _SHELF.fullmatch(shelf.name) and shelf.is_dir(follow_symlinks=False):
            for file in os.scandir(shelf.path):
                if not (_VALUE.fullmatch(file.name) or _DRAFT.fullmatch(file.name)):
                    continue
                with contextlib.suppress(OSError):
                    status = file.stat(follow_symlinks=False)
                    yield status.st_mtime_ns, status.st_size, file.path
