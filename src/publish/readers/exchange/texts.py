"""Titles, pages and identifiers as exports write them → values of a CSL item."""

from __future__ import annotations

import html
import re
import unicodedata

from publish.readers.bibtex.items.identifiers import clean_doi
from publish.readers.bibtex.latex.capitals import title_text

_RANGE = re.compile(r"\s*(?:-{1,3}|–|—|‐|‑|−)\s*")
_HIDDEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9a-fA-F]{2,6});")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_PARAGRAPH = re.compile(r"\n\s*\n")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+")
_SERIAL = re.compile(r"\d{4}-?\d{3}[\dXx]")


def clean(text: str) -> str:
    """One line, composed (NFC), HTML's entities decoded, invisible characters left out."""
    text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return _BLANKS.sub(" ", _HIDDEN.sub("", unicodedata.normalize("NFC", text))).strip()


def clean_lines(text: str) -> str:
    """The same, an empty line between paragraphs kept."""
    return "\n\n".join(filter(None, map(clean, _PARAGRAPH.split(text))))


def title(text: str) -> str:
    """A title without its final stop, its words with capitals of their own protected."""
    text = clean(text)
    if text.endswith(".") and not text.endswith("..") and text.count(".") == 1:
        text = text[:-1]
    return title_text([text])


def pages(text: str) -> str:
    """A range with one hyphen, as CSL has it."""
    return _RANGE.sub("-", clean(text))


def span(first: str, last: str) -> str:
    """Pages from the first and the last; the first may hold both."""
    first, last = pages(first), pages(last)
    return f"{first}-{last}" if first and last and last != first and "-" not in first else first


def full_span(text: str) -> str:
    """``317-24`` as ``317-324``: the last page without the digits that it shares."""
    first, sign, last = pages(text).partition("-")
    if sign and first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first + sign + last


def doi(text: str) -> str:
    """The bare DOI in ``text``; empty where there is none."""
    found = _DOI.search(clean_doi(text.strip()))
    return found.group().rstrip(".,;") if found else ""


def address(text: str) -> str:
    """The address in ``text``; empty where there is none."""
    found = _ADDRESS.search(text.strip())
    return found.group() if found else ""


def serial_or_book(text: str) -> tuple[str, str]:
    """``ISSN`` or ``ISBN``, and the number without what stands behind it in brackets."""
    number = re.sub(r"\s*\(.*?\)", "", clean(text))
    return ("ISSN" if _SERIAL.fullmatch(number) else "ISBN"), number
