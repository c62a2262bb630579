"""Pages between documents: the contents of what follows are tagged as such."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from publish.verify.judgement import judged
from publish.writers.pdf.sheets import SheetWriter
from tests.structure.node import Node
from tests.structure.pdf import structure


@dataclass(frozen=True)
class Frame:
    claims: tuple[str, ...]
    width: float = 400
    height: float = 500
    lang: str = "en"


@dataclass(frozen=True)
class Line:
    letter: str
    title: str
    label: str
    target: str


LINES = (Line("A", "On Things", "A-1", "one"), Line("B", "On Others", "A-9", "two"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("claims", "types"),
    [
        (("a-3a", "ua-1"), {"TOC": 1, "TOCI": 2, "L": 0, "Reference": 2, "Link": 2}),
        (("ua-2",), {"TOC": 0, "L": 1, "LI": 2, "Link": 2}),
        ((), {"TOC": 1, "TOCI": 2}),
    ],
)
def test_contents_are_lines_of_contents(claims: tuple[str, ...], types: dict[str, int]) -> None:
    data = SheetWriter().contents(Frame(claims), "Contents", LINES)
    found = [node.type for node in _read(data).all()]
    assert {kind: found.count(kind) for kind in types} == types
    assert [each.findings for each in judged(data, claims)] == [()] * len(claims)


def test_a_divider_says_what_follows() -> None:
    data = SheetWriter().divider(Frame(("a-3a", "ua-1")), "Appendix A", "On Things")
    assert [(n.type, n.words) for n in _read(data).kids] == [
        ("H1", "Appendix A"),
        ("P", "On Things"),
    ]


def _read(data: bytes) -> Node:
    return structure(data).root
