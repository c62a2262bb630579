"""Formulas in MathML become drawings, with MathML and TeX for those who can't see them.

The layout engine would print a fraction as two letters side by side. pandoc leaves
the TeX in an ``annotation`` of the MathML, from which the formula is drawn. What
pandoc can't turn into MathML it leaves as TeX between dollar signs, in a ``span``.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree, html

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import pdf
from publish.engines.mathjax import SHAPES, FormulaError, draw, numbers_apart
from publish.model.equations import one_line
from publish.model.place import Place
from publish.writers.formulas import unwrap_semantics
from publish.writers.tidying import Element
from publish.writers.tree import Tree

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
GROUP = "{http://www.w3.org/2000/svg}g"
TEX = ".//annotation[@encoding='application/x-tex']"
MATHML = "data-mathml"
"""The attribute that holds a formula's MathML, for the structure of the PDF."""
FORMULAS = ".//math | .//span[contains(concat(' ', @class, ' '), ' math ')]"


def draw_formulas(tree: Tree) -> list[Diagnostic]:
    """Replace every ``math`` element of the tree; what can't be drawn is reported. Their shapes
    are called after the entry, so that those of several entries don't get mixed up.
    """
    found = []
    place = Place(tree.publication.entry.path)
    formulas = [math for part in tree.parts for math in part.xpath(FORMULAS)]
    for number, math in enumerate(formulas, 1):
        try:
            _replace(math, f"{tree.publication.id}-{number}")
        except FormulaError as error:
            message = f"formula `{_tex(math)}` can't be drawn: {error}"
            hint = "check its braces and commands; MathJax's TeX is what counts"
            found.append(pdf.FORMULA_NOT_DRAWN(message, place, hint))
    return found


def _tex(math: Element) -> str:
    annotation = math.find(TEX)
    text = annotation.text if annotation is not None else math.text_content()
    return one_line(text or "").strip("$")


def _is_display(math: Element) -> bool:
    return math.get("display") == "block" or "display" in (math.get("class") or "").split()


def _replace(math: Element, name: str) -> None:
    display = _is_display(math)
    tex = _tex(math)
    mathml = _mathml(math)
    drawn, numbers = numbers_apart(draw(tex, display))
    kind = "display" if display else "inline"
    formula = html.Element("span", {"role": "math", "class": f"math {kind}", "aria-label": tex})
    if mathml:
        formula.set(MATHML, mathml)
    formula.append(_drawing(drawn.replace(SHAPES, f"formula-{name}-")))
    if numbers:
        formula.append(_numbers(numbers.replace(SHAPES, f"numbers-{name}-")))
        formula.set("class", "math display numbered")
        formula.set("style", f"padding: 0 {formula[-1].get('width')}")
    formula.tail = math.tail
    math.getparent().replace(math, formula)


def _numbers(svg: str) -> etree._Element:
    drawing = _drawing(svg)
    drawing.set("class", "numbers")
    return drawing


def _drawing(svg: str) -> etree._Element:
    """The drawing without groups that only move what is in them: a level of graphics state each,
    of which there may be 28 (ISO 19005-3, 6.1.13).
    """
    drawing = etree.fromstring(svg)
    for group in [*drawing.iter(GROUP)]:
        if all(name == "transform" or name.startswith("data-") for name in group.attrib):
            _dissolve(group)
    return drawing


def _dissolve(group: etree._Element) -> None:
    for part in [*group]:
        moved = f"{group.get('transform', '')} {part.get('transform', '')}".strip()
        if moved:
            part.set("transform", moved)
        group.addprevious(part)
    group.getparent().remove(group)


def _mathml(math: Element) -> str:
    """The formula as MathML that stands alone; empty where there is only TeX."""
    if math.tag != "math":
        return ""
    formula = deepcopy(math)
    formula.tail = None
    for part, tex in unwrap_semantics(formula):
        part.set("alttext", tex)
    formula.set("xmlns", NAMESPACE)
    text: str = etree.tostring(formula, encoding="unicode")
    return text
