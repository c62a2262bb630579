"""Nothing is looked up behind the back of what writes down the questions.

Kept mentions are found again where the answers to the questions that were asked have changed.
A look-up past `Phrases.begun`, `Identifiers.get`, `Writers.by_family` or `Bibliography.get` would
be no question, and its answer could change without anybody's notice. So here the tables
themselves hold a finger up where they are read beyond what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from publish import publications
from publish.engines.pandoc import Pandoc
from publish.mentions import build_index
from publish.mentions.authoryear import Writers
from publish.mentions.identifiers import Identifiers
from publish.mentions.index import NameIndex
from publish.mentions.phrases import Phrases
from publish.mentions.tracing import Questions, traced
from publish.model.frozen import replace
from publish.model.publication import Project
from publish.model.reference import Bibliography
from publish.readers.project import read_project

ROOT = Path(__file__).parents[3]
ASIDE = """---
kind: concept
title: Aside
lang: en
---

# Aside

See doi:10.1109/CVPR.2016.90, *Mask R-CNN* and Mask R-CNN, He et al. (2016), ResNets [@he2016deep],
*A Title That Nobody Wrote* (Nobody et al., 2019), and https://arxiv.org/abs/1706.03762.
"""


@dataclass
class Watch:
    """What was asked so far, once somebody writes it down; what was read beyond it."""

    asked: Questions = field(default_factory=Questions)
    beyond: list[str] = field(default_factory=list)

    def see(self, table: str, key: object, *, known: bool) -> None:
        if not (known or self.asked.whole):
            self.beyond.append(f"{table}: {key}")


class Watched(Mapping[str, Any]):
    def __init__(self, held: Mapping[str, Any], see: Callable[[str], None]) -> None:
        self.held, self.see = held, see

    def __getitem__(self, key: str) -> Any:
        self.see(key)
        return self.held[key]

    def __iter__(self) -> Iterator[str]:
        self.see("all")
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)


class Row(Sequence[Any]):
    """A column of the phrases: a row may be read where its beginning was asked for."""

    def __init__(self, held: Sequence[Any], see: Callable[[int], None]) -> None:
        self.held, self.see = held, see

    def __getitem__(self, at: Any) -> Any:
        self.see(at)
        return self.held[at]

    def __len__(self) -> int:
        return len(self.held)


def _watched(project: Project, names: NameIndex, watch: Watch) -> tuple[Project, NameIndex]:
    phrases, known = names.phrases, project.bibliography

    def start(words: str) -> None:
        watch.see("starts", words, known=words in watch.asked.starts)

    def row(at: int) -> None:
        begins = " ".join(phrases.words[at].split(" ", 2)[:2])
        watch.see("words", at, known=begins in watch.asked.starts)

    def identifier(text: str) -> None:
        watch.see("identifiers", text, known=text in watch.asked.identifiers)

    def family(name: str) -> None:
        watch.see("families", name, known=name in watch.asked.families)

    def key(name: str) -> None:
        keys = {*watch.asked.keys, *(known.aliases.get(each, "") for each in watch.asked.keys)}
        watch.see("records", name, known=name in keys)

    guarded = replace(
        names,
        phrases=Phrases(
            Row(phrases.words, row),
            Row(phrases.names, row),
            Watched(phrases.starts, start),  # type: ignore[arg-type]
            phrases.everyday,
        ),
        identifiers=Identifiers(Watched(names.identifiers.keys, identifier)),
        writers=Writers(Watched(names.writers.by_family, family)),
    )
    bibliography = Bibliography(Watched(known.references, key), known.aliases, known.digest)
    return replace(project, bibliography=bibliography), guarded


@pytest.fixture(scope="module")
def sample(pandoc: Pandoc, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample, and an entry in which there is something of every sort."""
    read = read_project(ROOT, pandoc).value
    other = tmp_path_factory.mktemp("aside")
    (other / "publish.toml").write_text('title = "T"\n')
    (other / "entries").mkdir()
    (other / "entries" / "aside.md").write_text(ASIDE)
    aside = read_project(other, pandoc).value.entries
    return replace(read, entries={**read.entries, **aside})


def _found(project: Project, watch: Watch) -> tuple[list[object], list[str]]:
    names = build_index(project.bibliography)
    guarded, index = _watched(project, names, watch)
    found: list[object] = []
    for entry in project.entries.values():
        asking, asked_index, watch.asked = traced(guarded, index)
        found.append(publications.mentions_of(asking, entry, asked_index))
    return found, watch.beyond


def test_no_look_up_goes_past_the_questions(sample: Project) -> None:
    found, beyond = _found(sample, Watch())
    assert beyond == []
    names = build_index(sample.bibliography)
    plain = [publications.mentions_of(sample, each, names) for each in sample.entries.values()]
    assert found == plain
    assert len(sample.entries) > 3


@pytest.mark.parametrize(
    ("room", "bypass"),
    [
        (Phrases, lambda self, words, firsts=None: list(map(self.starts.get, words))[:0]),
        (Identifiers, lambda self, identifier: tuple(self.keys.get(str(identifier), ()))),
    ],
)
def test_a_look_up_past_them_is_seen(
    sample: Project, monkeypatch: pytest.MonkeyPatch, room: type, bypass: Callable[..., object]
) -> None:
    """As if `tracing` knew nothing of a method: then its questions aren't written down."""
    from publish.mentions import tracing

    name = "begun" if room is Phrases else "get"
    watcher = tracing._Phrases if room is Phrases else tracing._Identifiers
    monkeypatch.setattr(watcher, name, bypass)
    assert _found(sample, Watch())[1]
