"""``publish cite``: the keys of mentioned papers, written into the entries themselves."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from publish.cli import terminal
from publish.cli.selection import Entries, chosen_entries
from publish.cli.session import Session
from publish.cli.summary import counted, problems

Write = Annotated[
    bool, typer.Option("--write", help="Write the keys; without it, only show what would change.")
]


def cite(session: Session, entries: Entries = None, *, write: Write = False) -> int:
    """Write the keys of mentioned papers into entries, where the print has them."""
    with session.project() as project:
        chosen = chosen_entries(project, entries or ())
        report = project.cite(chosen, write=write)
        policy = project.settings.citations.mentions
        reading = session.report_aside(project)
    files: list[dict[str, Any]] = [
        {
            "path": revision.path,
            "citations": [edit.text.strip() for edit in revision.edits],
            "written": revision.path in report.written,
            "diff": "".join(terminal.difference(revision, coloured=False)),
        }
        for revision in report.revisions
    ]
    if session.view == "text":
        for revision in report.revisions:
            done = revision.path in report.written
            lines = [f"{revision.path}\n"] if done else terminal.difference(revision)
            sys.stdout.writelines(lines)
    code = session.report(report.diagnostics, session.threshold(project), files=files)
    session.say(f"{_closing(files, write, policy)}: {problems(report.diagnostics)}")
    return max(code, reading)


def _closing(files: Sequence[Mapping[str, Any]], write: bool, policy: str) -> str:
    if not files:
        why = f", for `citations.mentions` is `{policy}`" if policy in ("report", "off") else ""
        return f"nothing to write{why}"
    count = counted(sum(len(file["citations"]) for file in files), "citation")
    where = counted(len(files), "file")
    if write:
        return f"{count} written into {where}"
    return f"{count} to write into {where} (`--write` does it)"
