"""Briefs, and the manner in which they are wanted, to the parts to be joined and sheets between."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import pikepdf

from publish.attach.joining import Numbering, Part
from publish.attach.joining.objects import entry, text
from publish.attach.manner import Manner
from publish.attach.opening import Document, title_of
from publish.attach.refusals import Side
from publish.attach.sheets import Frame, Line, Sheets
from publish.attach.stamps import box

UNKNOWN_LANGUAGE = "en"
"""For sheets in a report that doesn't say its language; their words are the command's."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part to be joined; ``letter`` and ``title`` are those of the brief, and of a sheet
    the letter is empty.
    """

    part: Part
    letter: str = ""
    title: str = ""


def frame_of(report: pikepdf.Pdf, claims: Sequence[str]) -> Frame:
    """What sheets have to fit into: the report's first page, as it is seen."""
    page = report.pages[0].obj
    left, bottom, right, top = box(page)
    turned = (entry(page, "/Rotate", int) or 0) % 180
    width, height = (top - bottom, right - left) if turned else (right - left, top - bottom)
    return Frame(width, height, text(report.Root, "/Lang") or UNKNOWN_LANGUAGE, tuple(claims))


def arranged(
    briefs: Sequence[Side], manner: Manner, frame: Frame, sheets: Sheets
) -> Iterator[Placed]:
    """The parts in their order."""
    lettered = list(zip(letters(), briefs, strict=False))
    if manner.contents:
        yield _contents(lettered, manner, frame, sheets)
    for letter, brief in lettered:
        if manner.divider is None:
            yield _brief(brief, letter, manner, _name(brief))
            continue
        name = filled(manner.divider, {"letter": letter})
        title = f"{name}: {_name(brief)}"
        part = _part(sheets.divider(frame, name, _name(brief)), manner)
        numbering = Numbering("own", f"{letter}-") if manner.numbering == "own" else Numbering()
        yield Placed(replace(part, title=title, under=_under(manner), numbering=numbering,
                           files=_addresses(brief, letter)))  # fmt: skip
        yield _brief(brief, letter, manner, None, title)


def _contents(
    lettered: Sequence[tuple[str, Side]], manner: Manner, frame: Frame, sheets: Sheets
) -> Placed:
    own = manner.numbering == "own"
    lines = tuple(
        Line(_name(brief), f"{letter}-1" if own else "", _address(letter))
        for letter, brief in lettered
    )
    name = manner.under or "Appendices"
    return Placed(replace(_part(sheets.contents(frame, name, lines), manner), title=name))


def _brief(
    brief: Side, letter: str, manner: Manner, title: str | None, below: str | None = None
) -> Placed:
    """A brief by itself, or behind its divider, whose bookmark and numbers it goes on with."""
    document, pdf, _ = brief
    own = manner.numbering == "own" and below is None
    part = Part(
        pdf,
        title=title,
        at=manner.at,
        under=(*_under(manner), below) if below is not None else _under(manner),
        numbering=Numbering("own", f"{letter}-") if own else Numbering(),
        files=() if below is not None else _addresses(brief, letter),
        scripts=manner.scripts,
    )
    return Placed(part, letter, _name((document, pdf, ())))


def _under(manner: Manner) -> tuple[str, ...]:
    return (manner.under,) if manner.under and manner.kind == "appendix" else ()


def _name(brief: Side) -> str:
    document, pdf, _ = brief
    return document.title or title_of(pdf) or PurePath(document.name).stem


def _address(letter: str) -> str:
    return f"appendix-{letter}"


def addresses(brief: Document) -> tuple[str, str]:
    """By what a brief is linked to: its file's name, and from a brief beside it."""
    return brief.name, f"../{PurePath(brief.name).stem}/{brief.name}"


def _addresses(brief: Side, letter: str) -> tuple[str, ...]:
    """The same, and how sheets link to it."""
    return *addresses(brief[0]), _address(letter)


def _part(data: bytes, manner: Manner) -> Part:
    return Part(pikepdf.open(io.BytesIO(data)), at=manner.at)


def letters() -> Iterator[str]:
    """A, B … Z, AA, AB …"""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    yield from (first + second for first in letters() for second in alphabet)


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """``pattern`` with each ``{name}`` replaced by its value."""
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern
