"""A small collection, cited: two entries that share what may clash, and a part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publish.binding import bind
from publish.cite import cite
from publish.engines.pandoc import Pandoc
from publish.engines.store import NO_STORE, Store
from publish.model.collection import Collection
from publish.model.frozen import replace
from publish.model.publication import Artifact, CitedPublication, Division
from publish.printing import printed
from publish.resolve import resolve
from publish.writers.pdf.sections import Sections, Task
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


ENTRIES, WHOLE = "entries", "whole"


def laid_out(
    cited: CitedPublication, layout: str, shelf: Store = NO_STORE, workers: int = 1
) -> Artifact:
    made = printed(with_layout(cited, layout), shelf, workers)
    assert not made.diagnostics
    assert made.value is not None
    return made.value


def with_layout(cited: CitedPublication, layout: str) -> CitedPublication:
    book = cited.publication
    assert book.volume is not None
    collection = replace(book.volume.collection, layout=layout)
    volume = replace(book.volume, collection=collection)
    return replace(cited, publication=replace(book, volume=volume))


def standing_in(root: Path, cited: CitedPublication) -> CitedPublication:
    """The collection of a project that stands there."""
    book = cited.publication
    return replace(cited, publication=replace(book, settings=replace(book.settings, root=root)))


def styled(cited: CitedPublication, rules: str) -> CitedPublication:
    """The collection of a project that has these rules behind the theme's own."""
    book = cited.publication
    folder = book.settings.root / "styles"
    folder.mkdir(exist_ok=True)
    own = Path(__file__).parents[3] / "src/publish/themes/dossier/volume.css"
    (folder / "volume.css").write_text(own.read_text("utf-8") + rules, "utf-8")
    return cited


def noted(seen: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the numbers of the sections are written that are laid out."""
    lay_out = Sections.laid_out

    def seen_there(self: Sections, task: Task) -> Any:
        with seen.open("a") as file:  # another process
            file.write(f"{task.number}\n")
        return lay_out(self, task)

    monkeypatch.setattr(Sections, "laid_out", seen_there)
    return seen
