"""A path to the bytes of a file that a project may read.

Only regular files inside the project's folder are opened, links followed first,
so that neither ``..`` nor a symbolic link leads out, and no device blocks.
"""

from __future__ import annotations

import errno
import os
import stat
from functools import lru_cache
from pathlib import Path

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result, Rule
from publish.diagnostics.rules import res
from publish.model.place import Place


def read_file(root: Path, path: Path, most: int) -> bytes:
    """The bytes of ``path``, at most ``most`` of them.

    Raises `EngineFailure` where the file lies outside ``root``, isn't a regular
    file, can't be read or is too large; its diagnostic has the file as place.
    """
    try:
        real, status = _followed(path)
        if not os.path.join(real, "").startswith(_home(root)):
            raise EngineFailure(outside(root, path))
        if not stat.S_ISREG(status.st_mode):
            raise EngineFailure(_refused(res.UNREADABLE, root, path, "is not a file"))
        if status.st_size > most:
            larger = f"is larger than {most // 1_000_000} MB"
            raise EngineFailure(_refused(res.TOO_LARGE, root, path, larger))
        with open(real, "rb", buffering=0) as file:  # all at once
            return file.readall()
    except (OSError, ValueError) as error:
        raise EngineFailure(unreadable(Place(relative(root, path)), error)) from None


def _followed(path: Path) -> tuple[str, os.stat_result]:
    """The path with all links followed, and what stands there. Raises `OSError` where nothing
    does. Files of one folder have the way to it followed once.
    """
    status = os.lstat(path)
    folder, name = os.path.split(path)
    if stat.S_ISLNK(status.st_mode) or name in ("", ".", ".."):
        real = os.path.realpath(path, strict=True)
        return real, os.stat(real)
    above = os.stat(folder or ".")
    return os.path.join(_folder(folder or ".", above.st_dev, above.st_ino), name), status


@lru_cache(maxsize=64)
def _folder(path: str, device: int, number: int) -> str:
    """The way to this very folder, links followed: where it leads elsewhere, its number does."""
    return os.path.realpath(path, strict=True)


@lru_cache(maxsize=8)
def _home(root: Path) -> str:
    """The beginning of the path of whatever is in a project."""
    return os.path.join(os.path.realpath(root), "")


def _refused(rule: Rule, root: Path, path: Path, why: str) -> Diagnostic:
    place = Place(relative(root, path))
    return rule(f"`{place.path}` {why}", place)


def find_files(root: Path, folder: str, suffix: str | tuple[str, ...]) -> Result[list[Path]]:
    """The files below a folder of the project whose names end so, sorted by path.

    A folder that can't be read is reported, and one that is a link out of the project;
    hidden files and folders that are other links are passed over.
    """
    found = Collector()

    def failed(error: OSError) -> None:
        found.add(unreadable(Place(relative(root, Path(error.filename))), error))

    start = root / folder
    paths = []
    for at, folders, names in os.walk(start, onerror=failed if start.exists() else None):
        above = Path(at)
        linked = (above / name for name in sorted(folders) if os.path.islink(above / name))
        found.extend(outside(root, path) for path in linked if leads_out(root, path))
        wanted = (n for n in names if n.endswith(suffix) and not is_hidden(n))
        paths += [above / name for name in wanted]
    return found.result(sorted(paths, key=lambda path: path.parts))


def is_hidden(name: str) -> bool:
    """Whether a file of this name is passed over: editors, file managers and sync leave such."""
    return name.startswith(".")


def leads_out(root: Path, path: Path) -> bool:
    """Whether a path, all links followed, is none of the project's."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def outside(root: Path, path: Path) -> Diagnostic:
    """The diagnostic for a path that leads out of the project."""
    place = Place(relative(root, path))
    return res.OUTSIDE_PROJECT(
        f"`{place.path}` leads out of the project", place, "copy the file here"
    )


def unreadable(place: Place, error: Exception) -> Diagnostic:
    """The diagnostic for a file or folder that the system doesn't open."""
    looped = isinstance(error, OSError) and error.errno == errno.ELOOP
    reason = "its path is not valid"
    if looped:
        reason = "a link leads back to itself"
    elif isinstance(error, OSError) and error.strerror:
        reason = error.strerror.lower()
    hint = "correct the path, or put the file there"
    if looped or isinstance(error, PermissionError):
        hint = "remove the link" if looped else "give yourself the right to read it"
    return res.UNREADABLE(f"`{place.path}` cannot be read: {reason}", place, hint)


def relative(root: Path, path: Path) -> str:
    """``path`` as it stands in diagnostics: from the project, with forward slashes."""
    home, shown = root.as_posix(), path.as_posix()
    return "." if shown == home else shown.removeprefix(home.rstrip("/") + "/")
