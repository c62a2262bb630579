"""Identifiers of works and persons: their shapes, and their check digits.

DOI: the handbook of the DOI system (2.2). ISBN: ISO 2108, ISSN: ISO 3297, ORCID: ISO/IEC
7064, MOD 11-2. arXiv: its page on identifiers. Own code, as it is a few lines:
python-stdnum brings 6 MB and idutils half a second at import.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from publish.model.expressions import expression

_DOI = expression(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_ARXIV = expression(
    r"(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})"
    r"(?:v[1-9]\d*)?"
)
_ADDRESS = expression(r"(?i)(?:https?:/*)?(?:(?<![\w.-])[\w.-]*doi\.(?:acm\.)?org/+)")
_LABEL = expression(r"(?i)doi\s*[:=]?\s*(?=10\.)")
_ARXIV_LABEL = expression(r"(?i)(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv[.:\s]*)?")
_TEX = expression(r"\\(?=[_%&#$~{}^ ])|[{}]|\s")


def bare_doi(text: str) -> str:
    """A DOI by itself, in small letters: two DOIs are one if these are equal."""
    return undressed_doi(text).lower()


def undressed_doi(text: str) -> str:
    """A DOI without address and the escapes of one, label, TeX's escapes and a stop behind it."""
    text = _TEX.sub("", text)
    bare = _ADDRESS.sub("", text)
    if bare != text and "%" in bare:
        bare = unquote(bare)
    return _LABEL.sub("", bare).rstrip(".,;")


def is_doi(text: str) -> bool:
    return _DOI.fullmatch(text) is not None


def bare_arxiv(text: str) -> str:
    """An arXiv number without address and label."""
    return _ARXIV_LABEL.sub("", _TEX.sub("", text), count=1).removesuffix(".pdf")


def is_arxiv(text: str) -> bool:
    return _ARXIV.fullmatch(text) is not None


def isbn_fault(text: str) -> str | None:
    """What is wrong with an ISBN, hyphens and blanks in it or not."""
    digits = _digits(text)
    if not re.fullmatch(r"\d{9}[\dX]|\d{13}", digits):
        return f"has {len(digits)} digits, not 10 or 13"
    if len(digits) == 13 and not digits.startswith(("978", "979")):
        return "begins with neither 978 nor 979"
    right = _ean_digit(digits) if len(digits) == 13 else _weighted_digit(digits)
    return None if digits[-1] == right else f"has the check digit {digits[-1]}, not {right}"


def issn_fault(text: str) -> str | None:
    """What is wrong with an ISSN, with its hyphen or without."""
    digits = _digits(text)
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return f"has {len(digits)} digits, not 8"
    right = _weighted_digit(digits)
    return None if digits[-1] == right else f"has the check digit {digits[-1]}, not {right}"


def orcid_fault(text: str) -> str | None:
    """What is wrong with an ORCID iD, in its four groups."""
    if not re.fullmatch(r"(?:\d{4}-){3}\d{3}[\dX]", text):
        return "is not of the form 0000-0002-1825-0097"
    right = orcid_check_digit(text)
    return None if text[-1] == right else f"has the check digit {text[-1]}, not {right}"


def orcid_check_digit(orcid: str) -> str:
    """ISO/IEC 7064 MOD 11-2 over the first fifteen digits of ``orcid``."""
    total = 0
    for digit in orcid.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    return _eleventh((12 - total % 11) % 11)


def _digits(text: str) -> str:
    return "".join(char for char in text.upper() if char.isdigit() or char == "X")


def _weighted_digit(digits: str) -> str:
    """The last digit of an ISBN-10 or ISSN: the digits before it, weighted by place."""
    count = len(digits)
    return _eleventh(-sum((count - i) * int(char) for i, char in enumerate(digits[:-1])) % 11)


def _ean_digit(digits: str) -> str:
    return str(-sum(int(char) * (1, 3)[i % 2] for i, char in enumerate(digits[:12])) % 10)


def _eleventh(rest: int) -> str:
    return "X" if rest == 10 else str(rest)
