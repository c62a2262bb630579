"""Volume, number, pages, edition → the item's numbers."""

from __future__ import annotations

import re

from publish.model.expressions import expression
from publish.readers.bibtex.items.conversion import Conversion
from publish.readers.bibtex.record_types import IN_SERIALS
from publish.readers.bibtex.tables import words

_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        words("first second third fourth fifth sixth seventh eighth ninth tenth"), 1
    )
}
_EDITION = expression(r"(\d+)\s*(?:st|nd|rd|th)?\.?\s*(?:ed(?:ition|n)?\.?)?", re.I)
_EDITION_WORD = expression(r"\s+ed(?:ition|n)?\.?$", re.I)
_RANGE = expression(r"\s+-\s+|\s*(?:-[-–—‐‑−]+|[–—‐‑−][-–—‐‑−]*)\s*")
_ARTICLE_NUMBER = expression(r"^(?:Article|Art\.?\s*no\.?|No\.)\s+", re.I)


def set_numbers(conversion: Conversion) -> None:
    volume = (conversion.rich("volume"), conversion.rich("part"))
    conversion.put("volume", ".".join(filter(None, volume)))
    _set_number(conversion)
    conversion.put("page", _RANGE.sub("-", conversion.text("pages")).rstrip("-"))
    article = conversion.text("eid", "articleno", "article-number")
    for variable in ("number", "page"):
        conversion.put(variable, _ARTICLE_NUMBER.sub("", article))
    conversion.put("edition", _edition(conversion.rich("edition")))


def _set_number(conversion: Conversion) -> None:
    """``number`` and ``issue``: of a journal its issue, of a book its place in a series."""
    number, issue = conversion.rich("number"), conversion.rich("issue")
    in_book = conversion.type in ("chapter", "paper-conference")
    if conversion.type in IN_SERIALS:
        conversion.put("issue", number or issue)
    elif (in_book or conversion.type == "book") and conversion.raw("series"):
        conversion.put("collection-number", number)
    elif in_book:
        conversion.put("issue", number or issue)
    else:
        conversion.put("number", number or issue)


def _edition(text: str) -> str:
    """``2nd ed.`` and ``Second`` as 2; other words as they stand."""
    numbered = _EDITION.fullmatch(text)
    if numbered:
        return numbered.group(1)
    word = _EDITION_WORD.sub("", text)
    return _ORDINALS.get(word.lower(), word)
