"""``publish info`` and ``publish compare``: what PDFs hold, and what two differ in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.exits import Exit
from publish.cli.pdfs import Passwords, read
from publish.cli.session import Session
from publish.diagnostics import Severity
from publish.diagnostics.views.cells import printable
from publish.model.frozen import asdict

if TYPE_CHECKING:
    from publish.attach.description import Description

FEW = 3
"""So many differences of a kind are shown unless all are asked for."""

Row = tuple[str, str, str, str]
"""Which side, what kind, on which page, what."""

File = Annotated[Path, typer.Argument(metavar="FILE.pdf", help="Any PDF.")]
Everything = Annotated[bool, typer.Option("--all", help="Show each difference, not a few a kind.")]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]


def info(
    session: Session, file: File, *, password: Passwords = None, as_json: AsJson = False
) -> int:
    """Show what a PDF holds."""
    from publish.attach.looking import described
    from publish.verify.claims import claims_in

    if as_json:
        session = session.as_json()
    found = described(read(file, password), claims_in)
    if found.value is None:
        return session.report(found.diagnostics, Severity.ERROR)
    session.show(("WHAT", "HOW MANY"), _rows(found.value), asdict(found.value))
    return Exit.DONE


def _rows(facts: Description) -> list[tuple[str, str]]:
    sizes = dict.fromkeys(f"{page.width:g} × {page.height:g} pt" for page in facts.pages)
    rows = [
        ("PDF", facts.version),
        ("title", facts.title or "-"),
        ("language", facts.lang or "-"),
        ("claims", ", ".join(facts.claims) or "-"),
        *([("encrypted", "yes")] if facts.encrypted else []),
        ("pages", f"{len(facts.pages)} ({', '.join(list(sizes)[:3])})"),
        ("labels", f"{facts.pages[0].label} … {facts.pages[-1].label}"),
        ("bookmarks", str(len(facts.bookmarks))),
        ("destinations", str(facts.destinations)),
        ("tags", f"{sum(facts.tags.values())}{'' if facts.tagged else ', not marked as tagged'}"),
        *(("links", f"{count} {kind}") for kind, count in facts.links.items()),
        *(("annotations", f"{count} {kind}") for kind, count in facts.annotations.items()),
        *(
            ("font", f"{name}{'' if embedded else ', not embedded'}")
            for name, embedded in facts.fonts.items()
        ),
        ("fields", f"{len(facts.fields)}{', XFA' if facts.xfa else ''}"),
        ("signatures", str(facts.signatures)),
        ("layers", str(len(facts.layers))),
        ("articles", str(facts.articles)),
        *(("file", name) for name in facts.attachments),
    ]
    rows += [
        ("bookmark", f"{'  ' * each.depth}{each.title}{f', p. {each.page}' if each.page else ''}")
        for each in facts.bookmarks
    ]
    return [(name, printable(value)) for name, value in rows]


def compare(
    session: Session,
    one: File,
    other: File,
    *,
    password: Passwords = None,
    everything: Everything = False,
    as_json: AsJson = False,
) -> int:
    """Show what one PDF holds and another doesn't, structure by structure."""
    from publish.attach.looking import compared

    if as_json:
        session = session.as_json()
    found = compared(read(one, password), read(other, password))
    if found.value is None:
        return session.report(found.diagnostics, Severity.ERROR)
    difference = found.value
    rows = [("-", *_cells(item)) for item in difference.lost]
    rows += [("+", *_cells(item)) for item in difference.added]
    rows += [("~", kind, "", "in another order") for kind in difference.moved]
    session.show(
        ("", "KIND", "PAGE", "WHAT"),
        rows if everything else list(_shortened(rows)),
        [dict(zip(("in", "kind", "page", "what"), row, strict=True)) for row in rows],
    )
    return Exit.CONTENT if difference else Exit.DONE


def _shortened(rows: Iterable[Row]) -> Iterator[Row]:
    """The first few of each kind, and how many more there are."""
    for (side, kind), group in groupby(rows, key=itemgetter(0, 1)):
        listed = list(group)
        yield from listed[:FEW]
        if (more := len(listed) - FEW) > 0:
            yield side, kind, "", f"and {more} more (`--all` shows them)"


def _cells(item: tuple[str, int | None, str]) -> tuple[str, str, str]:
    kind, page, what = item
    return kind, "" if page is None else str(page + 1), printable(what)
