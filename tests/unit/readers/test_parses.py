"""Entries whose texts were parsed before are the same, and pandoc isn't asked again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from publish.engines.pandoc import Pandoc, Parsed
from publish.engines.store import Store
from publish.model.entry import Entry
from publish.readers import entry as reading
from publish.readers.entry import read_entries
from publish.readers.settings import read_settings

ENTRY = """\
---
kind: concept
title: {0}
lang: en
summary: About *{0}*.
---

# {0}

Text with `code`, $x^2$, [a link](https://example.org) and a note.[^1] {1}

[^1]: Here.
"""


class Counting:
    """A parser that remembers what it was asked."""

    def __init__(self, pandoc: Pandoc) -> None:
        self.pandoc = pandoc
        self.asked: list[str] = []

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        self.asked.extend(texts)
        return self.pandoc.parse(texts)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reading, "WORTH_KEEPING", 0)
    (tmp_path / "entries").mkdir()
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    for name in ("one", "two"):
        (tmp_path / "entries" / f"{name}.md").write_text(ENTRY.format(name, "$\\badtex{$ ::: x"))
    return tmp_path


def _read(project: Path, parser: Counting, store: Store) -> tuple[dict[str, Entry], object]:
    result = read_entries(read_settings(project), parser, store)
    return result.value, result.diagnostics


def test_texts_that_did_not_change_are_not_parsed_again(project: Path, pandoc: Pandoc) -> None:
    parser, store = Counting(pandoc), Store.of(project)
    plain = _read(project, parser, Store())
    assert _read(project, parser, store) == plain
    parser.asked.clear()
    assert _read(project, parser, store) == plain
    assert parser.asked == []
    (project / "entries" / "two.md").write_text(ENTRY.format("two", "Changed."))
    changed = _read(project, parser, store)
    assert all("one" not in text for text in parser.asked)
    assert list(changed[0]) == ["one", "two"]
    assert changed == _read(project, parser, Store())


def test_what_is_nested_too_deep_is_told_each_time(project: Path, pandoc: Pandoc) -> None:
    store = Store.of(project)
    (project / "entries" / "two.md").write_text(ENTRY.format("two", "") + "\n" + ">" * 300 + " a\n")
    plain = _read(project, Counting(pandoc), Store())
    assert list(plain[0]) == ["one"]
    assert _read(project, Counting(pandoc), store) == plain
    assert _read(project, Counting(pandoc), store) == plain
