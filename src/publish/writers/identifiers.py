"""Identifiers from anywhere become plain ones, no two the same, and links follow them.

Those of an entry's headings give way to those that citations, notes and references
have, so that a heading "Cite 1" can't catch the links of a citation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from operator import itemgetter
from urllib.parse import unquote

from publish.model.expressions import expression
from publish.writers.tidying import Element

_PLAIN = expression(r"[A-Za-z][A-Za-z0-9._-]*")
_NAMED = "descendant-or-self::*[@id]"
_LEADING = ("a", "pre", "section")
"""Elements that lead to others, or are labelled by them."""


def unify_identifiers(parts: Sequence[Element]) -> None:
    """Give every identifier a plain spelling, no two the same, and mend the links.

    A link with a role of DPUB-ARIA is one of ours and leads to what we made; any
    other leads to what the entry's author named, if there is such a thing.
    """
    ours, authored = _renamed(each for part in parts for each in part.xpath(_NAMED))
    for element in (each for part in parts for each in part.iter(*_LEADING)):
        if label := element.get("aria-labelledby"):
            element.set("aria-labelledby", ours.get(label) or plain_identifier(label))
        address = element.get("href")
        target = unquote(address) if address else ""
        if target.startswith("#") and len(target) > 1:
            is_ours = element.get("role", "").startswith("doc-")
            first, second = (ours, authored) if is_ours else (authored, ours)
            name = first.get(target[1:]) or second.get(target[1:]) or plain_identifier(target[1:])
            element.set("href", f"#{name}")


def _renamed(named: Iterable[Element]) -> tuple[dict[str, str], dict[str, str]]:
    """Rename; returns old → new for our own identifiers, and for the entry's."""
    ours: dict[str, str] = {}
    authored: dict[str, str] = {}
    seen: set[str] = set()
    told = [(_is_authored(each), each) for each in named]
    for is_authored, element in sorted(told, key=itemgetter(0)):
        old = element.get("id", "")
        new = free_name(plain_identifier(old), seen)
        (authored if is_authored else ours).setdefault(old, new)
        if new != old:
            element.set("id", new)
    return ours, authored


def _is_authored(element: Element) -> bool:
    """Whether an identifier came from the entry, not from `publish.writers.tree`."""
    classes = (element.get("class") or "").split()
    parent = element.getparent()
    return not (
        (element.tag == "span" and "citation" in classes)
        or element.get("role") == "doc-noteref"
        or (element.tag == "li" and ("reference" in classes or _is(parent, "ol", "notes")))
        or (element.tag == "section" and len(classes) > 1 and classes[0] == "section")
        or (element.tag == "h2" and (element.get("id") or "").endswith("-title"))
    )


def _is(element: Element | None, tag: str, name: str) -> bool:
    return element is not None and element.tag == tag and element.get("class") == name


def free_name(name: str, seen: set[str]) -> str:
    """``name``, with a number where it is ``seen`` already; seen it is then."""
    number, free = 2, name
    while free in seen:
        free, number = f"{name}-{number}", number + 1
    seen.add(free)
    return free


def plain_identifier(identifier: str) -> str:
    """An identifier of letters, digits, ``.``, ``-`` and ``_``, a letter first.

    Letters of every script stay; any other character is spelt by its number.
    """
    if _PLAIN.fullmatch(identifier):
        return identifier
    spelt = "".join(c if c.isalnum() or c in "-_." else f"-{ord(c):x}-" for c in identifier)
    return spelt if spelt[:1].isalpha() else f"s-{spelt}"


def file_name(identifier: str, names: set[str]) -> str:
    """A name for a file, without its suffix, none of ``names``, which then hold it."""
    return free_name(_slug(identifier), names)


def _slug(identifier: str) -> str:
    """Letters a–z, digits and hyphens, at most 40: a name for any file system."""
    plain = unicodedata.normalize("NFKD", identifier).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-") or "section"
