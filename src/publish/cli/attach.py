"""``publish attach``: briefs into somebody's report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from publish.cli.exits import Exit
from publish.cli.selection import chosen_entries
from publish.cli.session import Session
from publish.cli.summary import counted, problems
from publish.cli.usage import UsageError
from publish.diagnostics import Severity

if TYPE_CHECKING:
    from publish.api import Project
    from publish.attach.manner import Manner
    from publish.attach.opening import Document

DIVIDER = "Appendix {letter}"
STAMP = "Appendix {letter}, page {page} of {pages}"

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
As = Annotated[
    Literal["appendix", "insert", "embedded"],
    typer.Option("--as", help="At the end, in the midst, or as files in the file."),
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
Labels = Annotated[
    Literal["own", "continued"],
    typer.Option(help="Label the pages A-1, A-2 or go on with the report's numbers."),
]
Under = Annotated[str, typer.Option(metavar="TITLE", help="The bookmark of all appendices.")]
Stamp = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Draw a line on each page that comes in: {letter}, {title}, {page}, {pages}; "
        f"`default` is `{STAMP}`.",
    ),
]
Divider = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help=f"Put a page before each brief that says this; `default` is `{DIVIDER}`.",
    ),
]
Contents = Annotated[
    bool, typer.Option("--contents", help="List the briefs on pages before them, with links.")
]
LinkMentions = Annotated[
    bool,
    typer.Option(
        "--link-mentions", help="Link the words of the report that name a brief or its paper."
    ),
]
KeepScripts = Annotated[bool, typer.Option("--keep-scripts", help="Keep briefs' JavaScript.")]
Password = Annotated[str, typer.Option(help="Opens what is encrypted.")]
Force = Annotated[
    bool, typer.Option("--force", help="Go on where signatures or an XFA form are lost.")
]
DropClaims = Annotated[
    bool, typer.Option("--drop-claims", help="Give up claims that a brief doesn't keep.")
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
    from publish.attaching import attach_verified

    places = [each for each in (after, after_bookmark, before_bookmark) if each is not None]
    if len(places) != (as_ == "insert"):
        ways = "`--after PAGE`, `--after-bookmark TITLE` or `--before-bookmark TITLE`"
        raise UsageError(f"`--as insert` takes one place: {ways}")
    refuse_sources(output, [report, *map(Path, briefs)])
    manner = Manner(
        kind=as_,
        at=after,
        bookmark=after_bookmark if after_bookmark is not None else before_bookmark,
        beside="after" if after_bookmark is not None else "before",
        numbering=labels,
        under=under,
        stamp=STAMP if stamp == "default" else stamp,
        divider=DIVIDER if divider == "default" else divider,
        contents=contents,
        link_mentions=link_mentions,
        scripts=keep_scripts,
        force=force,
        drop_claims=drop_claims,
    )
    documents = [read(report, password), *_briefs(session, briefs, password)]
    made = attach_verified(documents[0], documents[1:], manner)
    code = session.report(made.diagnostics, session.fail_on or Severity.ERROR)
    if made.value is None:
        return code or Exit.CONTENT
    write(output, made.value.data)
    session.say(f"{output}: {_closing(manner, documents)}; {problems(made.diagnostics)}")
    return code


def _closing(manner: Manner, documents: Sequence[Document]) -> str:
    briefs = counted(len(documents) - 1, "brief")
    return f"{briefs} {'embedded' if manner.kind == 'embedded' else 'attached'}"


def _briefs(session: Session, names: Sequence[str], password: str) -> Iterator[Document]:
    """The PDFs that are named, and those of entries, which are built for it."""
    entries = [name for name in names if not _is_pdf(name)]
    made = _made(session, entries) if entries else {}
    for name in names:
        yield made[name] if name in made else read(Path(name), password)


def _is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf")


def _made(session: Session, names: Sequence[str]) -> dict[str, Document]:
    with session.project() as project:
        ids = {name: chosen_entries(project, [name])[:1] for name in names}
        chosen = list(dict.fromkeys(each for found in ids.values() for each in found))
        built = project.build(chosen, formats=["pdf"])
        if built.failed or not all(ids.values()):
            session.report(built.diagnostics or project.diagnostics, Severity.ERROR)
            raise UsageError(f"not all of {', '.join(f'`{name}`' for name in names)} could be made")
        files = {file.entry: project.settings.root / file.path for file in built.delivered}
        return {name: _document(project, found[0], files[found[0]]) for name, found in ids.items()}


def _document(project: Project, entry_id: str, file: Path) -> Document:
    """An entry's PDF, with all that a report may call it."""
    from publish.attach.opening import Document
    from publish.mentions.subjects import paper_names

    entry = project.entries[entry_id]
    names = (*entry.aliases, *paper_names(entry.title, project.bibliography))
    return Document(file.name, file.read_bytes(), entry.title, names=names)


def read(path: Path, password: str = "") -> Document:
    """A PDF on disk; raises `UsageError` where it can't be read."""
    from publish.attach.opening import Document

    try:
        return Document(path.name, path.read_bytes(), password=password)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"`{path}` can't be read: {reason}") from None


def refuse_sources(output: Path, sources: Sequence[Path]) -> None:
    """A source is never written over, by whatever name."""
    for source in sources:
        if output.resolve() == source.resolve() or (
            output.exists() and source.exists() and output.samefile(source)
        ):
            raise UsageError(f"`{output}` is a source, and sources are never overwritten")


def write(path: Path, data: bytes) -> None:
    """The file in one step; raises `UserError` where the machine can't write it."""
    from publish.engines.replacement import replace_file, writing

    with writing(str(path)):
        replace_file(path, data)
