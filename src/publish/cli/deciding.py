"""Decisions about mentions that a command line names by their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from publish.cli.selection import chosen_entries
from publish.cli.session import Session
from publish.cli.usage import UsageError
from publish.diagnostics import did_you_mean
from publish.model.mention import Mention

if TYPE_CHECKING:
    from publish.api import Project

_PLACE = re.compile(r"(?P<entry>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")

Decided = tuple[str, Mention, str | None]
"""An entry's id, a mention of it, and the key that it names, if any."""


def carry_out(
    session: Session,
    project: Project,
    accept: Sequence[str],
    reject: Sequence[str],
    pin: Sequence[str],
) -> None:
    """Carry out all decisions, or none where one of them can't be understood."""
    wanted = [*_accepted(project, accept), *_rejected(project, reject), *_pinned(project, pin)]
    for entry, mention, key in wanted:
        project.decide(entry, mention, key)
    listed = [
        {"entry": entry, "place": str(m.place), "text": m.text, "cite": key or False}
        for entry, m, key in wanted
    ]
    rows = [(str(m.place), m.text, key or "no paper") for _, m, key in wanted]
    session.show(("PLACE", "WORDS", "PAPER"), rows, listed)


def _accepted(project: Project, places: Sequence[str]) -> Iterator[Decided]:
    for place in places:
        entry, mention = _at(project, place)
        keys = mention.candidates or ((mention.key,) if mention.key else ())
        if len(keys) != 1:
            shown = ", ".join(f"`--pin {place}={key}`" for key in keys) or "`--pin PLACE=KEY`"
            count = f"{len(keys)} papers" if keys else "no paper of the bibliography"
            raise UsageError(f"`{mention.text}` at {place} may name {count}: say which, by {shown}")
        yield entry, mention, keys[0]


def _rejected(project: Project, places: Sequence[str]) -> Iterator[Decided]:
    for place in places:
        yield *_at(project, place), None


def _pinned(project: Project, pins: Sequence[str]) -> Iterator[Decided]:
    for pin in pins:
        place, mark, key = pin.partition("=")
        if not mark:
            raise UsageError(f"`{pin}` names no key: write it as PLACE=KEY")
        yield *_at(project, place), known_key(project, key)


def known_key(project: Project, key: str) -> str:
    """The key of a record; a `UsageError` if there is none."""
    reference = project.bibliography.get(key)
    if reference is None:
        near = did_you_mean(key, project.bibliography.keys())
        raise UsageError(f"`{key}` is not in the bibliography" + (f"; {near}" if near else ""))
    return reference.key


def _at(project: Project, place: str) -> tuple[str, Mention]:
    """The mention at ``ENTRY:LINE[:COLUMN]``."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise UsageError(f"`{place}` is no place: write it as ENTRY:LINE or ENTRY:LINE:COLUMN")
    line, column = int(found["line"]), int(found["column"] or 0)
    chosen = chosen_entries(project, [found["entry"]])
    entry, mentions = next(iter(project.mentions(chosen).items()), (chosen[0], ()))
    there = [m for m in mentions if m.place.line == line and column in (0, m.place.column)]
    if len(there) != 1:
        shown = ", ".join(f"`{m.text}` at column {m.place.column}" for m in there)
        what = f"{len(there)} mentions stand there: {shown}" if there else "no mention stands there"
        raise UsageError(f"`{place}`: {what}")
    return entry, there[0]
