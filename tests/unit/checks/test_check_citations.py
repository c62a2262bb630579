"""Undefined keys are found wherever a key can stand, each at its own place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.checks import check
from publish.diagnostics.core import Diagnostic
from publish.model.publication import Project

Told = Callable[..., list[str]]
HEADER = "kind: work\ntitle: A\n"


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("ResNets [@nope] won.\n", ["CIT001 5:11-15"]),
        ("@nope [p. 3] says.\n", ["CIT001 5:2-6"]),
        ("See [@he2016deep, p. 3; -@nope; see @{nope2}].\n", ["CIT001 5:27-31", "CIT001 5:39-44"]),
        ("A [@nope].\n\nB [@nope].\n", ["CIT001 5:5-9", "CIT001 7:5-9"]),
        ("A `[@nope]` and\n[@nope].\n", ["CIT001 6:3-7"]),
        ("Word.[^1]\n\n[^1]: A note [@nope].\n", ["CIT001 7:16-20"]),
        ("Word.^[A note [@nope].]\n", ["CIT001 5:17-21"]),
        ("| a | b |\n|---|---|\n| c | [@nope] |\n", ["CIT001 7:9-13"]),
        ("- one\n- two [@nope]\n", ["CIT001 6:9-13"]),
        ("> said [@nope]\n", ["CIT001 5:10-14"]),
        ("A *word [@nope]* here.\n", ["CIT001 5:11-15"]),
        ("[@nopes] and [@nope].\n", ["CIT001 5:3-8", "CIT001 5:16-20"]),
        ("mail a@nope.org, or `@nope`, or \\@nope.\n", []),
        ("All [@he2016deep; @he2017mask].\n", []),
    ],
)
def test_undefined_keys_in_the_body(told: Told, body: str, places: list[str]) -> None:
    assert told(body) == places


def test_undefined_keys_in_the_header(told: Told) -> None:
    header = (
        HEADER
        + "summary: Known for [@nope1].\n"
        + "facts:\n"
        + "  - {label: Prize, value: 'Best [@nope2]'}\n"
        + "  - {label: Year, value: x, source: nope3}\n"
        + "papers:\n  nope4: [X]\n  he2016deep: [Y]\n"
        + "nocite: [he2017mask, nope5]\n"
        + "questions:\n  - Why [@nope6]?\n"
    )
    assert told("Text.\n", header) == [
        "CIT001 4:22-27",
        "CIT001 6:35-40",
        "CIT001 7:37-42",
        "CIT001 9:3-8",
        "CIT001 11:22-27",
        "CIT001 13:11-16",
    ]


def test_every_record_may_be_asked_for(told: Told) -> None:
    assert told("Text.\n", HEADER + 'nocite: "@*"\n') == []


def test_the_hint_names_near_keys_and_the_way_out(
    found: Callable[..., list[Diagnostic]],
) -> None:
    near, plain = found("[@he2016deap]. Ask @somebody.\n")
    assert near.hint == (
        "add `he2016deap` to a file in bibliography/; did you mean `he2016deep` or `he2017mask`?"
    )
    assert near.excerpt == "[@he2016deap]. Ask @somebody."
    assert plain.hint is not None
    assert "write `\\@somebody`" in plain.hint


def test_the_hint_names_a_file_that_could_not_be_read(
    project: Callable[..., Project], tmp_path: Path
) -> None:
    project()
    (tmp_path / "bibliography" / "lost.bib").symlink_to("/dev/null")
    (found,) = check(project("[@lost2020].\n"))
    assert found.hint == (
        "it may stand in `bibliography/lost.bib`, which couldn't be read: mend that file first"
    )


def test_a_citation_in_a_heading(told: Told) -> None:
    assert told("# One [@he2016deep; @he2017mask]\n\nText.\n") == ["CIT002 5:9-19"]


def test_facts_without_source(told: Told) -> None:
    header = HEADER + (
        "facts:\n"
        "  - {label: One, value: x}\n"
        "  - {label: Two, value: x, source: he2016deep}\n"
        "  - {label: Three, value: 'x [@he2016deep]'}\n"
    )
    assert told("Text.\n", header) == ["CIT003 5:13-16"]
