"""A small collection, cited: two entries that share what may clash, and a part."""

from __future__ import annotations

from typing import Any

from publish.binding import bind
from publish.cite import cite
from publish.engines.pandoc import Pandoc
from publish.model.collection import Collection
from publish.model.publication import CitedPublication, Division
from publish.resolve import resolve
from tests import builders

RECORDS = (builders.reference("a"), builders.reference("b", "Other", "Ren", 2015))

HEADERS: dict[str, dict[str, Any]] = {
    "one": {},
    "two": {"lang": "ar", "dir": "rtl"},
    "intro": {"kind": "matter"},
}


def bound(
    pandoc: Pandoc,
    style: str = "chicago-author-date",
    book_lang: str = "en",
    more: int = 0,
    **asked: Any,
) -> CitedPublication:
    """Two entries with the same section, note and work, and a part with an introduction; they cite
    so many ``more`` works.
    """
    others = [builders.reference(f"w{n}", f"Work {n}", f"Writer{n}", 1900 + n) for n in range(more)]
    also = "".join(f"\nSee also [@{each.key}].\n" for each in others)
    texts = {
        "one": "## Works\n\nLet $x^2$ be. See [@a] and [@b].^[A note [@b].]\n"
        f"Go to [two](entry:two#works).\n{also}",
        "two": "## Works\n\nLet $y_1$ be. See [@b].^[Another.]\n"
        f"Go to [one](entry:one) or [out](entry:out).\n{also}",
        "intro": "It begins with [@a].\n",
    }
    made = [
        builders.entry(pandoc, text, id=name, title=name.title(), **HEADERS[name])
        for name, text in texts.items()
    ]
    out = builders.entry(pandoc, "", id="out", title="Out")
    project = builders.project(*made, out, references=(*RECORDS, *others), style_name=style)
    one, two, intro = (resolve(project, entry, entry.document) for entry in made)
    divisions = (Division("part", (one,), "First", intro), Division("body", (two,)))
    collection = Collection("book", "The book", **asked)
    result = cite(bind(project, collection, divisions, book_lang), pandoc)
    assert not result.diagnostics
    assert result.value is not None
    return result.value
