"""Entries: every field into the model, mistakes at their places, files that can't be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from publish.diagnostics.core import Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import eng
from publish.engines.pandoc import Pandoc, Parsed
from publish.model.entry import Author, Entry
from publish.model.nodes import plain_text
from publish.readers.entry import direction, read_entries
from publish.readers.parses import MarkdownParser
from publish.readers.settings import read_settings

Write = Callable[[dict[str, str | bytes]], Path]
Read = Callable[[dict[str, str | bytes]], Result[dict[str, Entry]]]

SETTINGS = 'title = "T"\n'
FULL = """\
---
# yaml-language-server: $schema=../entry.schema.json
id: kaiming-he
kind: person
title: "Kaiming He: a life"
subtitle: Depth
lang: en-GB
summary: >-
  He made networks *deep*
  [@he2016deep].
authors:
  - Ada Lovelace
  - name: Josiah Carberry
    orcid: https://orcid.org/0000-0002-1825-0097
    affiliation: Brown
published: 2026-01-02
reviewed: 2026-05-19
aliases: [He Kaiming]
tags: vision
facts:
  - {label: Field, value: Vision, source: "@he2016deep"}
  - label: Prize
    value: Marr Prize [@he2017mask]
papers:
  he2016deep: [ResNet, Deep Residual Learning]
  he2017mask: Mask R-CNN
  he2020moco:
nocite: |
  @a1, @b2
image:
  file: images/he.png
  alt: A man
  caption: At *CVPR*
  credit: Somebody
questions:
  - Who controls the data?
  - "What *next*?"
rights: CC BY 4.0
identifier: urn:x:1
---

# Work

He wrote it.
"""


@pytest.fixture
def read(write: Write, pandoc: Pandoc) -> Read:
    def entries(files: dict[str, str | bytes]) -> Result[dict[str, Entry]]:
        return read_entries(read_settings(write({"publish.toml": SETTINGS, **files})), pandoc)

    return entries


def with_header(*lines: str) -> str:
    return "---\n" + "\n".join(lines) + "\n---\nText.\n"


def only(result: Result[dict[str, Entry]]) -> Diagnostic:
    (diagnostic,) = result.diagnostics
    return diagnostic


def test_every_field_is_read(read: Read) -> None:
    result = read({"entries/he.md": FULL})
    assert not result.diagnostics
    entry = result.value["kaiming-he"]
    assert (entry.kind, entry.title, entry.subtitle) == ("person", "Kaiming He: a life", "Depth")
    assert (entry.lang, entry.dir, entry.path) == ("en-GB", "ltr", "entries/he.md")
    assert entry.authors == (
        Author("Ada Lovelace"),
        Author("Josiah Carberry", "0000-0002-1825-0097", "Brown"),
    )
    assert (entry.published, entry.reviewed) == (date(2026, 1, 2), date(2026, 5, 19))
    assert (entry.aliases, entry.tags) == (("He Kaiming",), ("vision",))
    assert [(f.label, f.source) for f in entry.facts] == [("Field", "he2016deep"), ("Prize", None)]
    assert [(p.key, p.names) for p in entry.papers] == [
        ("he2016deep", ("ResNet", "Deep Residual Learning")),
        ("he2017mask", ("Mask R-CNN",)),
        ("he2020moco", ()),
    ]
    assert entry.nocite == ("a1", "b2")
    assert entry.image is not None
    assert (entry.image.file, entry.image.alt, entry.image.credit) == (
        "images/he.png", "A man", "Somebody",
    )  # fmt: skip
    assert (entry.rights, entry.identifier) == ("CC BY 4.0", "urn:x:1")
    assert entry.source.text[entry.body_start :] == "\n# Work\n\nHe wrote it.\n"


def test_places_of_fields(read: Read) -> None:
    entry = read({"entries/he.md": FULL}).value["kaiming-he"]
    places = {name: str(entry.place(name)) for name in entry.places}
    assert places["title"] == "entries/he.md:5:8"
    assert places["authors.1.orcid"] == "entries/he.md:14:12"
    assert places["facts.0.source"] == "entries/he.md:21:43"
    assert places["papers.he2020moco"] == "entries/he.md:27:3"
    assert str(entry.facts[1].place) == "entries/he.md:22:12"
    assert str(entry.papers[1].place) == "entries/he.md:26:3"
    assert entry.image is not None
    assert str(entry.image.place) == "entries/he.md:31:9"
    assert str(entry.place("no.such.field")) == "entries/he.md:1:1"


def test_the_texts_are_fragments_in_reading_order(read: Read) -> None:
    document = read({"entries/he.md": FULL}).value["kaiming-he"].document
    assert [part.name for part in document.fragments] == [
        "summary", "facts.0", "facts.1", "caption", "body", "questions.0", "questions.1",
    ]  # fmt: skip
    for part in document.fragments:
        words = [word for block in part.blocks for word in plain_text(block).split()]
        for word in words:
            assert word.strip("[]?.") in document.source.text[part.start : part.end]
    caption = document.fragment("caption")
    assert caption is not None
    assert document.source.text[caption.start : caption.end] == "At *CVPR*"


@pytest.mark.parametrize(
    ("lines", "code", "place", "words"),
    [
        (["kind: work", "title: T", "lang: en", "titel: x"], "ENT004", "5:1", "`title`"),
        (["kind: work", "title: T", "lang: en", "csl: apa"], "ENT004", "5:1", "publish.toml"),
        (["kind: work", "title: T"], "ENT005", "2:1", "`lang` is missing"),
        (["kind: work", "lang: en"], "ENT005", "2:1", "`title` is missing"),
        (["kind: work", "title:", "lang: en"], "ENT005", "3:1", "`title` is missing"),
        (["kind: work", "title: T", "lang: eng lish"], "ENT012", "4:7", "BCP 47"),
        (["kind: wrk", "title: T", "lang: en"], "ENT009", "2:7", "did you mean `work`?"),
        (["kind: work", "title: ''", "lang: en"], "ENT006", "3:8", "`title` is empty"),
        (["kind: work", "title: {a: b}", "lang: en"], "ENT006", "3:8", "not a text"),
        (["kind: work", "title: T", "lang: en", "facts: [x]"], "ENT006", "5:9", "set of fields"),
        (["kind: work", "title: T", "lang: en", "facts:", "  - label: x"], "ENT005", "6:5",
         "`value` in item 1 of `facts` is missing"),
        (["kind: work", "title: T", "lang: en", "tags: {a: b}"], "ENT006", "5:7",
         "not a text or a list of such"),
        (["kind: work", "title: T", "lang: xx-klingon"], "ENT012", "4:7", "BCP 47"),
        (["kind: work", "title: T", "lang: en", "date: May"], "ENT007", "5:7", "YYYY-MM-DD"),
        (["kind: work", "title: T", "lang: en", "dir: up"], "ENT006", "5:6", "`ltr`, `rtl`"),
        (["kind: work", "title: T", "lang: en", "image: x.png"], "ENT006", "5:8", "set of fields"),
        (["kind: work", "title: T", "lang: en", "image: {file: x.png}"], "RES012", "5:8",
         "decorative: true"),
        (["kind: work", "title: T", "lang: en", "image: {file: x, alt: a, decorative: true}"],
         "ENT006", "5:8", "remove one"),
        (["kind: work", "title: T", "lang: en", "image: {file: x, decorative: mayb}"],
         "ENT006", "5:30", "`true` or `false`"),
        (["kind: work", "title: T", "lang: en", "id: A B"], "ENT010", "5:5", "`a-b`"),
        (["kind: work", "title: T", "lang: en", "author: A", "authors: B"], "ENT003", "5:1",
         "another name of `authors`"),
        (["kind: work", "title: T", "lang: en", "authors: [{name: A, orcid: 1}]"], "ENT008",
         "5:28", "0000-0002-1825-0097"),
        (["kind: work", "title: T", "lang: en", "papers: [x]"], "ENT006", "5:9", "set of fields"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_rule_place_and_words(
    read: Read, lines: list[str], code: str, place: str, words: str
) -> None:
    text = with_header(*lines)
    result = read({"entries/a.md": text})
    diagnostic = only(result)
    assert diagnostic.rule.code == code
    assert str(diagnostic.place) == f"entries/a.md:{place}"
    assert words in f"{diagnostic.message} {diagnostic.hint}"
    assert diagnostic.place is not None
    assert diagnostic.excerpt == text.splitlines()[(diagnostic.place.line or 0) - 1]
    assert "a" in result.value or code == "ENT010", "the rest of the entry is read all the same"


def test_pandocs_names_are_read(read: Read) -> None:
    text = with_header(
        "kind: work", "title: T", "lang: he", "author: A", "date: 2026-01-01",
        "abstract: S", "keywords: [k]",
    )  # fmt: skip
    result = read({"entries/a.md": text})
    entry = result.value["a"]
    assert not result.diagnostics
    assert (entry.authors, entry.published) == ((Author("A"),), date(2026, 1, 1))
    assert (entry.summary, entry.tags, entry.dir) == ("S", ("k",), "rtl")
    assert str(entry.place("authors")) == "entries/a.md:5:9"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Text.\n", "ENT001", "1:1"),
        ("", "ENT001", "1:1"),
        ("---\ntitle: T\n", "ENT002", "1:1"),
        ("---\ntitle: [T\n---\n", "ENT002", "2:8"),
        (b"---\ntitle: \xe9\n---\n", "RES002", "2:8"),
        (b"---\r\ntitle: ok\r\nlang: \xff\r\n---\r\n", "RES002", "3:7"),
        ("---\ntitle: a\n---\n\nbell \x07\n", "RES005", "5:6"),
    ],
)
def test_a_file_that_is_no_entry(read: Read, text: str | bytes, code: str, place: str) -> None:
    result = read({"entries/a.md": text})
    diagnostic = only(result)
    assert (diagnostic.rule.code, str(diagnostic.place)) == (code, f"entries/a.md:{place}")
    assert result.value == {}


def test_a_byte_order_mark_and_windows_line_ends_are_fine(read: Read) -> None:
    text = with_header("kind: work", "title: T", "lang: en", "dir: up").replace("\n", "\r\n")
    assert str(only(read({"entries/a.md": "\ufeff" + text})).place) == "entries/a.md:5:6"


def test_the_second_of_two_entries_with_an_id_is_reported(read: Read) -> None:
    one, two = (with_header("id: x", "kind: work", f"title: {t}", "lang: en") for t in "AB")
    result = read({"entries/1.md": one, "entries/2/b.md": two})
    diagnostic = only(result)
    assert (diagnostic.rule.code, str(diagnostic.place)) == ("ENT011", "entries/2/b.md:2:5")
    assert result.value["x"].title == "A"


def test_a_file_name_that_is_no_id(read: Read) -> None:
    result = read({"entries/My Entry.md": with_header("kind: work", "title: T", "lang: en")})
    assert only(result).rule.code == "ENT010"
    assert "`id: my-entry`" in (only(result).hint or "")
    chinese = {
        f"entries/{name}.md": with_header("kind: work", "title: T", "lang: zh") for name in "深度"
    }
    assert [d.rule.code for d in read(chinese).diagnostics] == ["ENT010"] * 3
    fine = with_header("id: mine", "kind: work", "title: T", "lang: en")
    again = {
        name: with_header("id: x" + str(i), "kind: work", "title: T", "lang: zh")
        for i, name in enumerate(chinese)
    }
    assert not read({"entries/My Entry.md": fine, **again}).diagnostics


def test_links_out_of_the_project_are_not_read(
    read: Read, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text(with_header("kind: work", "title: Secret", "lang: en"))
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "out.md").symlink_to(secret)
    (tmp_path / "entries" / "loop.md").symlink_to("loop.md")
    os.mkfifo(tmp_path / "entries" / "pipe.md")
    result = read({})
    assert [d.rule.code for d in result.diagnostics] == ["RES001", "RES003", "RES001"]
    assert result.value == {}


def test_a_folder_that_cannot_be_read_is_reported(
    read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = os.scandir

    def scandir(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    fine = with_header("kind: work", "title: T", "lang: en")
    result = read({"entries/closed/a.md": fine, "entries/b.md": fine})
    assert only(result).rule.code == "RES001"
    assert str(only(result).place) == "entries/closed"
    assert list(result.value) == ["b"]


def test_no_entries_is_a_warning(read: Read) -> None:
    assert only(read({})).rule.code == "ENT013"


class FailingParser(MarkdownParser):
    """Fails on every batch that holds the word ``bomb``."""

    def __init__(self, pandoc: Pandoc) -> None:
        self.pandoc = pandoc
        self.asked = 0

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        self.asked += 1
        if any("bomb" in text for text in texts):
            raise EngineFailure(eng.ENGINE_TIMEOUT("pandoc took longer than 1 second"))
        return self.pandoc.parse(texts)


def test_only_the_entry_on_which_pandoc_fails_is_lost(write: Write, pandoc: Pandoc) -> None:
    header = with_header("kind: work", "title: T", "lang: en")
    root = write(
        {"publish.toml": SETTINGS, "entries/a.md": header, "entries/b.md": header + "bomb"}
    )
    result = read_entries(read_settings(root), FailingParser(pandoc))
    assert list(result.value) == ["a"]
    assert (only(result).rule.code, str(only(result).place)) == ("ENG003", "entries/b.md:1:1")


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        ">" * 3000 + " a",
        "\n".join("  " * level + "- a" for level in range(80)),
        "::: a\n" * 600 + "x\n" + ":::\n" * 600,
        "*a **b " * 40 + "x" + "** *" * 40,
    ],
)
@pytest.mark.parametrize("others", [0, 1])
def test_an_entry_that_is_nested_too_deep_is_lost_alone(read: Read, body: str, others: int) -> None:
    header = with_header("kind: work", "title: T", "lang: en")
    files = {"entries/a.md": header} if others else {}
    result = read({**files, "entries/b.md": f"{header}\n{body}\n"})
    assert len(result.value) == others
    diagnostic = only(result)
    assert diagnostic.rule.code == "ENT027"
    assert str(diagnostic.place).startswith("entries/b.md:")


def test_a_single_entry_is_not_asked_for_twice(write: Write, pandoc: Pandoc) -> None:
    header = with_header("kind: work", "title: T", "lang: en")
    root = write({"publish.toml": SETTINGS, "entries/b.md": header + "bomb"})
    parser = FailingParser(pandoc)
    result = read_entries(read_settings(root), parser)
    assert (only(result).rule.code, parser.asked) == ("ENG003", 1)


def test_what_pandoc_reports_stands_at_its_place(read: Read) -> None:
    header = with_header("kind: work", "title: T", "lang: en")
    result = read({"entries/a.md": header + "\n::: {.note}\nNever closed.\n"})
    diagnostic = only(result)
    assert (diagnostic.rule.code, str(diagnostic.place)) == ("ENG004", "entries/a.md:8:1")
    assert diagnostic.excerpt == "::: {.note}"


@pytest.mark.parametrize(
    ("lang", "expected"), [("ar", "rtl"), ("en-US", "ltr"), ("az-Arab", "rtl"), ("he-Latn", "ltr")]
)
def test_the_direction_is_that_of_the_script(lang: str, expected: str) -> None:
    assert direction(lang) == expected


def test_a_note_that_nothing_calls_is_told_with_what_to_do(read: Read) -> None:
    header = with_header("kind: work", "title: T", "lang: en")
    diagnostic = only(read({"entries/a.md": header + "\nWords.\n\n[^tide]: Twice a day.\n"}))
    assert (diagnostic.rule.code, str(diagnostic.place)) == ("ENG004", "entries/a.md:10:1")
    assert diagnostic.hint == "call it where it belongs, as `[^tide]`, or take it out"
