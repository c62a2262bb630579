"""``publish build``: entries become files in the output folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from publish.cli.clock import source_date_epoch, today
from publish.cli.exits import Exit
from publish.cli.progress import progress
from publish.cli.selection import Entries, about, chosen_entries, chosen_formats
from publish.cli.session import Session
from publish.cli.summary import counted, problems
from publish.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from publish.api import BuildReport

To = Annotated[
    list[str] | None,
    typer.Option(metavar="FORMATS", help="What to make: pdf, epub, html, separated by commas."),
]


Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, max=999, metavar="N",
        help="How many entries to make side by side; as many as fit on this machine by default.",
    ),
]  # fmt: skip


def build(session: Session, entries: Entries = None, *, to: To = None, jobs: Jobs = None) -> int:
    """Make PDF, EPUB and HTML of the entries."""
    formats, epoch = chosen_formats(to or ()), source_date_epoch()
    with session.project() as project:
        chosen = chosen_entries(project, entries or ())
        if entries and not chosen:
            return session.report(project.diagnostics, session.threshold(project))
        count = len(chosen or project.entries)
        files = count * len(formats or project.settings.formats)
        with progress(count, shown=session.talks and files > 6) as advance:
            report = project.build(
                chosen, formats=formats, epoch=epoch, today=today(), jobs=jobs, progress=advance
            )
        found = tuple(about(project, chosen, report.diagnostics))
        delivered = [_as_object(file) for file in report.delivered]
        code = session.report(
            found, session.threshold(project), delivered=delivered, failed=list(report.failed)
        )
    if session.talks:
        print("".join(f"{file.path}\n" for file in report.delivered), end="")
        session.say(_closing(report, found))
    return _cause(found) if report.failed else code


def _as_object(file: Any) -> dict[str, Any]:
    return {"entry": file.entry, "format": file.format, "path": file.path, "bytes": file.bytes}


def _closing(report: BuildReport, found: Iterable[Diagnostic]) -> str:
    made = counted(len(report.delivered), "file")
    left_out = f"; incomplete: {', '.join(report.failed)}" if report.failed else ""
    return f"{made} made: {problems(found)}{left_out}"


def _cause(diagnostics: Iterable[Diagnostic]) -> Exit:
    """Whether the content or an engine is why something wasn't made."""
    errors = [item for item in diagnostics if item.severity is Severity.ERROR]
    if errors and all(item.rule.cause == "engine" for item in errors):
        return Exit.ENGINE
    return Exit.CONTENT
