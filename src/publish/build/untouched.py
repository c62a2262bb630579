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

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publish.build.report import BuildReport, Reason
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.packing import pack, unpack
from publish.engines.stamps import Seen, Stamps, survey
from publish.engines.store import Store, key_of
from publish.engines.versions import engine_versions, judging_versions
from publish.model.delivered import Delivered

if TYPE_CHECKING:
    from publish.diagnostics import Diagnostic
    from publish.model.settings import Settings

SETTLED = 2.0
"""Seconds: the coarsest that a file system tells times."""


class Asked(NamedTuple):
    """What is asked of a build beside the project: all that changes what it says or makes.
    ``entries`` are named as files in the folder where we are, or by their ids.
    """

    entries: tuple[str, ...]
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


class Untouched:
    """What the last build in the project in ``root`` said, of those that were asked the same."""

    def __init__(self, root: Path, asked: Asked, store: Store) -> None:
        self._root, self._store = root, store.own
        self._apart = store.within(root)
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

    def remember(
        self, report: BuildReport, told: Iterable[Diagnostic], settings: Settings, opened: float
    ) -> None:
        """Keep what a build said that made all it was asked for, and what was ``told`` of that;
        ``opened`` is when it began to read, in seconds since 1970. What another build has put
        in the place of its files is for the next one to see.
        """
        if report.failed or not (self._store.keeps and report.lasting):
            return
        output, before = settings.output, int((opened - SETTLED) * 1e9)
        sources = self._sources(output, before)
        seen = survey(self._root, output, apart=self._apart) if sources else None
        if not seen or not _stands(report.stamps, seen, output):
            return
        files = [(each.entry, each.format, each.path, each.bytes) for each in report.delivered]
        said = rows(told)
        fail_on, entries = settings.check.fail_on, [*report.reasons]
        kept = _Kept(sources, output, _hash(seen), fail_on, files, entries, said)
        self._store.put(self._key, pack(kept))

    def _sources(self, output: str, before: int | None = None) -> str:
        return _hash(survey(self._root, but=output, before=before, apart=self._apart))

    def _made(self, output: str) -> str:
        return _hash(survey(self._root, output, apart=self._apart))


def _key(root: Path, asked: Asked) -> str:
    versions = judging_versions(engine_versions())
    return key_of("untouched", str(root), repr(asked), repr(sorted(versions.items())))


def _stands(delivered: Stamps | None, seen: list[Seen], output: str) -> bool:
    """Whether what was delivered to the output stands there as it did then."""
    now = {path: tuple(stamp) for path, *stamp in seen}
    theirs = (each for each in (delivered or {}).items() if each[0].startswith(f"{output}/"))
    return delivered is not None and all(now.get(path) == stamp for path, stamp in theirs)


def _hash(seen: list[Seen] | None) -> str:
    """Empty for what wasn't seen."""
    if seen is None:
        return ""
    return sha256(repr(sorted(seen)).encode("utf-8", "surrogateescape")).hexdigest()
