"""What a page's drawing operators spell, and the small changes that tags need in them.

WeasyPrint keeps a page as a list of operators. A box of text stands between ``BDC``
and ``EMC``; its glyphs are numbers in the operand of ``TJ``, which the font's map to
Unicode turns back into characters (ISO 32000-1, 9.10.3). What is changed here takes
the place of one operator, so that the others stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint.pdf

Alphabets = Mapping[bytes, Mapping[int, str]]
"""For each font, by its name in the operators, the characters of its glyphs."""

_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_LAST_GLYPH = re.compile(rb"([0-9a-f]{4}>[-0-9.]*\] TJ)\Z")
_SOFT_HYPHEN = b"/Span<</ActualText<feff00ad>>>BDC "


@dataclass(slots=True)
class Piece:
    """A marked content of a page: ``at`` is the place of its properties among the
    operators of ``stream``, ``last`` that of its last text, set in ``font``. What is seen through
    stands in a ``group``, a stream of its own (ISO 32000-1, 8.10 and 14.7.4.2)."""

    stream: list[Any]
    at: int
    group: Any = None
    last: int | None = None
    font: bytes = b""
    words: list[str] = field(default_factory=list)

    @property
    def spelt(self) -> str:
        return "".join(self.words)


FOUND_AS = {"\N{HYPHEN}": "\u00ad", "\N{NO-BREAK SPACE}": " ", "": "\N{ZERO WIDTH SPACE}"}
"""What is taken out as other characters than those that it was made of: the hyphen at the
end of a line, which only parts a word, and the space that is drawn as any other; and, where
one letter is drawn in parts, all but the part that stands for it: each needs some character
(ISO 19005-3, 6.2.11.7.2)."""


@contextmanager
def searchable_glyphs() -> Iterator[None]:
    """While inside, the fonts' maps to Unicode hold characters that are searched for."""
    original = weasyprint.pdf.build_fonts_dictionary

    def build_fonts_dictionary(pdf: Any, fonts: Any, *rest: Any) -> Any:
        for font in fonts.values():
            letters = font.to_unicode
            letters.update((g, FOUND_AS[t]) for g, t in list(letters.items()) if t in FOUND_AS)
        return original(pdf, fonts, *rest)

    weasyprint.pdf.build_fonts_dictionary = build_fonts_dictionary
    try:
        yield
    finally:
        weasyprint.pdf.build_fonts_dictionary = original


def alphabets(fonts: Iterable[Any]) -> dict[bytes, dict[int, str]]:
    """The characters of all glyphs that were drawn, by the fonts' names."""
    found: dict[bytes, dict[int, str]] = {}
    for font in fonts:
        found.setdefault(str(font.hash).encode(), {}).update(font.to_unicode)
    return found


def groups(pdf: Any, stream: Any, resources: Any) -> Iterator[Any]:
    """The groups that are drawn in a stream, and those in them."""
    for item in stream.stream:
        if isinstance(item, bytes) and item[-3:] == b" Do":
            drawn = led_to(pdf, resources["XObject"][item[1:-3].decode()])
            if "Group" in drawn.extra:
                yield drawn
                yield from groups(pdf, drawn, led_to(pdf, drawn.extra["Resources"]))


def led_to(pdf: Any, reference: bytes) -> Any:
    """The object that a reference leads to."""
    return pdf.objects[int(reference.split()[0])]


def pieces(stream: list[Any], letters: Alphabets, group: Any = None) -> dict[int, Piece]:
    """The marked contents of a page, or of a group, by their number in the page."""
    found: dict[int, Piece] = {}
    open_: list[Piece | None] = []
    font = b""
    for at, item in enumerate(stream):
        if not isinstance(item, bytes):
            continue
        if item[-3:] == b" TJ":
            if open_ and (piece := open_[-1]) is not None:
                piece.last, piece.font = at, font
                piece.words.append(_spelt(item, letters.get(font, {})))
        elif item[-3:] == b" Tf":
            font = item[1:].partition(b" ")[0]
        elif item == b"BDC":
            properties = stream[at - 1]
            number = properties.get("MCID") if isinstance(properties, dict) else None
            open_.append(
                None if number is None else found.setdefault(number, Piece(stream, at - 1, group))
            )
        elif item == b"BMC":
            open_.append(None)
        elif item == b"EMC":
            open_.pop()
    return found


def _spelt(shown: bytes, letters: Mapping[int, str]) -> str:
    """The characters of one operand: the table of a font translates glyphs as if they
    were characters, all at once."""
    glyphs = bytes.fromhex(b"".join(_GLYPHS.findall(shown)).decode())
    return glyphs.decode("utf-16-be", "surrogatepass").translate(letters)


def part_hyphen(piece: Piece) -> bool:
    """Say of the last glyph that it only parts a word; whether that could be done."""
    stream = piece.stream
    found = _LAST_GLYPH.search(stream[piece.last]) if piece.last is not None else None
    if piece.last is None or found is None:
        return False
    word = stream[piece.last][: found.start()] + b">] TJ\n"
    stream[piece.last] = word + _SOFT_HYPHEN + b"[<" + found[1] + b"\nEMC"
    return True


def append_space(piece: Piece, letters: Alphabets, gap: str = " ") -> bool:
    """Draw a space behind the last glyph; False if the font has drawn none elsewhere.

    A ``gap`` of new lines is what the space then says it stands for.
    """
    alphabet = letters.get(piece.font, {})
    glyph = next((glyph for glyph, text in alphabet.items() if text == " "), None)
    if piece.last is None or glyph is None:
        return False
    shown, space = piece.stream[piece.last].removesuffix(b"] TJ"), b"<%04x>] TJ" % glyph
    if gap != " ":
        said = gap.encode("utf-16-be").hex().encode()
        shown += b"] TJ\n/Span<</ActualText<feff" + said + b">>>BDC ["
        space += b"\nEMC"
    piece.stream[piece.last] = shown + space
    return True


def name_artifacts(stream: list[Any]) -> None:
    """Say of borders and backgrounds, which have no type, that they are of the layout."""
    for at, item in enumerate(stream):
        if item == b"BMC" and stream[at - 1] == "/Artifact":
            stream[at - 1 : at + 1] = "/Artifact <</Type /Layout>>", b"BDC"


def say(piece: Piece, text: str) -> None:
    """Let the marked content say ``text`` instead of what its glyphs spell."""
    piece.stream[piece.at]["ActualText"] = pydyf.String(text)
