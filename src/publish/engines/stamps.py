"""What stands on the disk, by sizes and times: what is looked at is not read."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from pathlib import Path
from typing import NamedTuple

from publish.engines.store import FOLDER

Stamp = tuple[int, int, int]
"""A file's size in bytes; when its content changed, and when anything of it did, the time
included, in nanoseconds since 1970. Of what isn't there, -1 each.
"""

Stamps = dict[str, Stamp]
"""By the path in the project."""

OWN = os.path.dirname(FOLDER)
"""The folder in which the store of a first build comes to be."""

INSTALLED = frozenset({"bin", "include", "lib", "lib64", "share", "Include", "Lib", "Scripts"})
"""Folders of an environment of Python."""

MOST = 200_000
"""Files and folders: of more, looking at each would take longer than it saves."""


class Seen(NamedTuple):
    """A file or folder by its path in the project; times in nanoseconds since 1970."""

    path: str
    size: int
    modified: int
    changed: int


def stamps(root: str | Path, paths: Iterable[str]) -> Stamps:
    """Those of these files and folders of a project."""
    return {path: _stamp(f"{root}/{path}") for path in paths}


def stand(root: str | Path, before: Stamps) -> bool:
    """Whether all is as it was."""
    return all(_stamp(f"{root}/{path}") == stamp for path, stamp in before.items())


def _stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return -1, -1, -1
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def survey(
    root: Path,
    below: str = "",
    but: str | None = None,
    before: int | None = None,
    apart: Container[str] = (),
) -> list[Seen] | None:
    """Everything below a folder of the project, ``but`` what another holds; None where it can't
    be seen, or is too much, or as soon as something is met that has changed since ``before``, in
    nanoseconds since 1970.

    Links are seen as what they lead to, and not followed into folders. Left out is what no entry
    is made of: the folders ``apart``, of the store, the history of versions, and what is installed
    in environments of Python.
    """
    try:
        seen = [_as_seen(below, os.stat(root / below))]
        folders = [f"{below}/" if below else ""]
        while folders and len(seen) <= MOST:
            folder = folders.pop()
            with os.scandir(f"{root}/{folder}") as items:
                found = {item.name: item for item in items}
            installed = INSTALLED if "pyvenv.cfg" in found else ()
            for name, item in found.items():
                path = folder + name
                if path in apart or name == ".git" or name in installed:
                    continue
                status = item.stat(follow_symlinks=not _leads_nowhere(item))
                seen.append(_as_seen(path, status))
                if path == but:
                    continue
                changed = max(seen[-1].modified, seen[-1].changed)
                if before is not None and changed >= before and path != OWN:
                    return None
                if item.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
    except OSError:
        return None
    return seen if len(seen) <= MOST else None


def _as_seen(path: str, status: os.stat_result) -> Seen:
    return Seen(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _leads_nowhere(item: os.DirEntry[str]) -> bool:
    return item.is_symlink() and not os.path.exists(item.path)
