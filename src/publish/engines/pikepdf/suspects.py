"""A rule that a judge says is broken somewhere becomes the elements that break it.

page-validation names no object for most rules of structure, so those that are broken most
often are looked for here, by the rule's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from publish.engines.pikepdf.structure import children, structure_elements, within

_GRAMMAR = re.compile(r"PDFUA1-([A-Z]+)-(KIDS|PARENT)-")
_HEADING = re.compile(r"/H([1-6])")

KIDS: dict[str, frozenset[str]] = {
    name: frozenset(f"/{kid}" for kid in allowed.split())
    for name, allowed in {
        "L": "L LI Caption",
        "LI": "Lbl LBody",
        "Table": "TR THead TBody TFoot Caption",
        "THead": "TR",
        "TBody": "TR",
        "TFoot": "TR",
        "TR": "TH TD",
        "TOC": "TOC TOCI Caption",
    }.items()
}
"""What may stand in an element of each type (ISO 14289-1, 7.2; ISO 32000-1, 14.8.4.3)."""


def suspects(pdf: pikepdf.Pdf, rule: str) -> Iterator[Any]:
    """The elements that break a rule, in reading order; none where it isn't known."""
    if grammar := _GRAMMAR.search(rule):
        find = _with_wrong_kids if grammar[2] == "KIDS" else _with_wrong_parent
        yield from find(pdf, grammar[1])
    elif known := next((find for name, find in SUSPECTS.items() if name in rule), None):
        yield from known(pdf)


def _with_wrong_kids(pdf: pikepdf.Pdf, name: str) -> Iterator[Any]:
    for element in structure_elements(pdf):
        kind = str(element.get("/S"))[1:]
        kids = {str(kid.get("/S")) for kid in children(element)}
        if kind.upper() == name and not kids <= KIDS.get(kind, kids):
            yield element


def _with_wrong_parent(pdf: pikepdf.Pdf, name: str) -> Iterator[Any]:
    for parent in structure_elements(pdf):
        allowed = KIDS.get(str(parent.get("/S"))[1:], ())
        for element in children(parent):
            kind = str(element.get("/S"))
            if kind[1:].upper() == name and kind not in allowed:
                yield element


def _undescribed(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for element in structure_elements(pdf):
        described = "/Alt" in element or "/ActualText" in element
        if element.get("/S") in ("/Figure", "/Formula") and not described:
            yield element


def _unnamed_notes(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (e for e in structure_elements(pdf) if e.get("/S") == "/Note" and "/ID" not in e)


def _unheaded_tables(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for element in structure_elements(pdf):
        if element.get("/S") == "/Table":
            heads = [cell for cell in within(element) if cell.get("/S") == "/TH"]
            if not all("/A" in cell for cell in heads) or not heads:
                yield element


def _skipping_headings(pdf: pikepdf.Pdf) -> Iterator[Any]:
    before = 0
    for element in structure_elements(pdf):
        if level := _HEADING.fullmatch(str(element.get("/S"))):
            if int(level[1]) > before + 1:
                yield element
            before = int(level[1])


SUSPECTS: dict[str, Callable[[pikepdf.Pdf], Iterator[Any]]] = {
    "ALTERNATIVE-TEXT": _undescribed,
    "NOTE-ID-": _unnamed_notes,
    "TABLE-HEADERS": _unheaded_tables,
    "HEADING-NESTING": _skipping_headings,
}
"""Which elements break a rule, by a part of the rule's name."""
