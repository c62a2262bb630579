"""The report for people: every problem with its line, nothing from it as markup."""

from __future__ import annotations

import re

import lxml.html

from publish.diagnostics import Diagnostic, Rule, Severity
from publish.diagnostics.views import html
from publish.model.place import Place

ERROR = Rule("CIT001", "undefined-key", Severity.ERROR, "A key `x` is unknown.")
INFO = Rule("TYP001", "straight-quotes", Severity.INFO, "Marks are straight.")


def page(*items: Diagnostic, title: str = "Notes") -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html.render(items, title))


def test_the_page_names_project_counts_and_rules() -> None:
    place = Place("entries/a.md", 3, 5, 8)
    found = page(INFO("one", place), INFO("two", place), ERROR("three", place))
    assert found.findtext(".//h1") == "Report on Notes"
    assert found.findtext(".//header/p") == "1 error, 2 infos."
    rows = [[cell.text_content() for cell in row] for row in found.findall(".//tbody/tr")]
    assert rows == [
        ["CIT001 undefined-key", "error", "1", "A key x is unknown."],
        ["TYP001 straight-quotes", "info", "2", "Marks are straight."],
    ]


def test_problems_stand_file_by_file_with_their_lines() -> None:
    found = page(
        ERROR("`k` is unknown", Place("entries/b.md", 9, 3, 6), "add it", excerpt="a [@k] b"),
        INFO("first", Place("entries/a.md", 1, 1)),
        ERROR("no place"),
    )
    assert [each.text_content() for each in found.findall(".//h2")] == [
        "Rules", "The project", "entries/a.md", "entries/b.md",
    ]  # fmt: skip
    last = found.findall(".//li")[-1]
    assert last[0].text_content() == "error CIT001 line 9, column 3: k is unknown"
    assert last.findtext(".//mark") == "[@k"
    assert last[-1].text_content() == "add it"


def test_what_is_shown_is_never_markup() -> None:
    evil = "<script>alert(1)</script>\x1b[31m"
    item = ERROR(f"`{evil}`", Place(f"entries/{evil}.md", 1, 2, 9), evil, excerpt=evil)
    text = html.render([item], evil)
    assert "<script" not in text
    assert "\x1b" not in text


def test_of_a_long_line_what_is_around_the_place_is_shown() -> None:
    item = ERROR("here", Place("a.md", 1, 501, 505), excerpt="x" * 500 + "here" + "y" * 500)
    shown = page(item).findtext(".//li/pre/code") or ""
    assert shown == "…" + "x" * 200
    assert len(html.render([item])) < len(html.render([])) + 3000


def test_nothing_is_a_page_too() -> None:
    found = page(title="")
    assert found.findtext(".//header/p") == "No problems."
    assert found.find(".//table") is None


def test_the_page_needs_nothing_but_itself() -> None:
    text = html.render([ERROR("x", Place("a.md", 1, 1))])
    assert not re.search(r"https?:|<link|<script|url\(|@import", text)
