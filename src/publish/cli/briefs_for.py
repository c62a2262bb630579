"""``publish briefs-for``: exactly the briefs that a report asks for, attached to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from publish.cli.attach import attached
from publish.cli.exits import Exit
from publish.cli.manners import (
    Contents,
    Divider,
    DropClaims,
    Force,
    Labels,
    LinkMentions,
    Stamp,
    Under,
    divider_text,
    stamp_text,
)
from publish.cli.pdfs import Passwords, read, refuse_sources
from publish.cli.session import Session
from publish.cli.standins import WholeDossier, standing_for
from publish.cli.summary import counted
from publish.cli.usage import UsageError
from publish.diagnostics import Severity
from publish.diagnostics.views.cells import printable

if TYPE_CHECKING:
    from publish.api import Project
    from publish.briefsfor import Asked

Report = Annotated[
    Path,
    typer.Argument(metavar="REPORT.pdf|.docx|.md", help="What is read for entries and papers."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="OUT.pdf", help="Make the briefs, and write the report with them."
    ),
]
AsPdf = Annotated[
    Path | None,
    typer.Option("--pdf", metavar="REPORT.pdf", help="The same report as PDF, to attach to."),
]
Appended = Annotated[
    Literal["appendix", "embedded"], typer.Option("--as", help="At the end, or as files.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]


def briefs_for(
    session: Session,
    report: Report,
    *,
    output: Output = None,
    pdf: AsPdf = None,
    as_: Appended = "appendix",
    dossier: WholeDossier = False,
    labels: Labels = "own",
    under: Under = "Appendices",
    stamp: Stamp = None,
    divider: Divider = None,
    contents: Contents = False,
    link_mentions: LinkMentions = False,
    password: Passwords = None,
    force: Force = False,
    drop_claims: DropClaims = False,
    as_json: AsJson = False,
) -> int:
    """List the entries that a report mentions, and attach their briefs to it."""
    from publish.attach.manner import Manner

    shown = session.as_json() if as_json else session
    target = _target(report, pdf, output)
    manner = Manner(
        kind=as_,
        numbering=labels,
        under=under,
        stamp=stamp_text(stamp),
        divider=divider_text(divider),
        contents=contents,
        link_mentions=link_mentions,
        force=force,
        drop_claims=drop_claims,
    )
    with session.project() as project:
        source = read(report, password)
        found = project.asked_for(source.name, source.data, source.password)
        if found.value is None:
            return session.report(found.diagnostics, Severity.ERROR)
        _show(shown, project, found.value)
        asked = tuple(found.value.entries)
        if output is None or not asked:
            unmade = f", so that `{output}` isn't written" if output else ""
            session.say(f"{counted(len(asked), 'brief')} asked for{unmade}")
            return Exit.DONE
        host = read(target, password)
        embedded = as_ == "embedded"
        made = standing_for(session, project, asked, host, embedded=embedded, dossier=dossier)
    return attached(session, host, list(made.values()), manner, output)


def _target(report: Path, pdf: Path | None, output: Path | None) -> Path:
    """The PDF to which briefs are attached."""
    from publish.readers.report import FORMS

    if report.suffix.lower() not in FORMS:
        raise UsageError(f"`{report}` is none of {', '.join(FORMS)}")
    target = pdf or report
    if output is not None:
        if target.suffix.lower() != ".pdf":
            raise UsageError(f"`--pdf` names the PDF of `{report}`, to which briefs are attached")
        refuse_sources(output, [report, target])
    return target


def _show(session: Session, project: Project, asked: Asked) -> None:
    """The entries with the words that ask for them, and papers that none is about."""
    entries = [
        {"entry": name, "title": project.entries[name].title, "words": words}
        for name, words in asked.entries.items()
    ]
    data: dict[str, Any] = {"entries": entries, "papers": asked.papers, "without": asked.without}
    rows = [tuple(map(printable, each.values())) for each in entries]
    rows += [
        ("-", printable(_paper(project, key)), "no entry is about it") for key in asked.without
    ]
    session.show(("ENTRY", "TITLE", "MENTIONED AS"), rows, data)


def _paper(project: Project, key: str) -> str:
    from publish.mentions.names import title_of

    return title_of(project.bibliography.references[key]) or key
