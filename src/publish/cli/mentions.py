"""``publish mentions``: which words of the entries name which paper, and why."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from publish.cli.selection import Entries, chosen_entries
from publish.cli.session import Session
from publish.model.mention import Mention

AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]


def mentions(session: Session, entries: Entries = None, *, as_json: AsJson = False) -> int:
    """List the words that name papers, and why."""
    if as_json:
        session = session.as_json()
    with session.project() as project:
        found = project.mentions(chosen_entries(project, entries or ()))
        listed = [_as_object(entry, item) for entry, items in found.items() for item in items]
        rows = [_row(item) for items in found.values() for item in items]
        session.show(("PLACE", "STATUS", "WORDS", "KEY", "REASON"), rows, listed)
        return session.report_aside(project)


def _as_object(entry: str, mention: Mention) -> dict[str, Any]:
    return {
        "entry": entry,
        "status": mention.status,
        "key": mention.key,
        "text": mention.text,
        "path": mention.place.path,
        "line": mention.place.line,
        "column": mention.place.column,
        "reason": mention.reason,
        "candidates": list(mention.candidates),
    }


def _row(mention: Mention) -> tuple[str, ...]:
    key = mention.key or " | ".join(mention.candidates) or "-"
    return (str(mention.place), mention.status, mention.text, key, mention.reason)
