"""What waits to be done: citations that somebody asked for, reviews, sections without source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from publish.checks import check
from publish.checks.cited_sections import check_cited_sections
from publish.diagnostics.core import Diagnostic
from publish.model.publication import Project

Found = Callable[..., list[Diagnostic]]
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("It won.[citation needed]\n", ["5:8-25"]),
        ("It won [Citation needed] and\nlost {{cn}}.\n", ["5:8-25", "6:6-12"]),
        ("It won.^[citation needed]\n", ["5:10-25"]),
        ("Es gewann.[Beleg fehlt]\n", ["5:11-24"]),
        ("A [source](https://x.org) is needed; citation needed in general. `[cn]`\n", []),
    ],
)
def test_marks_for_citations(found: Found, body: str, told: list[str]) -> None:
    items = [each for each in found(body) if each.rule.code == "ENT029"]
    assert [f"{d.place.line}:{d.place.column}-{d.place.end}" for d in items] == told


@pytest.mark.parametrize(
    ("reviewed", "told"),
    [
        ("reviewed: 2026-11-01\n", []),
        ("reviewed: 2026-08-15\n", []),
        ("reviewed: 2026-08-14\n", ["entries/a.md:4:11"]),
        ("", ["entries/a.md:2:7"]),
    ],
)
def test_reviews(project: Callable[..., Project], reviewed: str, told: list[str]) -> None:
    header = f"kind: work\ntitle: A\n{reviewed}"
    value = project(header=header, settings="[check]\nreviewed-within = 100\n")
    items = [each for each in check(value, TODAY) if each.rule.code == "ENT030"]
    assert [str(each.place) for each in items] == told
    assert not [each for each in check(value) if each.rule.code == "ENT030"]


def test_reviews_are_not_looked_at_unless_asked_for(project: Callable[..., Project]) -> None:
    assert not list(check(project(), TODAY))


BODY = (
    "Lead.\n\n# Work\n\nOne.\n\n# Life\n\n## Early\n\n[@he2016deep].\n\n# Empty\n\n# More\n\nSix.\n"
)


@pytest.mark.parametrize(
    ("cited", "mentioned", "told"),
    [
        ("true", (), ["7:3", "19:3"]),
        ("true", ("body.1",), ["19:3"]),
        ('["work", "Life"]', (), ["7:3"]),
        ("false", (), []),
    ],
)
def test_cited_sections(
    project: Callable[..., Project], cited: str, mentioned: tuple[str, ...], told: list[str]
) -> None:
    value = project(BODY, settings=f"[kinds.work]\ncited = {cited}\n")
    items = list(check_cited_sections(value, value.entries["a"], set(mentioned)))
    assert [f"{each.place.line}:{each.place.column}" for each in items] == told
