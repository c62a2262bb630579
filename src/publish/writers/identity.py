"""An identifier, as its author wrote it, becomes a DOI, an ISBN or an address."""

from __future__ import annotations

import re

_DOI = re.compile(r"\b10\.\d{4,9}/\S+")
_ISBN = re.compile(r"isbn[: ]*((?:97[89][ -]?)?\d[\d -]{7,14}[\dX])\s*\Z", re.IGNORECASE)


def doi_in(identifier: str) -> str:
    """The DOI without an address before it; empty where there is none."""
    found = _DOI.search(identifier)
    return found[0] if found else ""


def isbn_in(identifier: str) -> str:
    """The ISBN, where the identifier calls itself one; else empty."""
    found = _ISBN.search(identifier)
    return found[1] if found else ""


def labelled(identifier: str) -> str:
    """An identifier as a reader of books knows it: ``ISBN 978…``, ``DOI 10.…``."""
    if isbn := isbn_in(identifier):
        return f"ISBN {isbn}"
    if identifier.startswith("doi:"):
        return f"DOI {identifier.removeprefix('doi:')}"
    return identifier


def address_of(identifier: str) -> str:
    """Where the identifier leads: through doi.org, or where itself says; else empty."""
    if doi := doi_in(identifier):
        return f"https://doi.org/{doi}"
    return identifier if identifier.startswith(("https://", "http://")) else ""
