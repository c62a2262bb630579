"""Mentions as tables for a terminal: one an entry, as wide as the window."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from publish.cli.terminal import takes_colour
from publish.diagnostics.views.cells import printable
from publish.model.mention import Mention
from publish.model.reference import Reference

if TYPE_CHECKING:
    from publish.api import Project

_LOOKS = {
    "sure": ("✓", "green"),
    "doubtful": ("?", "yellow"),
    "unmatched": ("+", "cyan"),
    "rejected": ("×", "dim"),
}
"""The mark and the colour of each status; the word stands beside it."""


def print_tables(found: Mapping[str, Iterable[Mention]], project: Project) -> None:
    """A table for each entry, coloured where the terminal takes colour."""
    colours: Literal["auto"] | None = "auto" if takes_colour(sys.stdout) else None
    console = Console(highlight=False, color_system=colours)
    for entry_id, mentions in found.items():
        entry = project.entries[entry_id]
        heading = Text.assemble((printable(entry.title), "bold"), "  ", (entry.path, "dim"))
        console.print(heading)
        console.print(_table(mentions, project))


def _table(mentions: Iterable[Mention], project: Project) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("place", justify="right", style="dim", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("words", ratio=2, overflow="fold")
    table.add_column("paper", ratio=3, overflow="fold")
    table.add_column("why", ratio=3, overflow="fold")
    for mention in mentions:
        mark, colour = _LOOKS[mention.status]
        asked = mention.candidates if mention.status == "doubtful" else ()
        papers = Text("\n").join(_paper(key, project) for key in asked)
        papers = papers or Text(printable(mention.key or "–"), style="bold")
        place = f"{mention.place.line}:{mention.place.column}"
        status = Text(f"{mark} {mention.status}", style=colour)
        words, why = Text(printable(mention.text)), Text(printable(mention.reason))
        table.add_row(place, status, words, papers, why)
    return table


def _paper(key: str, project: Project) -> Text:
    reference = project.bibliography.get(key)
    shown = brief(reference) if reference else ""
    return Text.assemble((printable(key), "bold"), "  ", shown)


def brief(reference: Reference) -> str:
    """A record on one line: authors, year, title."""
    people = reference.csl.get("author") or reference.csl.get("editor") or ()
    families = [str(p.get("family") or p.get("literal") or "") for p in people]
    names = families[0] + " et al." if len(families) > 2 else " & ".join(families)
    parts = (reference.csl.get("issued") or {}).get("date-parts") or [[""]]
    year = str(parts[0][0]) if parts[0] else ""
    return printable(
        ". ".join(part for part in (f"{names} {year}".strip(), reference.title) if part)
    )
