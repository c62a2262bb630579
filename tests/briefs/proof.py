"""What a brief of generated material has to be, seen in the file that was made."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2

from publish.api import Project
from publish.briefing import MadeBrief
from tests.briefs.material import Material
from tests.briefs.rendered import letters
from tests.structure.node import BLOCKS
from tests.structure.pdf import structure

POINTS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
SMALLEST = 8.5
HALF_EMPTY = "told to be half empty:"
_OTHER = re.compile(r"[\W_]+")


def made(project: Project, item: Material, pages: int, trim: str) -> MadeBrief:
    """The brief, of which nothing bad was said, but that it is half empty where it is."""
    result = project.brief(item.id, pages=pages, trim=trim)  # type: ignore[arg-type]
    told = [each for each in result.diagnostics if each.rule.code != "BRF002"]
    assert not told, told
    assert result.value is not None
    assert _lacks(result.value) == bool(result.diagnostics), result.diagnostics
    return result.value


def _lacks(brief: MadeBrief) -> bool:
    """Whether something was left out, and a page is half empty all the same."""
    report = brief.report
    left_out = any(section.reason for section in report.sections)
    return (left_out or report.facts[0] < report.facts[1]) and report.fill < 0.85


def faults(brief: MadeBrief, item: Material, pages: int, trim: str, folder: Path) -> list[str]:
    """What is wrong with a brief: nothing should be."""
    file = folder / brief.artifact.name
    file.write_bytes(brief.artifact.data)
    found = []
    with pypdfium2.PdfDocument(file) as document:
        if len(document) != pages:
            found.append(f"{len(document)} pages and not {pages}")
        sizes = {tuple(round(side) for side in page.get_size()) for page in document}
        if sizes != {tuple(round(side) for side in POINTS[trim])}:
            found.append(f"pages of {sizes}")
        for page in document:
            found += _small_or_outside(page)
    if _lacks(brief):
        found.append(f"{HALF_EMPTY} {brief.report.fill:.0%}")
    return found + _words(brief, item, file)


def _small_or_outside(page: pypdfium2.PdfPage) -> list[str]:
    """Characters that are smaller than they may be, or stand over an edge."""
    width, height = page.get_size()
    found: Counter[str] = Counter()
    for letter in letters(page):
        if letter.size < SMALLEST - 0.01:
            found[f"text of {letter.size:.2f} pt"] += 1
        left, bottom, right, top = letter.box
        if left < 30 or right > width - 30 or bottom < 20 or top > height - 20:
            found[f"`{letter.text}` at {left:.0f}, {bottom:.0f}"] += 1
    return [f"{count} characters: {what}" for what, count in found.most_common(3)]


def _words(brief: MadeBrief, item: Material, file: Path) -> list[str]:
    """Chosen paragraphs that aren't there word by word, and others that are."""
    nodes = structure(file.read_bytes()).root.all()
    shown = _OTHER.sub("", " ".join(node.words for node in nodes if node.type in BLOCKS))
    found = []
    for chosen in brief.report.sections:
        paragraphs = item.sections.get(chosen.title, [])
        taken = max(0, chosen.taken - 1)  # without the heading
        for index, paragraph in enumerate(paragraphs):
            for run in paragraph.runs[:1] if index >= taken else paragraph.runs:
                there = _OTHER.sub("", run) in shown
                if there != (index < taken):
                    found.append(f"{chosen.title} {index}: {'lost' if index < taken else 'there'}")
    return found
