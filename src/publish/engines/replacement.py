"""Bytes into a file in one step: the old file stays whole until the new one is; and several into
a folder, by one at a time.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from publish.diagnostics.core import UserError
from publish.diagnostics.rules import eng

PART = ".part"
"""Ends the name, hidden, of a file that isn't whole yet, or never became so."""


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``; raises `OSError`, and then the old file stays."""
    _replace({path: data}, certain=True)


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Put each of ``files`` in its place, in their order: old ones, or what can be made again.

    All are written beside their places before the first is moved, and keep the
    permissions of what stood there. Raises `OSError`, also where a device or a pipe stands
    there; what fails before the moving leaves all old files as they were. Where the machine
    stops, no old file is lost, but a new one may be.
    """
    _replace(files, certain=False)


def _replace(files: Mapping[Path, bytes], *, certain: bool) -> None:
    """New files wait for the disk where they are to be ``certain``."""
    parts: dict[Path, Path] = {}
    try:
        former = {path: _former(path) for path in files}
        for path, data in files.items():
            part = parts[path] = path.with_name(f".{path.name}.{os.urandom(8).hex()}{PART}")
            _write(part, data, former[path], certain=certain)
        for path in files:
            os.replace(parts[path], path)
            del parts[path]
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _former(path: Path) -> os.stat_result | None:
    """What stands in the place; None where nothing does. Raises `OSError` for what is no file
    and would be gone for everybody, once a file took its name.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return found


def _write(part: Path, data: bytes, former: os.stat_result | None, *, certain: bool) -> None:
    """The new file with the permissions of the ``former`` one, which must not be lost: then the
    disk has the new one before it takes the place.
    """
    with open(part, "wb") as file:
        file.write(data)
        if certain or former is not None:
            file.flush()
            os.fsync(file.fileno())
    if former is not None:
        part.chmod(stat.S_IMODE(former.st_mode))


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """While inside, other threads and processes wait that ask for the same folder. Where the system
    has no such locks (Windows, some servers of files), nobody waits.
    """
    with contextlib.ExitStack() as held:
        with contextlib.suppress(ImportError, OSError):
            from fcntl import LOCK_EX, LOCK_UN, flock

            handle = os.open(folder, os.O_RDONLY)
            held.callback(os.close, handle)
            flock(handle, LOCK_EX)
            held.callback(flock, handle, LOCK_UN)  # a child may have the handle, too
        yield


@contextlib.contextmanager
def writing(what: str) -> Iterator[None]:
    """While inside, a refusal by the machine becomes a `UserError` (exit code 4)."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(
            eng.CANNOT_WRITE(
                f"`{what}` can't be written: {reason}",
                hint=f"{_way_out(error)}; the former files are untouched",
            ),
            exit_code=4,
        ) from None


def _way_out(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "make the folder first, or name another"
    if error.errno == errno.EEXIST:
        return "move the file away that stands in the folder's place"
    if error.errno in (errno.EISDIR, errno.ENOTDIR, errno.EINVAL):
        return "name a file in a folder"
    return "free some space or mend the permissions"
