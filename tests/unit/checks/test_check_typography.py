"""Typewriter habits are told once a paragraph, and mended without touching anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.diagnostics.core import Diagnostic
from publish.revision import revised

Found = Callable[..., list[Diagnostic]]
HEADER = "kind: work\ntitle: A\n"


def mended(found: Found, body: str, lang: str = "en") -> tuple[list[str], str]:
    """The findings as rule and place, and the body with all of them mended."""
    header = f"{HEADER}lang: {lang}\n"
    items = [each for each in found(body, header) if each.rule.code.startswith("TYP")]
    before = f"---\n{header}---\n"
    edits = [edit for each in items for edit in each.edits]
    told = [f"{d.rule.code} {d.place.line}:{d.place.column}-{d.place.end}" for d in items]
    return told, revised(before + body, edits).removeprefix(before)


@pytest.mark.parametrize(
    ("body", "told", "after"),
    [
        ('He said "yes" and "no".\n', ["TYP001 6:9-14"], "He said “yes” and “no”.\n"),
        ("A \"so-called 'deep' net\".\n", ["TYP001 6:3-25"], "A “so-called ‘deep’ net”.\n"),
        ("It's He's, the '90s.\n", [], "It's He's, the '90s.\n"),
        ("He said “yes”, 5\" wide.\n", [], "He said “yes”, 5\" wide.\n"),
        ('`"x"` and $"y"$ and [a](https://x.org "t").\n', [], None),
        ('```\n"x" -- y - z\n```\n', [], None),
        ("One -- two---three.\n", ["TYP002 6:5-7"], "One – two—three.\n"),
        ("One - two, three.\n", ["TYP003 6:5-6"], "One – two, three.\n"),
        ("Item - 3, 5 - 4, a-b, x -y.\n", [], None),
        ("From 1990-1995.\n", ["TYP004 6:10-11"], "From 1990–1995.\n"),
        ("On... and *on...* it goes.\n", ["TYP005 6:3-6"], "On… and *on…* it goes.\n"),
        ("One…, `a[...]`, $1...9$, and four....\n", [], None),
        ("See pp. 12-34 there.\n", ["TYP004 6:11-12"], "See pp. 12–34 there.\n"),
        ("ISO 1989-2014, 2020-05-01, 1995-1990, 10-20, x2000-2001.\n", [], None),
        ("[@he2016deep, pp. 3--7] and [@he2016deep, pp. 3-7].\n", [], None),
        ("*a \"b\" c*[^n]\n\n[^n]: \"d\" -- e.\n", ["TYP001 6:4-7", "TYP001 8:7-10",
         "TYP002 8:11-13"], "*a “b” c*[^n]\n\n[^n]: “d” – e.\n"),
        ("| a | b |\n|---|---|\n| \"x\" | 1 -- 2 |\n", ["TYP001 8:3-6", "TYP002 8:11-13"],
         "| a | b |\n|---|---|\n| “x” | 1 – 2 |\n"),
        ("# \"W\" {#w a=\"b\"}\n\nText.\n", ["TYP001 6:3-6"], "# “W” {#w a=\"b\"}\n\nText.\n"),
    ],
)  # fmt: skip
def test_in_the_body(found: Found, body: str, told: list[str], after: str | None) -> None:
    assert mended(found, body) == (told, body if after is None else after)


@pytest.mark.parametrize(
    ("lang", "after"),
    [
        ("de", "„A ‚b‘ c“\n"),
        ("de-CH", "«A ‹b› c»\n"),
        ("fr", "«\u202fA “b” c\u202f»\n"),
        ("en-GB", "“A ‘b’ c”\n"),
        ("xh", "\"A 'b' c\"\n"),
    ],
)
def test_the_marks_are_those_of_the_language(found: Found, lang: str, after: str) -> None:
    told, text = mended(found, "\"A 'b' c\"\n", lang)
    assert [each.split()[0] for each in told] == ["TYP001"]
    assert text == after


def test_mending_twice_changes_nothing(found: Found) -> None:
    body = 'A "b" - "c" -- d---e, 1990-1995, pp. 1-2.\n\n> \'q\' -- "r"\n'
    _, once = mended(found, body)
    assert mended(found, once) == ([], once)


def test_titles_are_told_and_left(found: Found) -> None:
    header = 'kind: work\ntitle: The "deep" net\nsubtitle: One -- two\n'
    items = found("Text.\n", header)
    assert [f"{d.rule.code} {d.place.line}:{d.place.column}" for d in items] == [
        "TYP001 3:8",
        "TYP002 4:11",
    ]
    assert not any(each.edits for each in items)


def test_more_in_a_paragraph_are_counted(found: Found) -> None:
    (item,) = found('"A" and "b" and "c".\n')
    assert item.message == "straight quotation marks around `A`, and 2 more in the paragraph"
