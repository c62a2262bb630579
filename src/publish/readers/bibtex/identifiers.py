"""DOIs, addresses and e-print numbers as people paste them → as CSL wants them."""

from __future__ import annotations

import re
from urllib.parse import unquote

_ESCAPED = re.compile(r"\\([_%&#$~{}^ ])")
_TILDE = re.compile(r"\{?\\(?:textasciitilde|sim|~)(?:\{\}|\s)?\}?|\$\\sim\$")
_UNDERSCORE = re.compile(r"\{?\\textunderscore(?:\{\}|\s)?\}?")
_MACRO = re.compile(r"\\(?:url|path|nolinkurl|texttt|href|doi)\s*\{")
_DOI_ADDRESS = re.compile(r"^(?:https?:/*)?(?:[\w.-]*doi\.org/+|[\w.-]*doi\.acm\.org/+)", re.I)
_DOI_LABEL = re.compile(r"^(?:doi|DOI)\s*[:=]?\s*(?=10\.)", re.I)
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s{}\\<>\"]+[^\s{}\\<>\".,;:)]")
_ARXIV = re.compile(r"(?:arxiv[.:\s]*|https?://arxiv\.org/(?:abs|pdf)/)?(.+?)(?:\.pdf)?", re.I)
_ARXIV_SHAPE = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")

_RESOLVERS = {
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "googlebooks": "https://books.google.com?id=",
    "hdl": "https://hdl.handle.net/",
}


def unescaped(text: str) -> str:
    """An address without what TeX needed: ``\\_`` is ``_``, blanks are none."""
    if "\\" in text or "{" in text or "$" in text:
        text = _MACRO.sub("{", text)
        text = _TILDE.sub("~", text)
        text = _UNDERSCORE.sub("_", text)
        text = _ESCAPED.sub(r"\1", text.replace("$<$", "<").replace("$>$", ">"))
        text = text.replace("\\-", "").replace("{", "").replace("}", "").replace("\\", "")
    return "".join(text.split())


def clean_url(raw: str) -> str:
    return unescaped(raw)


def clean_doi(raw: str) -> str:
    """A bare DOI, whether it was given with ``https://doi.org/``, ``doi:`` or escapes."""
    text = unescaped(raw)
    bare = _DOI_ADDRESS.sub("", text)
    if bare != text and "%" in bare:
        bare = unquote(bare)
    return _DOI_LABEL.sub("", bare).rstrip(".,;")


def find_url(raw: str) -> str | None:
    """The address inside of a note, if there is one."""
    if "http" not in raw and "ftp:" not in raw:
        return None
    found = _ADDRESS.search(_TILDE.sub("~", _ESCAPED.sub(r"\1", raw)))
    return found.group() if found else None


def arxiv_id(raw: str, archive: str) -> str | None:
    """The arXiv number of an ``eprint`` field; None where it is of another archive."""
    found = _ARXIV.fullmatch(unescaped(raw))
    number = found.group(1) if found else ""
    if archive == "arxiv" or (not archive and _ARXIV_SHAPE.fullmatch(number)):
        return number
    return None


def eprint_url(number: str, archive: str) -> str | None:
    """Where an archive that biblatex knows keeps the work."""
    resolver = _RESOLVERS.get(archive)
    return resolver + number if resolver else None
