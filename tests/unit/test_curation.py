"""Records added to a bibliography, and a bibliography merged, on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.api import Project
from publish.curation import Changes
from publish.diagnostics.rules import bib, rec
from publish.engines.clipboard import clipboard_text

ENTRY = """\
---
kind: concept
title: T
papers:
  old2001: [Thing]
nocite: [old2001]
---

[@old2001]
"""
BIB = """\
@string{acm = {ACM}}\r
@book{a1, author={Doe, J.}, title={An Older Book of Things}, year=2001}\r
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "publish.toml").write_text(
        'title = "T"\nlang = "en"\n[bibliography]\nkeys = "{author}{year}"\n'
    )
    for name in ("bibliography", "entries"):
        (tmp_path / name).mkdir()
    (tmp_path / "bibliography/a.bib").write_bytes(BIB.encode())
    return tmp_path


@pytest.fixture
def project(root: Path) -> Iterator[Project]:
    with Project.open(root, cache=False) as opened:
        yield opened


def added(project: Project, text: str, path: str | None = None) -> Changes:
    result = project.curation.addition(text.encode(), path)
    assert not result.diagnostics
    assert not project.curation.save(result.value).diagnostics
    return result.value


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("@article{x, AUTHOR = {He, K.} # and, journal=acm, title={T}, year=2016}", "he2016"),
        ('[{"type": "book", "author": [{"family": "He"}], "title": "T"}]', "hend"),
        ("TY  - BOOK\nAU  - He, K.\nTI  - T\nPY  - 2016\nER  - \n", "he2016"),
        ("PMID- 1\nFAU - He, K\nTI  - T\nDP  - 2016\n", "he2016"),
        ("- id: z\n  type: book\n  title: T\n  issued: 2016\n", "anonymous2016"),
    ],
)
def test_a_record_is_added_whatever_its_format(project: Project, text: str, key: str) -> None:
    changes = added(project, text.replace(" # and", ""))
    assert changes.added == ((key, "bibliography/a.bib"),)
    data = (project.settings.root / "bibliography/a.bib").read_bytes()
    assert data.startswith(BIB.encode().rstrip())
    assert f"{{{key},\r\n".encode() in data, "line ends as in the file"


def test_several_records_go_into_a_new_file(project: Project) -> None:
    text = "@string{x = {X}}\n@book{a, title={One}, publisher=x}\n@book{b, title={Two}}"
    changes = added(project, text, "bibliography/new.bib")
    assert [key for key, _ in changes.added] == ["xnd", "anonymousnd"]
    made = (project.settings.root / "bibliography/new.bib").read_text()
    assert made.startswith("@string{x = {X}}\n\n@book{xnd,\n  title     = {One},\n")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("@misc{q, author={John Doe}, title={An Older Book of {T}hings}, date={2001}}",
         rec.DUPLICATE_WORK),
        ("nothing of the kind", bib.BROKEN_FILE),
        ("", bib.BROKEN_FILE),
        ("\x00\x01", bib.BROKEN_FILE),
        ("@book{a, title={T", bib.UNCLOSED),
        ("{", bib.BROKEN_RECORD),
    ],
)  # fmt: skip
def test_what_is_there_or_broken_is_refused(project: Project, text: str, rule: object) -> None:
    result = project.curation.addition(text.encode())
    assert rule in [item.rule for item in result.diagnostics]
    assert result.value == Changes()


def test_duplicates_are_merged_everywhere(root: Path) -> None:
    second = (
        "@book{old2001, author={Doe, John}, title={An older book of things}, year=2001, isbn=1}\n"
    )
    (root / "bibliography/b.bib").write_text(second)
    (root / "entries/t.md").write_text(ENTRY)
    with Project.open(root, cache=False) as project:
        result = project.curation.deduplication()
        assert project.curation.save(result.value).value == (
            "bibliography/a.bib", "bibliography/b.bib", "entries/t.md",
        )  # fmt: skip
    assert (root / "entries/t.md").read_text() == ENTRY.replace("old2001", "a1")
    assert (root / "bibliography/b.bib").read_text() == ""
    assert b"isbn   = 1" in (root / "bibliography/a.bib").read_bytes()
    with Project.open(root, cache=False) as project:
        assert project.curation.deduplication().value.merges == ()
        assert list(project.cited()) == ["a1"]


def test_the_clipboard_is_read_by_what_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert clipboard_text() is None
    for name, script in (("wl-paste", "exit 1"), ("xclip", "printf '@book{a}'")):
        (tmp_path / name).write_text(f"#!{os.environ.get('SHELL', '/bin/sh')}\n{script}\n")
        (tmp_path / name).chmod(0o755)
    assert clipboard_text() == b"@book{a}"
