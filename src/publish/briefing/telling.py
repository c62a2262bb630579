"""What is said of a brief: what doesn't fit, what is left out for its width, what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publish.briefs.outline import QUESTIONS, Outline
from publish.briefs.stocktaking import SUMMARY
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import brf
from publish.fitting import Fit, Overfull, Stock
from publish.fitting.frame import ENOUGH
from publish.model.entry import Entry
from publish.model.place import Place
from publish.model.publication import Publication
from publish.model.settings import PRIORITIES


def too_long(entry: Entry, outline: Outline, pages: int, overfull: Overfull | None) -> Diagnostic:
    """That what must be there doesn't fit, and where it could be cut."""
    path = entry.path
    size = f"{pages} {'page' if pages == 1 else 'pages'}"
    if overfull is None:
        message = f"no layout of the brief came out at {size}"
        hint = "change the text a little" + (", or `--pages 2`" if pages == 1 else "")
        return brf.OVERFULL(message, Place(path), hint)
    lines = f"{overfull.lines} {'line' if overfull.lines == 1 else 'lines'}"
    name, place = _named(entry, outline, overfull.part)
    message = f"what must be in the brief is {lines} too long for {size}"
    own = overfull.part in (SUMMARY, "")
    other = "write a shorter text as `brief`" if own else "give it a lower priority than `must`"
    hint = f"cut {name} by {lines}, or {other}"
    return brf.OVERFULL.at(entry.source, place, message, hint)


def over_the_edge(publication: Publication, name: str) -> Diagnostic:
    """That what must be there stands over an edge; ``name`` is by what it is measured."""
    what, place = _part(publication, name)
    hint = "shorten what can't be parted in it: a formula, a picture, a word without a hyphen"
    message = f"{what} is wider than its column of the brief"
    if place.path != publication.entry.path:
        return brf.OVERFULL(message, place, hint)
    return brf.OVERFULL.at(publication.entry.source, place, message, hint)


def _part(publication: Publication, name: str) -> tuple[str, Place]:
    """What is measured by a name, and where it is written."""
    entry = publication.entry
    kind, _, rest = name.partition("-")
    if kind == "fact" and (fact := entry.facts[int(rest)]):
        return f"the fact `{fact.label}`", entry.place(f"facts.{rest}.value")
    if kind == "ref":
        known = {each.key: each.place for each in publication.references}
        return f"the reference to `{rest}`", known.get(rest) or Place(entry.path)
    if name == SUMMARY:
        what, place = _own_text(entry)
        return f"the text of {what}", place
    field = {"head": "title", "portrait": "image", "closing": "authors"}.get(name)
    names = {"head": "title", "whole": "address of the dossier", "closing": "last line"}
    what = "a note" if name.startswith("fn") else f"the {names.get(name, name)}"
    return what, entry.place(field) if field else Place(entry.path)


def _own_text(entry: Entry) -> tuple[str, Place]:
    """What stands first in the brief: its own text, else the summary."""
    name = "brief" if entry.document.fragment("brief") else "summary"
    return f"`{name}`", entry.place(name)


def _named(entry: Entry, outline: Outline, part: str) -> tuple[str, Place]:
    """What a part is called, and where it stands."""
    if part in (SUMMARY, ""):
        return _own_text(entry)
    section = next(each for each in outline.sections if each.name == part)
    if part == QUESTIONS:
        return "`questions`", entry.place("questions")
    return f"the section `{section.title}`", _heading_place(entry, section.title)


def too_wide(
    entry: Entry, outline: Outline, known: Stock, asked: Mapping[str, int]
) -> dict[str, Diagnostic]:
    """Of each section that holds something wider than the column, what is said of it."""
    found = {}
    for section in outline.sections:
        part = known.part(section.name)
        if len(part.blocks) < asked.get(section.name, 0):
            what = f"a block of `{section.title}`" if section.title else "a block"
            found[section.name] = brf.TOO_WIDE.at(
                entry.source,
                _heading_place(entry, section.title),
                f"{what} is wider than the column of a brief, and is left out",
                "let a table have fewer columns, or a listing shorter lines",
            )
    return found


def half_empty(entry: Entry, fit: Fit[Any]) -> Iterator[Diagnostic]:
    """That a page stays half empty, though something is left out."""
    assert fit.best is not None
    if fit.best.choice.complete or fit.best.fill >= ENOUGH:
        return
    message = f"the brief is {fit.best.fill:.0%} full, and the next block doesn't fit"
    yield brf.HALF_EMPTY(message, Place(entry.path), "part it, or give priorities")


def unknown_sections(entry: Entry, outline: Outline) -> Iterator[Diagnostic]:
    """Titles in the header that no section has."""
    there = {section.title.casefold() for section in (*outline.sections, *outline.never)}
    for title in entry.brief.sections if entry.brief else ():
        if title.casefold() not in there:
            place = entry.place(f"brief.sections.{title}")
            message = f"the entry has no section `{title}`"
            yield brf.UNKNOWN_SECTION.at(entry.source, place, message)


def unknown_priorities(entry: Entry, outline: Outline) -> Iterator[Diagnostic]:
    """What headings say that is no priority."""
    for title, said in outline.misread:
        place = _heading_place(entry, title)
        message = f"the heading `{title}` has `brief={said}`, which is not a priority"
        yield brf.UNKNOWN_PRIORITY.at(entry.source, place, message, PRIORITIES)


def _heading_place(entry: Entry, title: str) -> Place:
    at = entry.source.text.find(title, entry.body_start)
    return entry.source.place(at, at + len(title)) if at >= 0 else Place(entry.path)
