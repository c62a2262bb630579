"""The words of a brief of generated material: all that was chosen is there, and nothing else.

What the report says was taken is looked up in the material, as it was written, and read in the
structure of the file that was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from publish.briefing import MadeBrief
from publish.briefs.report import BriefReport
from tests.briefs.material import Material, Paragraph, Record
from tests.structure.node import BLOCKS, Node
from tests.structure.pdf import structure

_OTHER = re.compile(r"[\W_]+")


@dataclass(slots=True)
class _Choice:
    """What is to be in the brief, and what isn't."""

    taken: list[Paragraph]
    left: list[Paragraph]


def wrong_words(report: BriefReport, item: Material, data: bytes) -> Iterator[str]:
    """What is missing that was chosen, and what is there that wasn't."""
    nodes = [*structure(data).root.all()]
    choice = _chosen(report, item)
    yield from _paragraphs(choice, nodes)
    yield from _headings(report, item, nodes)
    yield from _facts(report.facts[0], item, nodes)
    yield from _differ(
        "cells",
        [cell for each in choice.taken for cell in each.cells],
        [node.words for node in nodes if node.type in ("TH", "TD")],
    )
    formulas = sum(each.markdown.startswith("$$") for each in choice.taken)
    yield from _differ("formulas", formulas, sum(node.type == "Formula" for node in nodes))
    yield from _references(report, item, choice, nodes)


def unprinted(brief: MadeBrief) -> Iterator[str]:
    """What was chosen of any entry, block by block, and isn't printed; formulas are drawn."""
    nodes = [*structure(brief.artifact.data).root.all()]
    shown = _letters(" ".join(node.words for node in nodes if node.type in BLOCKS))
    chosen = html.fromstring(brief.cited.markup)
    for formula in [*chosen.iter("math")]:
        formula.drop_tree()
    for block in chosen.iter("p", "li", "dt", "dd", "td", "th", "h2", "h3"):
        if _letters(block.text_content()) not in shown:
            yield f"lost: {block.text_content()}"
    listed = sum(node.type == "BibEntry" for node in nodes)
    yield from _differ("references", brief.report.references, listed)


def _chosen(report: BriefReport, item: Material) -> _Choice:
    choice = _Choice([], [])
    for section in report.sections:
        paragraphs = item.sections[section.title]
        taken = max(0, section.taken - 1)  # without the heading
        choice.taken += paragraphs[:taken]
        choice.left += paragraphs[taken:]
    return choice


def _paragraphs(choice: _Choice, nodes: list[Node]) -> Iterator[str]:
    shown = _letters(" ".join(node.words for node in nodes if node.type in BLOCKS))
    for paragraph in choice.taken:
        yield from (f"lost: {run}" for run in paragraph.runs if _letters(run) not in shown)
    for paragraph in choice.left:
        yield from (f"there: {run}" for run in paragraph.runs[:1] if _letters(run) in shown)


def _headings(report: BriefReport, item: Material, nodes: list[Node]) -> Iterator[str]:
    yield from _differ("title", [item.header.title], _said(nodes, "H1"))
    if item.header.summary not in _said(nodes, "P"):
        yield f"lost: the summary {item.header.summary}"
    titles = [section.title for section in report.sections if section.taken]
    found = _said(nodes, "H2")
    yield from _differ("headings", titles, found[:-1] if report.references else found)


def _facts(count: int, item: Material, nodes: list[Node]) -> Iterator[str]:
    facts = item.header.facts
    lists = [node for node in nodes if node.type == "LI"]
    pairs = [[*_under(each, "Lbl"), *_under(each, "P")] for each in lists]
    shown = [pair for pair in pairs if len(pair) == 2]
    yield from _differ("labels", [fact.label for fact in facts[:count]], [s[0] for s in shown])
    for fact, (_, said) in zip(facts, shown, strict=False):
        if not said.startswith(fact.value):
            yield f"fact: {said}, not {fact.value}"


def _references(
    report: BriefReport, item: Material, choice: _Choice, nodes: list[Node]
) -> Iterator[str]:
    """Exactly what is cited is listed, once, with words of its record."""
    cited = {key for each in choice.taken for key in each.keys}
    cited |= {fact.key for fact in item.header.facts[: report.facts[0]]}
    listed = [_letters(" ".join(n.words for n in e.all())) for e in nodes if e.type == "BibEntry"]
    yield from _differ("references", report.references, len(listed))
    found = []
    for text in listed:
        of = [key for key, record in item.records.items() if _tells_of(text, record)]
        found += of[:1]
        if len(of) != 1:
            yield f"reference to {of}: {text}"
    yield from _differ("works cited", sorted(cited), sorted(found))


def _tells_of(text: str, record: Record) -> bool:
    words = (record.title, record.family, record.journal, str(record.year))
    return all(_letters(each) in text for each in words)


def _said(nodes: list[Node], kind: str) -> list[str]:
    return [node.words for node in nodes if node.type == kind]


def _under(node: Node, kind: str) -> list[str]:
    return [each.words for each in node.all() if each.type == kind]


def _letters(text: str) -> str:
    return _OTHER.sub("", text).casefold()


def _differ(what: str, wanted: object, found: object) -> Iterator[str]:
    if wanted != found:
        yield f"{what}: {found}, not {wanted}"
