"""The words that a document's pages have to show, and those that were taken out of them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from tests.structure.node import BLOCKS, IMAGE, Node
from tests.structure.pdf import Structure

EXTRACTORS = {
    "poppler": ["pdftotext", "-raw", "-enc", "UTF-8"],
    "mutool": ["mutool", "draw", "-q", "-F", "txt", "-o", "-"],
}
CONTROLS = {ord(char): None for char in "\u200b\u200e\u200f\u202a\u202b\u202c\u2060"}
SOFT_HYPHEN = "\u00ad"
_END = re.compile(r"(?<=[-/])(?=.)")


def extracted(data: bytes, tool: str, folder: Path, heads: tuple[str, ...]) -> list[str]:
    """What a tool takes out of a file, in pieces; words parted by lines are joined again.

    A word whose end stands on the next page keeps its soft hyphen: behind it stand
    notes, which begin with a number, or one of the page's ``heads``.
    """
    path = folder / "words.pdf"
    path.write_bytes(data)
    command = [*EXTRACTORS[tool], str(path)] + (["-"] if tool == "poppler" else [])
    done = subprocess.run(command, capture_output=True, check=True)
    found: list[str] = []
    for page in done.stdout.decode().translate(CONTROLS).split("\f"):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        text = ""
        for line in lines:
            goes_on = line[0].isalpha() and not line.startswith(heads)
            parted = text.endswith(SOFT_HYPHEN) and goes_on
            text = text.removesuffix(SOFT_HYPHEN) + line if parted else f"{text}\n{line}"
        found += pieces(text)
    return found


def pieces(text: str) -> list[str]:
    """Words, parted where a line may end inside one: behind a hyphen or a solidus."""
    return [piece for word in text.split() for piece in _END.split(word)]


def available(tool: str) -> str | None:
    """Why a tool can't be asked; None if it can."""
    name = EXTRACTORS[tool][0]
    return None if which(name) else f"there is no {name}"


def wanted(tree: Node) -> Iterator[str]:
    """The pieces of a document, in the order of reading; marks of notes are their own."""
    for node in tree.all():
        if node.type in BLOCKS:
            text = "".join(_texts(node)).replace(IMAGE, " ").replace(SOFT_HYPHEN, "")
            yield from pieces(text)


def _texts(node: Node) -> Iterator[str]:
    for kid in node.kids:
        if isinstance(kid, str):
            yield kid
        elif kid.type not in BLOCKS:
            yield " " if kid.type == "Reference" else ""
            yield from _texts(kid)


def around(found: Structure) -> Iterator[str]:
    """The pieces of headers, footers and repeated heads."""
    for page in found.pages:
        for _, text in page.artifacts:
            yield from pieces(text.replace(IMAGE, " "))


def unexplained(missing: Counter[str], extra: Counter[str]) -> tuple[list[str], list[str]]:
    """What is left when the words are put together that the end of a page parts."""
    missing, extra = Counter(missing), Counter(extra)
    for start in [piece for piece in extra.elements() if piece.endswith(SOFT_HYPHEN)]:
        begun = start.removesuffix(SOFT_HYPHEN)
        for word in list(missing):
            rest = word.removeprefix(begun)
            if word.startswith(begun) and extra[rest] > 0 and missing[word] > 0:
                missing[word] -= 1
                extra[rest] -= 1
                extra[start] -= 1
                break
    return sorted(missing.elements()), sorted((+extra).elements())


def runs_from_right(piece: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in piece)
