"""Sections: those that the kind requires, their order, empty ones, skipped levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import ent
from publish.model.entry import Entry
from publish.model.frozen import Frozen
from publish.model.nodes import Node, plain_text
from publish.model.passages import passages, top_level
from publish.model.place import Place
from publish.model.settings import Kind, Settings


class _Heading(Frozen):
    """A heading of the body: ``number`` counts the body's headings from 0."""

    number: int
    level: int
    title: str
    is_empty: bool

    @property
    def name(self) -> str:
        return self.title.casefold()


def check_sections(entry: Entry, settings: Settings) -> Iterator[Diagnostic]:
    headings = _headings(entry)
    top = top_level(_body(entry))
    sections = [heading for heading in headings if heading.level == top]
    kind = (settings.kinds or {}).get(entry.kind)
    if kind is not None:
        yield from _missing(entry, kind, sections)
        yield from _disordered(entry, kind, sections)
        yield from _extra(entry, kind, sections)
    yield from _empty(entry, headings)
    yield from _repeated(entry, headings)
    yield from _skipped(entry, headings, top)


def _body(entry: Entry) -> Sequence[Node]:
    fragment = entry.document.fragment("body")
    return fragment.blocks if fragment else ()


def _headings(entry: Entry) -> list[_Heading]:
    blocks = _body(entry)
    found: list[_Heading] = []
    for index, block in enumerate(blocks):
        if block["t"] == "Header":
            level, _, inlines = block["c"]
            behind = blocks[index + 1] if index + 1 < len(blocks) else None
            empty = behind is None or (behind["t"] == "Header" and behind["c"][0] <= level)
            found.append(_Heading(len(found), level, plain_text(inlines), empty))
    return found


def _place(entry: Entry, heading: _Heading) -> Place:
    """Where the words of a heading stand; sought only where something is wrong."""
    titles = [
        passage
        for passage in passages(entry.document)
        if passage.fragment == "body"
        and passage.context == "heading"
        and len(passage.container) == 3
    ]
    passage = titles[heading.number]
    return passage.place(0, len(passage.text))


def _missing(entry: Entry, kind: Kind, sections: Sequence[_Heading]) -> Iterator[Diagnostic]:
    present = {section.name for section in sections}
    for title in kind.required:
        if title.casefold() not in present:
            yield ent.MISSING_SECTION.at(
                entry.source,
                entry.place("kind"),
                f"section `{title}` is missing, which kind `{kind.name}` requires",
                f"add a heading `{title}`",
            )


def _disordered(entry: Entry, kind: Kind, sections: Sequence[_Heading]) -> Iterator[Diagnostic]:
    order = {title.casefold(): index for index, title in enumerate(kind.sections)}
    last: _Heading | None = None
    for section in (each for each in sections if each.name in order):
        if last is not None and order[section.name] < order[last.name]:
            yield ent.SECTION_ORDER.at(
                entry.source,
                _place(entry, section),
                f"section `{section.title}` stands behind `{last.title}`",
                f"the order is {', '.join(f'`{title}`' for title in kind.sections)}",
            )
        else:
            last = section


def _extra(entry: Entry, kind: Kind, sections: Sequence[_Heading]) -> Iterator[Diagnostic]:
    if kind.extra_sections:
        return
    known = {title.casefold() for title in kind.sections}
    for section in sections:
        if section.name not in known:
            yield ent.EXTRA_SECTION.at(
                entry.source,
                _place(entry, section),
                f"kind `{kind.name}` has no section `{section.title}`",
                f"its sections are {', '.join(f'`{title}`' for title in kind.sections)}",
            )


def _empty(entry: Entry, headings: Sequence[_Heading]) -> Iterator[Diagnostic]:
    for heading in headings:
        if heading.is_empty:
            yield ent.EMPTY_SECTION.at(
                entry.source,
                _place(entry, heading),
                f"section `{heading.title}` is empty",
                "write it, or remove its heading",
            )


def _repeated(entry: Entry, headings: Sequence[_Heading]) -> Iterator[Diagnostic]:
    """Headings that stand twice under the same one."""
    above: list[_Heading] = []
    seen: dict[tuple[str, ...], _Heading] = {}
    for heading in headings:
        above = [each for each in above if each.level < heading.level]
        path = (*(f"{each.number}" for each in above), heading.name)
        if path in seen and heading.name:
            yield ent.REPEATED_SECTION.at(
                entry.source,
                _place(entry, heading),
                f"section `{heading.title}` stands twice",
                f"the other is at line {_place(entry, seen[path]).line}: join them, or rename one",
            )
        seen.setdefault(path, heading)
        above.append(heading)


def _skipped(entry: Entry, headings: Sequence[_Heading], top: int) -> Iterator[Diagnostic]:
    above = top - 1
    for heading in headings:
        if heading.level > above + 1:
            yield ent.SKIPPED_LEVEL.at(
                entry.source,
                _place(entry, heading),
                f"heading `{heading.title}` is of level {heading.level}, where {above + 1} follows",
                f"start it with `{'#' * (above + 1)}`",
            )
        above = heading.level
