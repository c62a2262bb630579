"""Entries whose texts were parsed before are the same, and pandoc isn't asked again."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from publish.engines.pandoc import Pandoc, Parsed
from publish.engines.store import Store
from publish.model.entry import Entry
from publish.model.gist import gist
from publish.readers import entry as reading
from publish.readers import parses
from publish.readers.draft import MarkdownText
from publish.readers.entry import read_entries
from publish.readers.parses import MarkdownParser
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


class Counting(MarkdownParser):
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


def _read(project: Path, parser: Counting, store: Store) -> tuple[dict[str, object], object]:
    """The entries, each with the trees of its texts and their gist, and what was said."""
    result = read_entries(read_settings(project), parser, store)
    return {name: _whole(entry) for name, entry in result.value.items()}, result.diagnostics


def _whole(entry: Entry) -> object:
    known = gist(entry.document)
    trees = [
        (part.name, list(part.blocks), part.start, part.end) for part in entry.document.fragments
    ]
    header = {name: getattr(entry, name) for name in Entry.__struct_fields__} | {"document": None}
    return header, entry.document.unconverted, trees, known


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


def test_trees_are_read_when_they_are_asked_for(
    project: Path, pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, settings = Store.of(project), read_settings(project)
    plain = _read(project, Counting(pandoc), store)
    asked: list[str] = []
    kept = parses.kept_parses

    def noted(texts: Sequence[MarkdownText], store: Store) -> list[Parsed] | None:
        asked.append(texts[0].text)
        return kept(texts, store)

    monkeypatch.setattr(parses, "kept_parses", noted)
    entries = read_entries(settings, pandoc, store).value
    assert entries["one"].title == "one"
    assert gist(entries["one"].document).links == ("https://example.org",)
    assert asked == []
    assert _whole(entries["one"]) == plain[0]["one"]
    assert asked == ["About *one*."]
    entries["one"].document.forget()
    assert _whole(entries["one"]) == plain[0]["one"]
    assert asked == ["About *one*."] * 2


def test_trees_that_the_store_has_lost_are_parsed_again(project: Path, pandoc: Pandoc) -> None:
    store, settings = Store.of(project), read_settings(project)
    plain = _read(project, Counting(pandoc), store)
    entries = read_entries(settings, pandoc, store).value
    store.clear()
    assert {name: _whole(entry) for name, entry in entries.items()} == plain[0]


def test_a_document_that_is_sent_elsewhere_takes_its_trees_with_it(
    project: Path, pandoc: Pandoc
) -> None:
    store, settings = Store.of(project), read_settings(project)
    plain = _read(project, Counting(pandoc), store)
    entries = read_entries(settings, pandoc, store).value
    assert _whole(pickle.loads(pickle.dumps(entries["two"]))) == plain[0]["two"]


def test_an_id_that_another_entry_takes_is_told_whoever_was_read_before(
    project: Path, pandoc: Pandoc
) -> None:
    store = Store.of(project)
    _read(project, Counting(pandoc), store)
    early = ENTRY.format("early", "").replace("kind:", "id: one\nkind:")
    (project / "entries" / "early.md").write_text(early)
    plain = _read(project, Counting(pandoc), Store())
    assert "ENT011" in [each.rule.code for each in plain[1]]
    assert _read(project, Counting(pandoc), store) == plain
    assert _read(project, Counting(pandoc), store) == plain


def test_settings_that_change_make_headers_be_read_anew(project: Path, pandoc: Pandoc) -> None:
    store = Store.of(project)
    _read(project, Counting(pandoc), store)
    (project / "publish.toml").write_text('title = "T"\nlang = "de"\n[kinds.other]\n')
    plain = _read(project, Counting(pandoc), Store())
    assert _read(project, Counting(pandoc), store) == plain


def test_trees_of_very_many_entries_are_not_held(
    project: Path, pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _read(project, Counting(pandoc), Store())
    monkeypatch.setattr(reading, "MANY", 2)
    entries = read_entries(read_settings(project), pandoc, Store.of(project)).value
    trees = [part.parsed for entry in entries.values() for part in entry.document.fragments]
    assert not any(tree._blocks for tree in trees)
    assert {name: _whole(entry) for name, entry in entries.items()} == plain[0]
