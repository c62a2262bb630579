"""``publish list``: the entries of a project."""

from __future__ import annotations

from publish.cli.session import Session


def list_entries(session: Session) -> int:
    """List the entries."""
    with session.project() as project:
        rows = [
            (entry.id, entry.kind, entry.lang, entry.title, entry.path)
            for _, entry in sorted(project.entries.items())
        ]
        names = ("id", "kind", "lang", "title", "path")
        listed = [dict(zip(names, row, strict=True)) for row in rows]
        session.show(tuple(name.upper() for name in names), rows, listed)
        return session.report_aside(project)
