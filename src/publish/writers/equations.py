r"""Equations as TeX sets them: what pandoc's MathML leaves to styles, or out, is put back.

Cells stand left or right as ``align`` has them, fractions in their rows are as large as
elsewhere in a displayed formula, and what ``\tag`` says stands in a last column.
"""

from __future__ import annotations

from lxml import html

from publish.model.equations import ROWS, row_numbers
from publish.model.expressions import expression
from publish.writers.tidying import Element

NUMBER = "number"
"""The class of the cells that hold what a tag says."""

_ALIGNED = expression(r"text-align:\s*(left|right|center)")
_TEX = ".//annotation[@encoding='application/x-tex']"


def set_equations(root: Element) -> None:
    """Change the formulas below ``root`` in place."""
    for cell in root.iter("mtd"):
        style = cell.attrib.pop("style", "")
        if aligned := _ALIGNED.match(style):
            tight = " tight" if "padding" in style else ""
            cell.set("class", f"align-{aligned[1]}{tight}")
    for formula in root.iter("math"):
        tex = formula.findtext(_TEX) or ""
        if formula.get("display") == "block":
            _set(formula, tex)


def _set(formula: Element, tex: str) -> None:
    whole = next(iter(formula.find("semantics")), None)
    if whole is None:
        return
    numbers, parted = row_numbers(tex), ROWS.match(tex) is not None
    if parted and whole.tag == "mtable":
        whole.set("displaystyle", "true")
    if any(numbers):
        rows = whole.findall("mtr") if parted and whole.tag == "mtable" else []
        if len(rows) != len(numbers):  # the last row may be empty
            rows = rows or [_only_row(whole)]
            numbers = (numbers + [None] * len(rows))[: len(rows)]
        for row, number in zip(rows, numbers, strict=True):
            _add_number(row, number or "")


def _only_row(whole: Element) -> Element:
    """The row of a table that takes the place of ``whole`` and holds it."""
    table, row, cell = (html.Element(name) for name in ("mtable", "mtr", "mtd"))
    table.set("displaystyle", "true")
    whole.getparent().replace(whole, table)
    table.append(row)
    row.append(cell)
    cell.append(whole)
    return row


def _add_number(row: Element, number: str) -> None:
    cell, words = html.Element("mtd", {"class": NUMBER}), html.Element("mtext")
    words.text = number
    cell.append(words)
    row.append(cell)
