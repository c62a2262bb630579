"""``publish check``: what is wrong with the content, and what mends it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from publish.cli.clock import today
from publish.cli.explaining import explain as explain_rule
from publish.cli.fixing import Wish
from publish.cli.fixing import fix as mend
from publish.cli.rendering import SUFFIXES, View, rendered
from publish.cli.session import Session
from publish.cli.summary import counted, problems
from publish.cli.usage import UsageError

Fix = Annotated[
    bool, typer.Option("--fix", help="Mend what is safe: shows it, asks, and writes it.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="With --fix: write without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="With --fix: only show it.")]
Explain = Annotated[
    str | None,
    typer.Option(metavar="RULE", help="Explain a rule, named by its code or name, and end."),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        dir_okay=False,
        help="Write a report too; .html, .json, .sarif or .txt says in which form.",
    ),
]


def check(
    session: Session,
    *,
    fix: Fix = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    explain: Explain = None,
    report: ReportFile = None,
) -> int:
    """Check settings, entries and bibliography."""
    if explain is not None:
        return explain_rule(session, explain)
    if (yes or dry_run) and not fix:
        raise UsageError(f"`{'--yes' if yes else '--dry-run'}` belongs to `--fix`")
    if yes and dry_run:
        raise UsageError("`--yes` and `--dry-run` exclude each other")
    view = _view(report) if report else None
    more: dict[str, Any] = {"files": mend(session, Wish(yes, dry_run))} if fix else {}
    with session.project(texts=True) as project:
        found = project.check(today())
        if {session.view, view} & {"json", "sarif"}:
            found = project.with_edits(found)
        code = session.report(found, session.threshold(project), **more)
        if report and view:
            page = rendered(view, found, session.directory, title=project.settings.title)
            _write(report, page)
        session.say(f"{counted(len(project.entries), 'entry')} checked: {problems(found)}")
    return code


def _view(report: Path) -> View:
    """The form of a report, by its file's name."""
    view = SUFFIXES.get(report.suffix.lower())
    if view is None:
        raise UsageError(f"the name of a report ends with {', '.join(SUFFIXES)}")
    return view


def _write(path: Path, text: str) -> None:
    from publish.engines.replacement import replace_file, writing

    with writing(str(path)):
        replace_file(path, text.encode())
