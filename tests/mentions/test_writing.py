"""Keys written into many texts in many languages: a second time there is nothing to write."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import pytest

from publish.api import Project
from publish.engines.pandoc import Pandoc
from publish.readers.project import read_project
from tests.mentions.labelled import HERE, sentences

STYLES = ("chicago-author-date", "ieee", "chicago-notes-bibliography")


def write_project(root: Path, style: str) -> None:
    """The labelled sentences of a language as one entry, each in a section of its own."""
    for name in ("bibliography", "entries"):
        (root / name).mkdir()
    (root / "publish.toml").write_text(f'title = "T"\n[citations]\nstyle = "{style}"\n')
    lines = (HERE / "records.jsonl").read_text(encoding="utf-8").splitlines()
    records = json.dumps([json.loads(line)["csl"] for line in lines])
    (root / "bibliography" / "records.json").write_text(records)
    items = sorted(sentences("dev") + sentences("held"), key=lambda item: item.lang)
    for lang, group in groupby(items, key=lambda item: item.lang):
        body = "".join(f"## Part {n}\n\n{item.text}\n\n" for n, item in enumerate(group))
        header = f"---\nkind: concept\ntitle: T\nlang: {lang}\n---\n\n"
        (root / "entries" / f"{lang}.md").write_text(header + body, encoding="utf-8")


def opened(root: Path, pandoc: Pandoc) -> Project:
    read = read_project(root, pandoc)
    return Project(read.value, read.diagnostics, pandoc)


@pytest.mark.parametrize("style", STYLES)
def test_a_second_time_nothing_is_written(tmp_path: Path, pandoc: Pandoc, style: str) -> None:
    write_project(tmp_path, style)
    first = opened(tmp_path, pandoc).cite(write=True)
    assert len(first.written) > 8
    assert not first.diagnostics
    second = opened(tmp_path, pandoc).cite(write=True)
    assert not second.revisions
