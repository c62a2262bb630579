"""A licence named in words becomes the address of its text."""

from __future__ import annotations

import re

_CREATIVE_COMMONS = re.compile(
    r"\bCC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -](\d\.\d)\b"
    r"|creativecommons\.org/licenses/(by(?:-nc)?(?:-sa|-nd)?)/(\d\.\d)",
    re.IGNORECASE,
)
_CC0 = re.compile(r"\bCC0\b|creativecommons\.org/publicdomain/zero", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"”)]+")

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


def licence_address(rights: str) -> str:
    """Where the licence that ``rights`` names can be read; empty if it names none.

    Known are those of Creative Commons by their names (``CC BY-SA 4.0``), others by
    the address that stands in the text.
    """
    if _CC0.search(rights):
        return CC0
    if found := _CREATIVE_COMMONS.search(rights):
        kind, version = (part for part in found.groups() if part)
        return f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"
    address = _ADDRESS.search(rights)
    return address[0].rstrip(".,;") if address else ""


def is_reserved(rights: str) -> bool:
    """Whether rights are kept: a work under CC0 is in the public domain."""
    return bool(rights) and not _CC0.search(rights)
