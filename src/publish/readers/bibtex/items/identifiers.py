"""DOIs, addresses and e-print numbers as people paste them → the item's identifiers."""

from __future__ import annotations

import re

from publish.model.expressions import expression
from publish.model.identifiers import undressed_doi
from publish.readers.bibtex.items.conversion import Conversion

_ESCAPED = expression(r"\\([_%&#$~{}^ ])")
_TILDE = expression(r"\{?\\(?:textasciitilde|sim|~)(?:\{\}|\s)?\}?|\$\\sim\$")
_UNDERSCORE = expression(r"\{?\\textunderscore(?:\{\}|\s)?\}?")
_MACRO = expression(r"\\(?:url|path|nolinkurl|texttt|href|doi)\s*\{")
_ADDRESS = expression(r"(?:https?|ftp)://[^\s{}\\<>\"]+[^\s{}\\<>\".,;:)]")
_ARXIV = expression(r"(?:arxiv[.:\s]*|https?://arxiv\.org/(?:abs|pdf)/)?(.+?)(?:\.pdf)?", re.I)
_ARXIV_SHAPE = expression(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")

_RESOLVERS = {
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "googlebooks": "https://books.google.com?id=",
    "hdl": "https://hdl.handle.net/",
}


def set_identifiers(conversion: Conversion) -> None:
    """DOI and address, unless biblatex's options of the record hide them."""
    options = conversion.raw("options").replace(" ", "").lower()
    if "doi=false" not in options:
        conversion.put("DOI", clean_doi(conversion.raw("doi")))
    if "url=false" in options and conversion.type != "webpage":
        return
    conversion.put("URL", clean_url(conversion.raw("url")))
    note = conversion.raw("note")
    if "url" in note and "DOI" not in conversion.item:
        conversion.put("URL", find_url(note))
    _set_eprint(conversion)


def _set_eprint(conversion: Conversion) -> None:
    number = arxiv_number(conversion)
    if not number:
        eprint = clean_url(conversion.raw("eprint"))
        conversion.put("URL", eprint and eprint_url(eprint, _archive(conversion)))
        return
    if conversion.type == "article":
        conversion.put("publisher", "arXiv")
        conversion.put("number", f"arXiv:{number}")
    if "DOI" not in conversion.item:
        conversion.put("URL", f"https://arxiv.org/abs/{number}")


def arxiv_number(conversion: Conversion) -> str | None:
    """The record's number at arXiv, where it has one."""
    eprint = conversion.raw("eprint")
    return arxiv_id(eprint, _archive(conversion)) if eprint else None


def _archive(conversion: Conversion) -> str:
    return conversion.text("eprinttype", "archiveprefix").lower()


# -- as they are pasted -------------------------------------------------------


def _unescaped(text: str) -> str:
    """An address without what TeX needed: ``\\_`` is ``_``, blanks are none."""
    if "\\" in text or "{" in text or "$" in text:
        text = _MACRO.sub("{", text)
        text = _TILDE.sub("~", text)
        text = _UNDERSCORE.sub("_", text)
        text = _ESCAPED.sub(r"\1", text.replace("$<$", "<").replace("$>$", ">"))
        text = text.replace("\\-", "").replace("{", "").replace("}", "").replace("\\", "")
    return "".join(text.split())


def clean_url(raw: str) -> str:
    """An address without escapes of TeX, and without those of HTML."""
    return _unescaped(raw).replace("&amp;", "&")


def clean_doi(raw: str) -> str:
    """A bare DOI, whether it was given with ``https://doi.org/``, ``doi:`` or escapes."""
    return undressed_doi(_unescaped(raw))


def find_url(raw: str) -> str | None:
    """The address inside of a note, if there is one."""
    if "http" not in raw and "ftp:" not in raw:
        return None
    found = _ADDRESS.search(_TILDE.sub("~", _ESCAPED.sub(r"\1", raw)))
    return found.group() if found else None


def arxiv_id(raw: str, archive: str) -> str | None:
    """The arXiv number of an ``eprint`` field; None where it is of another archive."""
    found = _ARXIV.fullmatch(_unescaped(raw))
    number = found.group(1) if found else ""
    if archive == "arxiv" or (not archive and _ARXIV_SHAPE.fullmatch(number)):
        return number
    return None


def eprint_url(number: str, archive: str) -> str | None:
    """Where an archive that biblatex knows keeps the work."""
    resolver = _RESOLVERS.get(archive)
    return resolver + number if resolver else None
