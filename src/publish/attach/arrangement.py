"""Briefs, and the manner in which they are wanted, to the parts to be joined and sheets between."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

import pikepdf

from publish.attach.joining import Numbering, Part
from publish.attach.joining.objects import entry, text
from publish.attach.manner import Manner
from publish.attach.opening import Document, title_of
from publish.attach.refusals import Side
from publish.attach.sheets import Frame, Line, Sheets
from publish.attach.stamps import box
from publish.attach.untagged import is_tagged, remove_tags
from publish.engines.lettering import drawable, turned
from publish.model.frozen import Frozen

UNKNOWN_LANGUAGE = "en"
"""For sheets in a report that doesn't say its language; their words are the command's."""


class Placed(Frozen):
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
    lang = text(report.Root, "/Lang") or UNKNOWN_LANGUAGE
    return Frame(width, height, lang, tuple(claims), is_tagged(report))


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
        sheet = sheets.divider(frame, _drawn(name, letter), _drawn(_name(brief)))
        part = _part(sheet, manner, frame)
        numbering = Numbering("own", f"{letter}-") if manner.numbering == "own" else Numbering()
        yield Placed(replace(part, title=title, under=_under(manner), numbering=numbering,
                           files=_addresses(brief, letter)))  # fmt: skip
        yield _brief(brief, letter, manner, None, title)


def _contents(
    lettered: Sequence[tuple[str, Side]], manner: Manner, frame: Frame, sheets: Sheets
) -> Placed:
    own = manner.numbering == "own"
    lines = tuple(
        Line(letter, _drawn(_name(brief)), f"{letter}-1" if own else "", _address(letter))
        for letter, brief in lettered
    )
    name = manner.under or "Appendices"
    sheet = sheets.contents(frame, _drawn(name, lettered[0][0]), lines)
    numbering = Numbering("own", f"{name}-") if manner.kind == "insert" else Numbering()
    return Placed(replace(_part(sheet, manner, frame), title=name, numbering=numbering))


def _drawn(text: str, otherwise: str = "") -> str:
    """What can be written of a text."""
    return drawable(text).strip() or otherwise


def unstamped(briefs: Sequence[Side], manner: Manner) -> str:
    """The characters that stamps have to leave out, for they draw letter by letter."""
    stamped = manner.stamp or ""
    titles = [_name(brief) for brief in briefs] if "{title}" in stamped else []
    return "".join(dict.fromkeys(filter(turned, "".join((stamped, *titles)))))


def undrawn(briefs: Sequence[Side], manner: Manner) -> str:
    """The characters that stamps and sheets have to leave out, for no font here has them."""
    stamped, divided = manner.stamp or "", manner.divider
    texts = [stamped, divided or "", manner.under if manner.contents else ""]
    if divided is not None or manner.contents or "{title}" in stamped:
        texts += [_name(brief) for brief in briefs]
    text = "".join(dict.fromkeys("".join(texts)))
    held = drawable(text)
    return "".join(character for character in text if character not in held)


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


def addresses(document: Document) -> tuple[str, str]:
    """By what a document is linked to: its file's name, and from a dossier beside it."""
    return document.name, f"../{PurePath(document.name).stem}/{document.name}"


def _addresses(brief: Side, letter: str) -> tuple[str, ...]:
    """The same, and how sheets link to it."""
    return *addresses(brief[0]), _address(letter)


def _part(data: bytes, manner: Manner, frame: Frame) -> Part:
    """A sheet; it has tags where the report has some."""
    pdf = pikepdf.open(io.BytesIO(data))
    if not frame.tagged:
        remove_tags(pdf)
    return Part(pdf, at=manner.at)


def letters() -> Iterator[str]:
    """A, B … Z, AA, AB …"""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    yield from (first + second for first in letters() for second in alphabet)


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """``pattern`` with each ``{name}`` replaced by its value."""
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), pattern)
