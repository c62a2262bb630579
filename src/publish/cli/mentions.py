"""``publish mentions``: which words of the entries name which paper, why, and who decides."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from publish.cli.selection import Entries, chosen_entries
from publish.cli.session import Session
from publish.cli.summary import counted
from publish.model.mention import Mention

AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Review = Annotated[
    bool, typer.Option("--review", help="Ask about the doubtful ones, and keep the answers.")
]
Accept = Annotated[
    list[str] | None,
    typer.Option(metavar="PLACE", help="It is the paper that it seems: ENTRY:LINE[:COLUMN]."),
]
Reject = Annotated[
    list[str] | None, typer.Option(metavar="PLACE", help="The words at this place name no paper.")
]
Pin = Annotated[
    list[str] | None,
    typer.Option(metavar="PLACE=KEY", help="The words at this place name the paper KEY."),
]


def mentions(
    session: Session,
    entries: Entries = None,
    *,
    as_json: AsJson = False,
    review: Review = False,
    accept: Accept = None,
    reject: Reject = None,
    pin: Pin = None,
) -> int:
    """List the words that name papers, and decide about the doubtful ones."""
    if as_json:
        session = session.as_json()
    with session.project() as project:
        chosen = chosen_entries(project, entries or ())
        if accept or reject or pin:
            from publish.cli.deciding import carry_out

            carry_out(session, project, accept or (), reject or (), pin or ())
        elif review:
            from publish.cli.review import walk

            walk(session, project, chosen)
        else:
            _show(session, project.mentions(chosen), project)
        return session.report_aside(project)


def _show(session: Session, found: dict[str, tuple[Mention, ...]], project: Any) -> None:
    if session.view == "text" and sys.stdout.isatty():
        from publish.cli.mentiontable import print_tables

        print_tables(found, project)
    else:
        listed = [_as_object(entry, item) for entry, items in found.items() for item in items]
        rows = [_row(item) for items in found.values() for item in items]
        session.show(("PLACE", "STATUS", "WORDS", "KEY", "REASON"), rows, listed)
    every = [item.status for items in found.values() for item in items]
    counts = [f"{every.count(status)} {status}" for status in dict.fromkeys(every)]
    asks = "; `publish mentions --review` asks about the doubtful" * ("doubtful" in every)
    session.say(f"{', '.join(counts) or 'no mentions'} in {counted(len(found), 'entry')}{asks}")


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
