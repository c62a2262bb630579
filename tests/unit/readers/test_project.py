"""A whole project: what is read, and what is left out and reported."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from publish.engines.pandoc import Pandoc
from publish.readers.project import read_project

Write = Callable[[dict[str, str | bytes]], Path]

ENTRY = "---\nkind: work\ntitle: A\nlang: en\n{}---\nText.\n"
RECORD = """\
@book{{{0},
  author = {{A, B}},
  title = {{T {0}}},
  publisher = {{P}},
  year = 2001,
}}
"""
FILES: dict[str, str | bytes] = {
    "publish.toml": 'title = "T"\n',
    "entries/a.md": ENTRY.format(""),
    "entries/deep/er/b.md": ENTRY.format('nocite: "@*"\n'),
    "entries/.hidden.md": "no entry",
    "entries/notes.txt": "no entry",
    "bibliography/one.bib": RECORD.format("one"),
    "bibliography/more/two.bib": RECORD.format("two"),
}


def test_a_project_is_read(write: Write, pandoc: Pandoc) -> None:
    result = read_project(write(FILES), pandoc)
    project = result.value
    assert result.diagnostics == ()
    assert list(project.entries) == ["a", "b"]
    assert set(project.bibliography.references) == {"one", "two"}
    assert project.style.name == "chicago-author-date"
    assert project.unread == {}


def test_nocite_of_all_names_every_record(write: Write, pandoc: Pandoc) -> None:
    project = read_project(write(FILES), pandoc).value
    assert set(project.entries["b"].nocite) == {"one", "two"}
    assert project.entries["a"].nocite == ()


def test_entries_that_cannot_be_read_are_known_by_their_files(write: Write, pandoc: Pandoc) -> None:
    root = write({**FILES, "entries/c.md": "no header", "entries/d.md": b"\xff"})
    result = read_project(root, pandoc)
    assert [d.rule.code for d in result.diagnostics] == ["ENT001", "RES002"]
    assert result.value.unread == {"c": "entries/c.md", "d": "entries/d.md"}


def test_a_bibliography_outside_the_project_is_not_read(write: Write, pandoc: Pandoc) -> None:
    root = write(FILES)
    outside = root.parent / f"{root.name}-outside.bib"
    outside.write_text(RECORD.format("three"))
    os.symlink(outside, root / "bibliography" / "three.bib")
    result = read_project(root, pandoc)
    assert [d.rule.code for d in result.diagnostics] == ["RES003"]
    assert "three" not in result.value.bibliography
    assert result.value.bibliography.unread == ("bibliography/three.bib",)
