"""A CSL style and the types of what is cited → the parts of the style that come into play.

citeproc reads its style for every text anew, which takes twice as long as citing a few works by
it. Chicago's is 140 kB, of which most is about maps, laws and letters. What is left out is what
can't be reached: branches for types that no record has (CSL 1.0.2, "Choose"), those behind one
that is always taken, macros that nobody calls, and space between elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

CSL = "{http://purl.org/net/xbiblio/csl}"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, remove_blank_text=True, remove_comments=True
)


def types_of(records: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The types of CSL-JSON records; none where it can't be known: a note may set another."""
    found = set()
    for record in records:
        if "type" not in record or "type" in str(record.get("note", "")):
            return frozenset()
        found.add(str(record["type"]))
    return frozenset(found)


@lru_cache(maxsize=64)
def lean(style: str, types: frozenset[str]) -> str:
    """The XML of the style for records of these types alone; for none, all of it."""
    if not types:
        return style
    try:
        root = etree.fromstring(style.encode(), _PARSER)
    except etree.XMLSyntaxError:  # citeproc's to tell
        return style
    for choose in list(root.iter(f"{CSL}choose")):
        _cut(choose, types)
    _drop_uncalled(root)
    return str(etree.tostring(root, encoding="unicode"))


def _cut(choose: etree._Element, types: frozenset[str]) -> None:
    """Without the branches that no record of these types takes."""
    branches = list(choose)
    kept = []
    for branch in branches:
        if _is_never_taken(branch, types):
            continue
        kept.append(branch)
        if _is_always_taken(branch, types):
            break
    if not kept:
        kept = branches[:1]  # it prints nothing, and its parent isn't empty
    for branch in branches:
        if branch not in kept:
            choose.remove(branch)
    if kept[0].tag == f"{CSL}else-if":
        kept[0].tag = f"{CSL}if"
    elif kept[0].tag == f"{CSL}else":
        _put_in_place(choose, kept[0])


def _is_never_taken(branch: etree._Element, types: frozenset[str]) -> bool:
    asked, match = _asked(branch), branch.get("match", "all")
    if not asked or asked & types:
        return False
    return match == "all" or (match == "any" and _asks_nothing_else(branch))


def _is_always_taken(branch: etree._Element, types: frozenset[str]) -> bool:
    asked, match = _asked(branch), branch.get("match", "all")
    if not asked >= types or not _asks_nothing_else(branch):
        return False
    return match == "any" or (match == "all" and len(asked) == 1)


def _asked(branch: etree._Element) -> set[str]:
    return set((branch.get("type") or "").split())


def _asks_nothing_else(branch: etree._Element) -> bool:
    return set(branch.attrib) <= {"type", "match"}


def _put_in_place(choose: etree._Element, branch: etree._Element) -> None:
    """What stands in the branch that is always taken, in place of the choice."""
    parent = choose.getparent()
    assert parent is not None
    if not len(branch):
        choose.clear()
        parent.remove(choose)
        return
    at = parent.index(choose)
    parent[at : at + 1] = list(branch)


def _drop_uncalled(root: etree._Element) -> None:
    """Without macros that are called nowhere, or only by such."""
    while True:
        calls = root.iter(f"{CSL}text", f"{CSL}key")
        called = {name for each in calls if (name := each.get("macro"))}
        rest = [each for each in root.findall(f"{CSL}macro") if each.get("name") not in called]
        if not rest:
            return
        for macro in rest:
            root.remove(macro)
