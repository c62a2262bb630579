"""What a brief of generated material has to be, seen in the file that was made."""

from __future__ import annotations

from collections import Counter

import pypdfium2

from publish.api import Project
from publish.briefing import MadeBrief
from tests.briefs.material import Material
from tests.briefs.rendered import letters
from tests.briefs.words import wrong_words

POINTS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
SMALLEST = 8.5
HALF_EMPTY = "told to be half empty:"


def made(project: Project, entry: str, pages: int, trim: str) -> MadeBrief:
    """The brief, of which nothing bad was said, but that it is half empty where it is."""
    result = project.brief(entry, pages=pages, trim=trim)  # type: ignore[arg-type]
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


def faults(brief: MadeBrief, item: Material, pages: int, trim: str) -> list[str]:
    """What is wrong with a brief of generated material: nothing should be."""
    words = wrong_words(brief.report, item, brief.artifact.data)
    return [*page_faults(brief, pages, trim), *words]


def page_faults(brief: MadeBrief, pages: int, trim: str) -> list[str]:
    """What is wrong with the pages of a brief."""
    found = []
    with pypdfium2.PdfDocument(brief.artifact.data) as document:
        if len(document) != pages:
            found.append(f"{len(document)} pages and not {pages}")
        sizes = {tuple(round(side) for side in page.get_size()) for page in document}
        if sizes != {tuple(round(side) for side in POINTS[trim])}:
            found.append(f"pages of {sizes}")
        for page in document:
            found += _small_or_outside(page)
    if _lacks(brief):
        found.append(f"{HALF_EMPTY} {brief.report.fill:.0%}")
    return found


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
