"""A page's marked content: what each piece of it spells, and what is an artifact.

Codes of glyphs become text by the font's ToUnicode map (ISO 32000-1, 9.10.3), and
an ActualText of the content goes before that (14.9.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.structure.node import IMAGE

PAINTING = frozenset({"Tj", "TJ", "Do", "sh", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
"""Operators that show something (ISO 32000-1, annex A)."""

_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")


@dataclass(slots=True)
class PageContent:
    """``marked`` gives the text of each marked content by its number; ``artifacts`` are
    pairs of type (``Pagination/Header``) and text; ``bare`` is what is in neither."""

    marked: dict[int, str] = field(default_factory=dict)
    artifacts: list[tuple[str, str]] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Sequence:
    """A marked content that is open: its tag, its properties, what it spells so far."""

    tag: str
    properties: Any
    text: str = ""


def page_content(page: pikepdf.Page, maps: dict[Any, dict[int, str]]) -> PageContent:
    """The content of a page; ``maps`` keeps the fonts that were read."""
    found = PageContent()
    fonts = page.Resources.get("/Font", {})
    open_: list[_Sequence] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            given = operands[1] if len(operands) > 1 else {}
            open_.append(_Sequence(str(operands[0])[1:], given))
        elif name == "EMC":
            _close(open_.pop(), open_, found)
        elif name == "Tf":
            font = _map(fonts[str(operands[0])], maps)
        elif name in PAINTING:
            text = _spelt(operands[0], font) if name in ("Tj", "TJ") else IMAGE
            if open_:
                open_[-1].text += text
            else:
                found.bare.append(text)
    return found


def _close(done: _Sequence, open_: list[_Sequence], found: PageContent) -> None:
    actual = done.properties.get("/ActualText") if done.properties else None
    text = str(actual) if actual is not None else done.text
    drawn = text.replace(IMAGE, "")
    text = drawn or text[:1]  # lines under words are no picture; a picture is one
    number = done.properties.get("/MCID") if done.properties else None
    if done.tag == "Artifact":
        kind = (str(done.properties.get(key, ""))[1:] for key in ("/Type", "/Subtype"))
        found.artifacts.append(("/".join(filter(None, kind)), text))
    elif number is not None:
        found.marked[int(number)] = text
    elif open_:
        open_[-1].text += text
    else:
        found.bare.append(text)


def _spelt(operand: Any, font: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
    return "".join(
        font.get(int.from_bytes(code[at : at + 2], "big"), "\ufffd")
        for code in codes
        for at in range(0, len(code), 2)
    )


def _map(font: Any, maps: dict[Any, dict[int, str]]) -> dict[int, str]:
    """The font's ToUnicode: from a glyph's code to the characters that it stands for."""
    key = font.objgen
    if key not in maps:
        source = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
        maps[key] = {}
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", source, re.DOTALL):
            found = _HEX.findall(block)
            for code, text in zip(found[::2], found[1::2], strict=True):
                characters = bytes.fromhex(text.decode()).decode("utf-16-be")
                maps[key][int(code, 16)] = characters
    return maps[key]
