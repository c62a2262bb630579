"""``publish attach``: briefs into somebody's report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.exits import Exit
from publish.cli.manners import (
    DIVIDER,
    STAMP,
    As,
    Contents,
    Divider,
    DropClaims,
    Force,
    KeepScripts,
    Labels,
    LinkMentions,
    Stamp,
    Under,
    default,
)
from publish.cli.pdfs import Password, read, refuse_sources, write
from publish.cli.selection import chosen_entries
from publish.cli.session import Session
from publish.cli.summary import counted, problems
from publish.cli.usage import UsageError
from publish.diagnostics import Severity

if TYPE_CHECKING:
    from publish.api import Project
    from publish.attach.manner import Manner
    from publish.attach.opening import Document

Report = Annotated[Path, typer.Argument(metavar="REPORT.pdf", help="The PDF to attach to.")]
Briefs = Annotated[
    list[str],
    typer.Argument(
        metavar="ENTRY|BRIEF.pdf...", help="What to attach: PDFs, or entries, which are made first."
    ),
]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="OUT.pdf", help="The file to write.")
]
After = Annotated[
    int | None, typer.Option(metavar="PAGE", min=0, help="Insert after this page; 0, in front.")
]
AfterBookmark = Annotated[
    str | None, typer.Option(metavar="TITLE", help="Insert behind what this bookmark stands for.")
]
BeforeBookmark = Annotated[
    str | None, typer.Option(metavar="TITLE", help="Insert before this bookmark's page.")
]


def attach(
    session: Session,
    report: Report,
    briefs: Briefs,
    *,
    output: Output,
    as_: As = "appendix",
    after: After = None,
    after_bookmark: AfterBookmark = None,
    before_bookmark: BeforeBookmark = None,
    labels: Labels = "own",
    under: Under = "Appendices",
    stamp: Stamp = None,
    divider: Divider = None,
    contents: Contents = False,
    link_mentions: LinkMentions = False,
    keep_scripts: KeepScripts = False,
    password: Password = "",
    force: Force = False,
    drop_claims: DropClaims = False,
) -> int:
    """Attach briefs to a report; nothing of either is lost."""
    from publish.attach.manner import Manner

    _one_place((after, after_bookmark, before_bookmark), wanted=as_ == "insert")
    refuse_sources(output, [report, *map(Path, briefs)])
    manner = Manner(
        kind=as_,
        at=after,
        bookmark=after_bookmark if after_bookmark is not None else before_bookmark,
        beside="after" if after_bookmark is not None else "before",
        numbering=labels,
        under=under,
        stamp=default(stamp, STAMP),
        divider=default(divider, DIVIDER),
        contents=contents,
        link_mentions=link_mentions,
        scripts=keep_scripts,
        force=force,
        drop_claims=drop_claims,
    )
    documents = list(_briefs(session, briefs, password))
    return attached(session, read(report, password), documents, manner, output)


def attached(
    session: Session, report: Document, briefs: Sequence[Document], manner: Manner, output: Path
) -> int:
    """Attach, tell, write; the command's exit code."""
    from publish.attaching import attach_verified

    made = attach_verified(report, briefs, manner)
    code = session.report(made.diagnostics, session.fail_on or Severity.ERROR)
    if made.value is None:
        return code or Exit.CONTENT
    write(output, made.value.data)
    done = "embedded" if manner.kind == "embedded" else "attached"
    session.say(f"{output}: {counted(len(briefs), 'brief')} {done}; {problems(made.diagnostics)}")
    return code


def _one_place(places: Sequence[object], *, wanted: bool) -> None:
    if sum(each is not None for each in places) != wanted:
        ways = "`--after PAGE`, `--after-bookmark TITLE` or `--before-bookmark TITLE`"
        raise UsageError(f"`--as insert` takes one place: {ways}")


def _briefs(session: Session, names: Sequence[str], password: str) -> Iterator[Document]:
    """The PDFs that are named, and those of entries, which are built for it."""
    entries = [name for name in names if not _is_pdf(name)]
    made = briefs_of_entries(session, entries) if entries else {}
    for name in names:
        yield made[name] if name in made else read(Path(name), password)


def _is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf")


def briefs_of_entries(session: Session, names: Sequence[str]) -> dict[str, Document]:
    """The briefs of entries, by the names by which these were asked for."""
    with session.project() as project:
        ids = {name: chosen_entries(project, [name])[:1] for name in names}
        chosen = list(dict.fromkeys(each for found in ids.values() for each in found))
        if not all(ids.values()):
            session.report(project.diagnostics, Severity.ERROR)
            raise UsageError(f"not all of {', '.join(f'`{name}`' for name in names)} could be made")
        made = made_briefs(session, project, chosen)
        return {name: made[found[0]] for name, found in ids.items()}


def made_briefs(session: Session, project: Project, ids: Sequence[str]) -> dict[str, Document]:
    """What stands for each entry in a report: its dossier."""
    built = project.build(ids, formats=["pdf"])
    if built.failed:
        session.report(built.diagnostics, Severity.ERROR)
        raise UsageError(f"not all of {', '.join(f'`{name}`' for name in ids)} could be made")
    files = {file.entry: project.settings.root / file.path for file in built.delivered}
    return {
        name: document_of(project, name, each.name, each.read_bytes())
        for name, each in files.items()
        if name in ids
    }


def document_of(project: Project, entry_id: str, file: str, data: bytes) -> Document:
    """An entry's PDF, with all that a report may call it, and where its links lead."""
    from publish.attach.opening import Document
    from publish.mentions.subjects import paper_names
    from publish.writers.entry_links import SCHEME, made_file, page_on_site

    entry = project.entries[entry_id]
    names = (*entry.aliases, *paper_names(entry.title, project.bibliography))
    others = [f"{SCHEME}{name}" for name in project.entries]
    links = {made_file(link, suffix="pdf"): page_on_site(link, project.settings) for link in others}
    return Document(file, data, entry.title, names=names, links=links)
