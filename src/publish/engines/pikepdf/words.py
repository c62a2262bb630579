"""The words and pictures that a page shows, by the marks that tie them to the structure tree.

Codes become characters by a font's ToUnicode (ISO 32000-1, 9.10.3). It is enough to
say which paragraph is meant, not to extract a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


def marked_words(page: Any) -> dict[int, str]:
    """For each mark (MCID) of a page the words that it shows."""
    return {number: "".join(parts) for number, parts in _read(page).words.items()}


def picture_marks(page: Any) -> dict[str, int]:
    """For each XObject that a page paints, by its name there, the mark that it stands in."""
    return _read(page).pictures


def _read(page: Any) -> _Reader:
    reader = _Reader(page.obj.get("/Resources", Dictionary()))
    for instruction in pikepdf.parse_content_stream(page):
        reader.read(list(instruction.operands), str(instruction.operator))
    return reader


class _Reader:
    """Follows the operators of a page: marks, fonts, shown text and painted XObjects."""

    def __init__(self, resources: Any) -> None:
        self.words: dict[int, list[str]] = {}
        self.pictures: dict[str, int] = {}
        self._resources = resources
        self._marks: list[int | None] = []
        self._replaced: list[bool] = []
        self._font: _Font | None = None
        self._fonts: dict[str, _Font] = {}

    def read(self, operands: list[Any], operator: str) -> None:
        if operator in ("BDC", "BMC"):
            self._begin(operands)
        elif operator == "EMC" and self._marks:
            self._marks.pop()
            self._replaced.pop()
        elif operator == "Tf" and operands:
            self._font = self._named(str(operands[0]))
        elif operator in ("Tj", "TJ", "'", '"') and operands:
            self._show(operands[-1])
        elif operator == "Do" and operands and self._mark is not None:
            self.pictures.setdefault(str(operands[0]), self._mark)

    def _begin(self, operands: list[Any]) -> None:
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, Name):
            properties = self._resources.get("/Properties", Dictionary()).get(str(properties))
        given = properties if isinstance(properties, Dictionary) else Dictionary()
        number, actual = given.get("/MCID"), given.get("/ActualText")
        self._marks.append(int(number) if number is not None else self._mark)
        self._replaced.append(actual is not None or any(self._replaced))
        if actual is not None:
            self._add(str(actual))

    @property
    def _mark(self) -> int | None:
        return self._marks[-1] if self._marks else None

    def _show(self, shown: Any) -> None:
        if any(self._replaced) or self._font is None:
            return
        for part in shown if isinstance(shown, Array) else [shown]:
            if isinstance(part, String):
                self._add(self._font.text(bytes(part)))

    def _add(self, text: str) -> None:
        if self._mark is not None:
            self.words.setdefault(self._mark, []).append(text)

    def _named(self, name: str) -> _Font | None:
        if name not in self._fonts:
            font = self._resources.get("/Font", Dictionary()).get(name)
            if font is None:
                return None
            self._fonts[name] = _Font(font)
        return self._fonts[name]


class _Font:
    """How long a code is, and which characters it stands for."""

    def __init__(self, font: Any) -> None:
        self._length = 2 if font.get("/Subtype") == Name.Type0 else 1
        unicode = font.get("/ToUnicode")
        self._known = _codes(unicode.read_bytes()) if isinstance(unicode, Stream) else {}

    def text(self, codes: bytes) -> str:
        size = self._length
        numbers = (int.from_bytes(codes[at : at + size]) for at in range(0, len(codes), size))
        plain = size == 1 and not self._known
        return "".join(chr(n) if plain else self._known.get(n, "") for n in numbers)


def _codes(cmap: bytes) -> Mapping[int, str]:
    """The characters of each code of a ToUnicode CMap."""
    found: dict[int, str] = {}
    for block in _BLOCK.finditer(cmap):
        entries = list(_entries(block[2]))
        if block[1] == b"bfchar":
            for code, text in zip(entries[::2], entries[1::2], strict=False):
                found[_number(code)] = _characters(text)
        else:
            for first, last, target in zip(*[iter(entries)] * 3, strict=False):
                found.update(_range(_number(first), _number(last), target))
    return found


Entry = bytes | list[bytes]


def _entries(block: bytes) -> Iterator[Entry]:
    """The hexadecimal strings of a block, those in brackets together."""
    inside: list[bytes] | None = None
    for digits, opening, closing in _TOKEN.findall(block):
        if opening:
            inside = []
        elif closing:
            yield inside or []
            inside = None
        elif inside is not None:
            inside.append(_bytes(digits))
        else:
            yield _bytes(digits)


def _range(first: int, last: int, target: Entry) -> Iterator[tuple[int, str]]:
    codes = range(first, min(last, first + 0xFFFF) + 1)
    if isinstance(target, list):
        yield from zip(codes, map(_characters, target), strict=False)
    else:
        for code in codes:
            end = _number(target[-2:]) + code - first
            yield code, _characters(target[:-2] + (end & 0xFFFF).to_bytes(2))


def _bytes(digits: bytes) -> bytes:
    text = b"".join(digits.split()).decode()
    return bytes.fromhex(text + "0" * (len(text) % 2))


def _number(code: Entry) -> int:
    return int.from_bytes(code) if isinstance(code, bytes) else 0


def _characters(text: Entry) -> str:
    return text.decode("utf-16-be", "replace") if isinstance(text, bytes) else ""
