"""Links: each fault at the address, in text, notes, tables and header."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.checks.links import links_to
from publish.diagnostics.core import Diagnostic
from publish.engines.pandoc import Pandoc
from publish.model.frozen import replace
from tests import builders

Told = Callable[..., list[str]]
OTHER = {
    "entries/mask-r-cnn.md": "---\nkind: work\ntitle: Mask R-CNN\n---\n# Work {#here}\n\nText.\n"
}


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("See [it](entry:mask-r-cnn), [there](entry:mask-r-cnn#here).\n", []),
        ("See [it](entry:mask-r-cn).\n", ["REF001 5:10-25"]),
        ("See [it](entry:nil) and [it](entry:nil).\n", ["REF001 5:10-19", "REF001 5:30-39"]),
        ("See [it](entry:mask-r-cnn#nowhere).\n", ["REF004 5:10-34"]),
        ("See [it](entry:a).\n", ["REF006 5:10-17"]),
        ("See [it][1].\n\n[1]: entry:nil\n", ["REF001 7:6-15"]),
        ("Word.[^1]\n\n[^1]: See [it](entry:nil).\n", ["REF001 7:16-25"]),
        ("[a](javascript:alert(1))\n", ["REF002 5:5-24"]),
        ("[a](JavaScript:x) [b](file:///etc/passwd)\n", ["REF002 5:5-17", "REF002 5:23-41"]),
        ("[a](data:text/html,x) <ftp://x.org>\n", ["REF002 5:5-21", "REF002 5:24-35"]),
        (
            "[a](other.md) [b](/etc) [c](//x.org/y)\n",
            ["REF003 5:5-13", "REF003 5:19-23", "REF003 5:29-38"],
        ),
        ("[a](#work)\n\n# Work\n\nText.\n", []),
        ("[a](#werk)\n\n# Work\n\nText.\n", ["REF004 5:5-10"]),
        ("[a](#p) [here]{#p}\n", []),
        ("[a]() [b](http://) [c](<https://x.org/a b>)\n", ["REF005 5:2-3", "REF005 5:11-18"]),
        ("[a](<http://[x>) [b](mailto:nobody)\n", ["REF005 5:6-15", "REF005 5:22-35"]),
        ("<https://y.org/> <a@example.org> [x](https://x.org/ü?a=1#b)\n", []),
        ("[@he2016deep, see [x](javascript:y)]\n", ["REF002 5:23-35"]),
        ("`[a](javascript:x)`\n", []),
    ],
)
def test_links_in_the_body(told: Told, body: str, places: list[str]) -> None:
    assert told(body, files=OTHER) == places


def test_links_in_the_header(told: Told) -> None:
    header = 'kind: work\ntitle: A\nsummary: See [it](entry:nil).\nquestions: ["[x](y.md)?"]\n'
    assert told("Text.\n", header) == ["REF001 4:19-28", "REF003 5:18-22"]


def test_hints(found: Callable[..., list[Diagnostic]]) -> None:
    body = "[a](entry:mask-rcnn) [b](mask-r-cnn.md) [c](www.x.org) [d](doi:10.1/x)\n"
    assert [each.hint for each in found(body, files=OTHER)] == [
        "did you mean `mask-r-cnn`?",
        "link the entry as `entry:mask-r-cnn`",
        "write `https://www.x.org`",
        "write `https://doi.org/10.1/x`",
    ]


def test_an_entry_that_could_not_be_read_is_no_broken_link(told: Told) -> None:
    assert told("See [it](entry:b).\n", files={"entries/b.md": "no header\n"}) == []


def test_links_that_are_left_out_for_an_entry_could_not_be_read_are_told(pandoc: Pandoc) -> None:
    made = builders.entry(pandoc, "See [it](entry:b).", id="a")
    project = replace(builders.project(made), unread={"b": "entries/b.md"})
    assert list(links_to(project, ())) == []
    (found,) = links_to(project, (), {"a"})
    assert (found.rule.code, str(found.place)) == ("REF007", f"{made.path}:1:10")
    assert found.message == "link to entry `b`, which couldn't be read"


def test_links_to_entries_that_were_not_made(pandoc: Pandoc) -> None:
    made = builders.entry(pandoc, "See [it](entry:b#x), [c](entry:c), [w](https://b.org).", id="a")
    unmade = builders.entry(pandoc, "Back to [a](entry:a) and [c](entry:c).", id="b")
    (found,) = links_to(builders.project(made, unmade), {"b"})
    assert found.rule.code == "REF007"
    assert (found.place and found.place.path) == made.path
    assert found.excerpt is not None
    assert found.place is not None
    assert found.excerpt[(found.place.column or 0) - 1 : found.place.end - 1] == "entry:b#x"  # type: ignore[operator]
    assert list(links_to(builders.project(made, unmade), ())) == []
