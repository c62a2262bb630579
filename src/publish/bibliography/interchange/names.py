"""CSL names → lists of names as BibTeX, RIS and EndNote have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from publish.bibliography.interchange.markup import latex

Name = Mapping[str, str]

_LOWER = re.compile(r"[^\W\d_]")


def bibtex_names(names: Iterable[Name]) -> str:
    """``Family, Given and {An Organisation} and others``."""
    return " and ".join(_bibtex(name) for name in names)


def _bibtex(name: Name) -> str:
    if "literal" in name:
        return "others" if name["literal"] == "others" else f"{{{latex(name['literal'])}}}"
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    family = _held(name.get("family", ""))
    if not family:
        return f"{{{latex(name.get('given', ''))}}}"
    whole = " ".join(filter(None, (latex(particle), family)))
    parts = (whole, latex(name.get("suffix", "")), _guarded(latex(name.get("given", ""))))
    return ", ".join(part for part in parts if part) + ("," if len(parts) == 1 else "")


def _held(family: str) -> str:
    """A family name that BibTeX would part, in braces."""
    first = _LOWER.search(family)
    parted = " " in family and any(word[:1].islower() for word in family.split())
    text = _guarded(latex(family))
    return (
        f"{{{text}}}"
        if (parted or (first and first.group().islower())) and text[:1] != "{"
        else text
    )


def _guarded(text: str) -> str:
    """A comma, or an ``and``, belongs to the name."""
    return f"{{{text}}}" if "," in text or re.search(r"\band\b", text, re.I) else text


def inverted(name: Name) -> str:
    """``Family, Given, Suffix``; a comma behind a name that holds one says that it is an
    organisation's.
    """
    if "literal" in name:
        text = "et al." if name["literal"] == "others" else name["literal"]
        return f"{text}," if "," in text else text
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    whole = " ".join(filter(None, (particle, name.get("family", ""))))
    return ", ".join(filter(None, (whole, name.get("given", ""), name.get("suffix", ""))))
