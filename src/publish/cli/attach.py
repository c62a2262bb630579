"""``publish attach``: briefs into somebody's report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.exits import Exit
from publish.cli.manners import (
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
    divider_text,
    stamp_text,
)
from publish.cli.pdfs import Passwords, read, refuse_sources, write
from publish.cli.session import Session
from publish.cli.standins import WholeDossier, named_entries, standing_for
from publish.cli.summary import counted, problems
from publish.cli.usage import UsageError
from publish.diagnostics import Severity

if TYPE_CHECKING:
    from publish.attach.manner import Manner
    from publish.attach.opening import Document

Report = Annotated[Path, typer.Argument(metavar="REPORT.pdf", help="The PDF to attach to.")]
Briefs = Annotated[
    list[str],
    typer.Argument(
        metavar="ENTRY|BRIEF.pdf...",
        help="What to attach: PDFs, or entries, whose briefs are made first.",
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
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
BeforeBookmark = Annotated[
    str | None, typer.Option(metavar="TITLE", help="Insert before this bookmark's page.")
]


_ON_PAGES = ("--stamp", "--divider", "--contents", "--link-mentions")
_OTHERS = (".doc", ".docx", ".odt", ".txt", ".html", ".epub", ".tex")
"""What people have instead of a PDF; an entry's own file is none of it."""


def attach(
    session: Session,
    report: Report,
    briefs: Briefs,
    *,
    output: Output,
    as_: As = "appendix",
    dossier: WholeDossier = False,
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
    password: Passwords = None,
    force: Force = False,
    drop_claims: DropClaims = False,
    as_json: AsJson = False,
) -> int:
    """Attach briefs to a report; nothing of either is lost."""
    from publish.attach.manner import Manner

    _one_place((after, after_bookmark, before_bookmark), wanted=as_ == "insert")
    if as_ == "embedded":
        _off_the_pages(stamp, divider, contents or None, link_mentions or None)
    refuse_sources(output, [report, *map(Path, briefs)])
    manner = Manner(
        kind=as_,
        at=after,
        bookmark=after_bookmark if after_bookmark is not None else before_bookmark,
        beside="after" if after_bookmark is not None else "before",
        numbering=labels,
        under=under,
        stamp=stamp_text(stamp),
        divider=divider_text(divider),
        contents=contents,
        link_mentions=link_mentions,
        scripts=keep_scripts,
        force=force,
        drop_claims=drop_claims,
    )
    shown = session.as_json() if as_json else session
    host = read(report, password)
    made = _of_entries(session, briefs, host, embedded=as_ == "embedded", dossier=dossier)
    documents = [made[name] if name in made else read(Path(name), password) for name in briefs]
    return attached(shown, host, documents, manner, output)


def attached(
    session: Session, report: Document, briefs: Sequence[Document], manner: Manner, output: Path
) -> int:
    """Attach, tell, write; the command's exit code."""
    from publish.attaching import attach_verified

    made = attach_verified(report, briefs, manner)
    done = made.value
    more = {} if done is None else {"output": str(output), "claims": done.claims}
    code = session.report(made.diagnostics, session.fail_on or Severity.ERROR, **more)
    if done is None:
        return code or Exit.CONTENT
    write(output, done.data)
    how = "embedded" if manner.kind == "embedded" else "attached"
    session.say(f"{output}: {counted(len(briefs), 'brief')} {how}; {problems(made.diagnostics)}")
    return code


def _one_place(places: Sequence[object], *, wanted: bool) -> None:
    if sum(each is not None for each in places) != wanted:
        ways = "`--after PAGE`, `--after-bookmark TITLE` or `--before-bookmark TITLE`"
        raise UsageError(f"`--as insert` takes one place: {ways}")


def _off_the_pages(*given: object) -> None:
    """Of the options that change pages, none goes with files that stand beside them."""
    for option, value in zip(_ON_PAGES, given, strict=True):
        if value is not None:
            raise UsageError(f"`--as embedded` changes no page, so that `{option}` says nothing")


def _is_pdf(name: str) -> bool:
    """Whether a PDF is named, and not an entry; raises `UsageError` where it is another file."""
    if Path(name).suffix.lower() in _OTHERS and Path(name).is_file():
        raise UsageError(f"`{name}` is no PDF: save or print it as PDF first, or name an entry")
    return name.lower().endswith(".pdf")


def _of_entries(
    session: Session, names: Sequence[str], report: Document, *, embedded: bool, dossier: bool
) -> dict[str, Document]:
    """What stands for those of ``names`` that are no PDFs but entries, by these names."""
    entries = [name for name in names if not _is_pdf(name)]
    if not entries:
        return {}
    with session.project() as project:
        ids = named_entries(session, project, entries)
        asked = tuple(ids.values())
        made = standing_for(session, project, asked, report, embedded=embedded, dossier=dossier)
    return {name: made[entry] for name, entry in ids.items()}
