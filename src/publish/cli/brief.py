"""``publish brief``: a page or two about each entry, that they fit exactly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from publish.cli.clock import source_date_epoch, today
from publish.cli.exits import Exit
from publish.cli.pdfs import refuse_sources, write
from publish.cli.selection import Entries, about, chosen_entries
from publish.cli.session import Session
from publish.cli.summary import counted, problems
from publish.cli.usage import UsageError
from publish.diagnostics import Diagnostic

if TYPE_CHECKING:
    from publish.api import Project
    from publish.briefing import MadeBrief

Pages = Annotated[
    int | None,
    typer.Option(min=1, max=2, help="How many pages it has; as the settings say by default."),
]
Trim = Annotated[
    Literal["a4", "letter"] | None, typer.Option(help="The sheet; as the settings say by default.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT.pdf", help="Where to put the brief of one entry."),
]


def brief(
    session: Session,
    entries: Entries = None,
    *,
    pages: Pages = None,
    trim: Trim = None,
    output: Output = None,
) -> int:
    """Make a brief of each entry: one page or two, filled with what matters most."""
    made: list[dict[str, Any]] = []
    found: dict[Diagnostic, None] = {}
    lines: list[str] = []
    with session.project() as project:
        chosen = chosen_entries(project, entries or ())
        if entries and not chosen:
            return session.report(project.diagnostics, session.threshold(project))
        wanted = chosen or tuple(project.entries)
        if output is not None and len(wanted) != 1:
            raise UsageError("`--output` takes the brief of one entry")
        for name in wanted:
            result = project.brief(
                name, pages=pages, trim=trim, epoch=source_date_epoch(), today=today()
            )
            found.update(dict.fromkeys(about(project, [name], result.diagnostics)))
            if result.value is not None:
                path = _written(project, name, result.value, output)
                made.append({"path": path, **result.value.report.as_object()})
                lines += [path, *result.value.report.lines()]
        failed = [name for name in wanted if name not in {each["entry"] for each in made}]
        code = session.report(found, session.threshold(project), briefs=made, failed=failed)
    if session.talks:
        print("".join(f"{line}\n" for line in lines), end="")
        session.say(f"{counted(len(made), 'brief')} made: {problems(found)}")
    return code or (Exit.CONTENT if failed else Exit.DONE)


def _written(project: Project, name: str, brief: MadeBrief, output: Path | None) -> str:
    """The brief on disk: beside the dossier, or where it is wanted."""
    from publish.delivery import deliver_brief

    settings = project.settings
    if output is None:
        return deliver_brief(settings, name, brief.artifact).path
    refuse_sources(output, [settings.root / project.entries[name].path])
    write(output, brief.artifact.data)
    return str(output)
