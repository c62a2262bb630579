"""Paragraphs as strings, with what stands in them and where they belong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publish.model.passages import OBJECT, Passage

Read = Callable[..., tuple[Passage, ...]]


def test_what_is_not_words_is_one_character(read: Read) -> None:
    (passage,) = read("A `code` $x$ [@key] ![i](i.png) end")
    assert passage.text == f"A {OBJECT} {OBJECT} {OBJECT} {OBJECT} end"
    assert [span.kind for span in passage.spans] == ["code", "math", "citation", "image"]


def test_spans_cover_the_words_in_their_markup(read: Read) -> None:
    (passage,) = read('An *emphasis with [a link](u)* and "quotes"')
    shown = {span.kind: passage.text[span.start : span.end] for span in passage.spans}
    assert shown == {"link": "a link", "emphasis": "emphasis with a link", "quoted": "“quotes”"}


def test_sections_count_from_the_lowest_heading_at_the_top(read: Read) -> None:
    found = read("Lead.\n\n## One\n\nAnd.\n\n### Deep\n\nBut.\n\n## Two\n\nCould.\n")
    assert {p.text: p.section for p in found if p.context == "paragraph"} == {
        "Lead.": "body.0",
        "And.": "body.1",
        "But.": "body.1",
        "Could.": "body.2",
    }


def test_each_place_of_text_has_its_context(read: Read) -> None:
    found = read(
        "# H\n\nP.[^n]\n\n> Q\n\n| C |\n|---|\n| d |\n\n: Cap\n\n- L\n\nT\n:   D\n\n[^n]: N\n"
    )
    assert [(p.text.rstrip(OBJECT), p.context) for p in found] == [
        ("H", "heading"),
        ("P.", "paragraph"),
        ("N", "note"),
        ("Q", "quote"),
        ("Cap", "caption"),
        ("C", "cell"),
        ("d", "cell"),
        ("L", "paragraph"),
        ("T", "paragraph"),
        ("D", "paragraph"),
    ]


def test_segments_lead_back_to_their_nodes(pandoc: Any, read: Read) -> None:
    text = "One *two **three*** four^[five]"
    (blocks,) = pandoc.read([text])
    for passage in read(text):
        inlines: Any = blocks
        for step in passage.container:
            inlines = inlines[step]
        for segment in passage.segments:
            node = inlines
            for step in segment.path:
                node = node[step]
            if node["t"] == "Str":
                assert node["c"] == passage.text[segment.start : segment.end]


def test_a_long_paragraph_is_read_in_one_pass(read: Read) -> None:
    text = "word *mask* " * 4000
    (passage,) = read(text)
    assert passage.text.count("mask") == 4000
    assert len(passage.spans) == 4000
