"""``publish list``: the entries of a project, or of one of its collections."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.cli.session import Session
from publish.model.entry import Entry

Of = Annotated[
    str | None,
    typer.Option(
        "--collection", "-c", metavar="ID",
        help="List what this collection holds, in its order, with its parts.",
    ),
]  # fmt: skip

NAMES = ("id", "kind", "lang", "title", "path", "tags")


def list_entries(session: Session, collection: Of = None) -> int:
    """List the entries."""
    with session.project() as project:
        if collection is None:
            listed = [_listed(entry) for _, entry in sorted(project.entries.items())]
        else:
            (arrangement,) = project.arrangements([collection])
            listed = [
                {**_listed(project.entries[name]), "part": shelf.title or shelf.kind}
                for shelf in arrangement.shelves
                for name in shelf.ids
            ]
        heading = NAMES if collection is None else (*NAMES, "part")
        rows = [[_shown(value) for value in each.values()] for each in listed]
        session.show(tuple(name.upper() for name in heading), rows, listed)
        return session.report_aside(project)


def _listed(entry: Entry) -> dict[str, str | list[str]]:
    values = (entry.id, entry.kind, entry.lang, entry.title, entry.path, list(entry.tags))
    return dict(zip(NAMES, values, strict=True))


def _shown(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
