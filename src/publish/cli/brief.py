"""``publish brief``: a page or two about each entry, that they fit exactly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from publish.cli.briefdesk import Desk
from publish.cli.clock import source_date_epoch, today
from publish.cli.exits import Exit
from publish.cli.pdfs import read
from publish.cli.selection import Entries, chosen_entries, chosen_formats
from publish.cli.session import Session
from publish.cli.summary import counted, problems
from publish.cli.usage import UsageError
from publish.diagnostics import Result, Severity

if TYPE_CHECKING:
    from publish.model.recipient import Recipient

FORMATS = ("pdf", "html", "png")
CARDS = (2, 4, 6, 8, 10)

Pages = Annotated[
    int | None,
    typer.Option(min=1, max=2, help="How many pages it has; as the settings say by default."),
]
Trim = Annotated[
    Literal["a4", "letter"] | None, typer.Option(help="The sheet; as the settings say by default.")
]
To = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FORMATS",
        help="What to make: pdf (default); html, the same text for screens; png, a card.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT.pdf", help="Where to put the brief of one entry."),
]
Recipients = Annotated[
    Path | None,
    typer.Option(
        metavar="TABLE.csv",
        help="Make a copy for each row (name, number), which says so on every page.",
    ),
]
Compare = Annotated[bool, typer.Option("--compare", help="Set two entries beside each other.")]
Cards = Annotated[
    Path | None,
    typer.Option(metavar="OUT.pdf", help="Make no briefs, but a card of each entry, on sheets."),
]
APage = Annotated[
    int, typer.Option("--a-page", metavar="N", help="Cards on a page: 2, 4, 6, 8 or 10.")
]
Pack = Annotated[
    Path | None,
    typer.Option(
        metavar="OUT.pdf", help="Bind the briefs: cover, contents, and all that they cite."
    ),
]
Title = Annotated[
    str | None, typer.Option(help="That of a pack or of cards; the project's by default.")
]


def brief(
    session: Session,
    entries: Entries = None,
    *,
    pages: Pages = None,
    trim: Trim = None,
    to: To = None,
    output: Output = None,
    recipients: Recipients = None,
    compare: Compare = False,
    pack: Pack = None,
    cards: Cards = None,
    a_page: APage = 8,
    title: Title = None,
) -> int:
    """Make a brief of each entry: one page or two, filled with what matters most."""
    formats = _formats(to or ())
    if a_page not in CARDS:
        raise UsageError(f"`--a-page` takes one of {', '.join(map(str, CARDS))}")
    people = _people(recipients)
    if people.failed:
        return session.report(people.diagnostics, session.fail_on or Severity.ERROR)
    with session.project() as project:
        chosen = chosen_entries(project, entries or ())
        desk = Desk(project, formats, people.value, output)
        named = chosen or tuple(project.entries)
        wanted = tuple(desk.readable(named))
        desk.refuse_sources(pack, cards, output)
        when: dict[str, Any] = {"epoch": source_date_epoch(), "today": today()}
        if desk.failed and not wanted:
            pass  # none of them could be read
        elif cards is not None:
            desk.put_cards(
                wanted, cards, title or project.settings.title, a_page, trim, when["today"]
            )
        elif compare:
            if len(named) != 2:
                raise UsageError("`--compare` takes two entries")
            desk.put(named, project.comparison(*named, pages=pages, trim=trim, **when))
        else:
            if output is not None and len(named) != 1:
                raise UsageError("`--output` takes the brief of one entry")
            for name in wanted:
                desk.put((name,), project.brief(name, pages=pages, trim=trim, **when))
            if pack is not None:
                desk.put_pack(pack, title or project.settings.title)
        code = session.report(
            desk.found, session.threshold(project), briefs=desk.made, failed=desk.failed
        )
    if session.talks:
        print("".join(f"{line}\n" for line in desk.lines), end="")
        session.say(f"{counted(len(desk.made), desk.noun)} made: {problems(desk.found)}")
    return code or (Exit.CONTENT if desk.failed else Exit.DONE)


def _formats(lists: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    formats = chosen_formats(lists) or ("pdf",)
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"a brief is made as {', '.join(FORMATS)}, and not as `{name}`")
    return formats


def _people(table: Path | None) -> Result[tuple[Recipient, ...]]:
    """Who gets a copy; raises `UsageError` where the table can't be read."""
    if table is None:
        return Result(())
    from publish.readers.recipients import read_recipients

    return read_recipients(str(table), read(table).data)
