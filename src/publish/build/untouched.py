"""A project that nobody has touched since its last build → what that build said, unread.

All that a build reads of a project stands below its folder (`engines.files`). So while every
file and folder there has the size and the times that it had, and the program, the engines, the
day and the wishes are the same, a build would say and leave the same again: then neither is the
project read nor anything made. Whatever differs, the build takes the longer way, which knows
better (`build.standing`, `kept`).

A file that has just changed could change again without its times showing it. So a build is
remembered only if, outside of its output, nothing has changed shortly before it began.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publish.build.report import BuildReport, Reason
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.packing import pack, unpack
from publish.engines.store import FOLDER, Store, key_of
from publish.engines.versions import engine_versions, judging_versions
from publish.model.delivered import Delivered

if TYPE_CHECKING:
    from publish.model.settings import Settings

OWN = os.path.dirname(FOLDER)
"""The folder in which the store of a first build comes to be."""

SETTLED = 2.0
"""Seconds: the coarsest that a file system tells times."""

INSTALLED = frozenset({"bin", "include", "lib", "lib64", "share", "Include", "Lib", "Scripts"})
"""Folders of an environment of Python."""

MOST = 200_000
"""Files and folders: of more, looking at each would take longer than it saves."""


class Asked(NamedTuple):
    """What is asked of a build beside the project: all that changes what it says or makes."""

    collections: tuple[str, ...]
    each: bool
    formats: tuple[str, ...]
    epoch: int | None
    today: date | None


class LastBuild(NamedTuple):
    """What a build of a whole project said, and from which severity on it fails."""

    report: BuildReport
    fail_on: str


class _Kept(NamedTuple):
    """``sources`` and ``made`` are hashes of what was seen outside of the folder ``output`` and
    in it.
    """

    sources: str
    output: str
    made: str
    fail_on: str
    files: list[tuple[str, str, str, int]]
    entries: list[str]
    diagnostics: list[Row]


class _Seen(NamedTuple):
    """A file or folder by its path in the project; times in nanoseconds since 1970."""

    path: str
    size: int
    modified: int
    changed: int


class Untouched:
    """What the last build of all in the project in ``root`` said, of those that were asked the
    same.
    """

    def __init__(self, root: Path, asked: Asked, store: Store) -> None:
        self._root, self._store = root, store.own
        self._apart = {FOLDER, *_within(root, store.shared)}
        self._key = _key(root, asked) if store.keeps else ""

    def last(self) -> LastBuild | None:
        """What the last build said, if the next one would say it too."""
        data = self._store.get(self._key)
        kept = unpack(data, _Kept) if data is not None else None
        if kept is None:
            return None
        if self._sources(kept.output) != kept.sources:
            return None  # of many entries, the output holds most that there is to look at
        if self._made(kept.output) != kept.made:
            return None
        files = tuple(Delivered(*each) for each in kept.files)
        reasons = {name: Reason((), ()) for name in kept.entries}
        report = BuildReport(files, (), tuple(restored(kept.diagnostics)), reasons)
        return LastBuild(report, kept.fail_on)

    def remember(self, report: BuildReport, settings: Settings, opened: float) -> None:
        """Keep what a build said that made all it was asked for; ``opened`` is when it began
        to read, in seconds since 1970.
        """
        if report.failed or not self._store.keeps:
            return
        output, before = settings.output, int((opened - SETTLED) * 1e9)
        sources = self._sources(output, before)
        made = self._made(output) if sources else ""
        if not made:
            return
        files = [(each.entry, each.format, each.path, each.bytes) for each in report.delivered]
        said = rows(report.diagnostics)
        fail_on, entries = settings.check.fail_on, [*report.reasons]
        kept = _Kept(sources, output, made, fail_on, files, entries, said)
        self._store.put(self._key, pack(kept))

    def _sources(self, output: str, before: int | None = None) -> str:
        return _hash(_sight(self._root, but=output, before=before, apart=self._apart))

    def _made(self, output: str) -> str:
        return _hash(_sight(self._root, output, apart=self._apart))


def _within(root: Path, folder: Path | None) -> Iterator[str]:
    """A folder by its path in the project, if it stands there."""
    if folder is not None and folder.is_relative_to(root.resolve()):
        yield folder.relative_to(root.resolve()).as_posix()


def _key(root: Path, asked: Asked) -> str:
    versions = judging_versions(engine_versions())
    return key_of("untouched", str(root), repr(asked), repr(sorted(versions.items())))


def _hash(seen: list[_Seen] | None) -> str:
    """Empty for what wasn't seen."""
    if seen is None:
        return ""
    return sha256(repr(sorted(seen)).encode("utf-8", "surrogateescape")).hexdigest()


def _sight(
    root: Path,
    below: str = "",
    but: str | None = None,
    before: int | None = None,
    apart: Container[str] = (),
) -> list[_Seen] | None:
    """Everything below a folder of the project, ``but`` what another holds; None where it can't
    be seen, or is too much, or as soon as something is met that has changed since ``before``, in
    nanoseconds since 1970.

    Links are seen as what they lead to, and not followed into folders. Left out is what no entry
    is made of: the folders ``apart``, of the store, the history of versions, and what is installed
    in environments of Python.
    """
    try:
        seen = [_seen(below, os.stat(root / below))]
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
                seen.append(_seen(path, status))
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


def _seen(path: str, status: os.stat_result) -> _Seen:
    return _Seen(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _leads_nowhere(item: os.DirEntry[str]) -> bool:
    return item.is_symlink() and not os.path.exists(item.path)
