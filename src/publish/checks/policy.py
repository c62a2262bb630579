"""Diagnostics as the project's settings judge them: severities, ignores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from publish.diagnostics.core import Diagnostic, Severity
from publish.diagnostics.rules import cfg
from publish.model.settings import Ignore, Settings

LATER = ("ACC", "THM", "ENG", "HTM", "EPB", "PDF")
"""Families that only a build can find: an ignore of theirs may match nothing here."""


def judged(
    found: Iterable[Diagnostic], settings: Settings, unseen: tuple[str, ...] = LATER
) -> Iterator[Diagnostic]:
    """``found`` in the order of the files: without what the settings ignore, with
    the severities that they give; and the ignores that matched nothing.

    ``unseen`` are beginnings of the codes that weren't all looked for, so that nothing
    can be said of their ignores; an empty one stands for every code.
    """
    used: set[int] = set()
    kept: list[Diagnostic] = []
    for diagnostic in found:
        matches = [
            index for index, ignore in enumerate(settings.check.ignore) if _is(ignore, diagnostic)
        ]
        used.update(matches)
        if not matches:
            kept.append(_weighed(diagnostic, settings))
    unused = (_weighed(each, settings) for each in _unused(settings, used, unseen))
    yield from sorted([*kept, *unused], key=lambda each: each.sort_key)


def _is(ignore: Ignore, diagnostic: Diagnostic) -> bool:
    path = diagnostic.place.path if diagnostic.place else ""
    return diagnostic.rule.code == ignore.rule and fnmatchcase(path, ignore.path)


def _weighed(diagnostic: Diagnostic, settings: Settings) -> Diagnostic:
    level = (settings.check.severity or {}).get(diagnostic.rule.code)
    return diagnostic.with_severity(Severity(level)) if level else diagnostic


def _unused(settings: Settings, used: set[int], unseen: tuple[str, ...]) -> Iterator[Diagnostic]:
    for index, ignore in enumerate(settings.check.ignore):
        if index in used or ignore.rule.startswith(unseen):
            continue
        message = f"nothing is ignored by `{ignore.rule}` at `{ignore.path}`"
        hint = "remove it; what it was written for is mended"
        place = settings.places.get(f"check.ignore.{index}.rule")
        if place is not None and settings.source is not None:
            yield cfg.UNUSED_IGNORE.at(settings.source, place, message, hint)
        else:
            yield cfg.UNUSED_IGNORE(message, place, hint)
