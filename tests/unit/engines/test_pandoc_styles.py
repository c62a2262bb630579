"""A style for what is cited alone says of it what the whole style says."""

from __future__ import annotations

from typing import Any

import pytest

from publish.engines.pandoc import Pandoc, process
from publish.engines.pandoc.styles import lean, types_of
from publish.model.crosswalk import CSL_TYPES
from publish.model.nodes import Node, div
from tests import builders

STYLES = ("apa", "chicago-author-date", "chicago-notes", "ieee", "elsevier-harvard")
FEW = (("article-journal",), ("book", "chapter"), ("webpage", "thesis", "legal_case", "software"))
FORM = '<style xmlns="http://purl.org/net/xbiblio/csl"><macro name="m"><choose>{}</choose></macro>'
CALLED = '<citation><layout><text macro="m"/></layout></citation></style>'


def record(kind: str) -> dict[str, Any]:
    person = [{"family": f"Doe {kind}", "given": "Jane"}]
    return {
        "id": f"of-{kind}", "type": kind, "title": f"On {kind}: a subtitle", "author": person,
        "editor": [{"family": "Roe", "given": "Max"}], "issued": {"date-parts": [[2001, 2, 3]]},
        "container-title": "Things", "publisher": "Press", "publisher-place": "Kiel",
        "volume": "3", "issue": "2", "page": "4-9", "genre": "a kind", "number": "12",
        "event-title": "Meeting", "DOI": "10.5555/x", "URL": "https://example.org/x",
        "accessed": {"date-parts": [[2020, 1, 1]]}, "edition": "2", "collection-title": "Series",
        "archive": "Archive", "medium": "paper", "authority": "Court", "version": "1.2",
    }  # fmt: skip


def cited(pandoc: Pandoc, style: str, kinds: tuple[str, ...]) -> str:
    blocks = [*map(_paragraph, kinds), *map(_paragraph, kinds), div([], identifier="refs")]
    return pandoc.cite(blocks, [record(kind) for kind in kinds], style, "en-GB")


def _paragraph(kind: str) -> Node:
    citation = {
        "citationId": f"of-{kind}", "citationPrefix": [], "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation], [{"t": "Str", "c": "x"}]]}]}


def same(pandoc: Pandoc, name: str, kinds: tuple[str, ...], patch: pytest.MonkeyPatch) -> None:
    style = builders.style(name).xml
    short = lean(style, frozenset(kinds))
    assert len(short) < len(style)
    found = cited(pandoc, style, kinds)
    with patch.context() as inside:
        inside.setattr(process, "lean", lambda whole, types: whole)
        assert found == cited(pandoc, style, kinds)
    assert all(f"ref-of-{kind}" in found for kind in kinds)


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("kinds", FEW, ids=" ".join)
def test_the_outcome_is_the_same(
    pandoc: Pandoc, name: str, kinds: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    same(pandoc, name, kinds, monkeypatch)


@pytest.mark.proof
@pytest.mark.parametrize("name", STYLES)
def test_the_outcome_is_the_same_for_every_type(
    pandoc: Pandoc, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in sorted(CSL_TYPES):
        same(pandoc, name, (kind,), monkeypatch)
        same(pandoc, name, (kind, "book", "map"), monkeypatch)


def test_a_big_style_gets_small() -> None:
    style = builders.style("chicago-author-date").xml
    assert len(lean(style, frozenset({"article-journal"}))) < len(style) / 2


@pytest.mark.parametrize(
    ("branches", "left"),
    [
        ('<if type="book"><text value="a"/></if><else><text value="b"/></else>', "b"),
        ('<if type="map book" match="any"><text value="a"/></if><else/>', "a"),
        ('<if type="map"><text value="a"/></if><else><text value="b"/></else>', "a"),
        ('<if type="book" variable="DOI" match="any"><text value="a"/></if>', "a"),
        ('<if type="book" match="none"><text value="a"/></if>', "a"),
        ('<if variable="DOI"><text value="a"/></if><else><text value="b"/></else>', "ab"),
        (
            '<if type="book"><text value="a"/></if><else-if variable="DOI"><text value="b"/>'
            '</else-if><else><text value="c"/></else>',
            "bc",
        ),
    ],
)
def test_what_no_record_takes_is_left_out(branches: str, left: str) -> None:
    short = lean(FORM.format(branches) + CALLED, frozenset({"map"}))
    assert "".join(value for value in "abc" if f'value="{value}"' in short) == left


def test_a_macro_that_nobody_calls_any_more_is_left_out() -> None:
    style = FORM.format('<if type="book"><text macro="n"/></if><else><text value="b"/></else>')
    style += '<macro name="n"><text value="a"/></macro>' + CALLED
    assert 'name="n"' not in lean(style, frozenset({"map"}))
    assert 'name="n"' in lean(style, frozenset({"map", "book"}))


def test_where_types_are_not_known_the_style_is_whole() -> None:
    assert types_of([record("map"), record("book")]) == {"map", "book"}
    assert types_of([{**record("map"), "note": "type: book"}]) == frozenset()
    assert types_of([{"id": "x"}]) == frozenset()
    assert lean("<style", frozenset({"map"})) == "<style"
    assert lean("whole", frozenset()) == "whole"
