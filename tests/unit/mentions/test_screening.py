"""A record of which a name stands in a text passes the screen, whatever it is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.engines.pandoc import Pandoc
from publish.engines.store import Store
from publish.mentions import build_index, screening
from publish.mentions.identifiers import READ
from publish.mentions.index import said_of
from publish.mentions.openings import (
    PEOPLE_FIELDS,
    TITLE_FIELDS,
    UNSURE,
    families,
    identifiers,
    openings,
)
from publish.mentions.screening import Asked, Names, Screen
from publish.model.frozen import replace
from publish.model.reference import Bibliography, Reference
from publish.readers.bibtex import BibFile, read_bibliography
from tests.builders import entry
from tests.conftest import CORPORA

FILES = sorted((CORPORA / "bib" / "dev").rglob("*.bib"))
FIELDS = frozenset((*TITLE_FIELDS, *PEOPLE_FIELDS, *READ))
TITLES = (
    "ResNet", "A {ResNet}", "Deep Residual Learning for Image Recognition", "The Auto-Encoder",
    "{BERT}: Pre-training of Deep Bidirectional Transformers", "Attention Is All You Need",
    "Support Vector Machines (SVM) at work", "Long Short-Term Memory", "U-Net", "A-Train Rides",
    "Self-Attention with Heads", "High-Speed Ge-on-Si Diodes", "Very High-Speed-in-Air Diodes",
    "Newton's Third Law", "Newton’s third law",
    "Generative Adversarial Nets", "R.U.R.",
    "The PageRank Citation Ranking", "``Quoted'' beginnings", "<i>Drosophila</i> today",
    "C# & Java",
    "Das \\\"Uber-Ich", "$H_2O$ and ice", "残差学习", "深度 Residual Learning", "Über das Ich",
    "What Is Life?", "word2vec Explained", "A: B", "An", "the", "A – B", "Vision–Language Models",
    "3D", "Foo_BarBaz and others", "Deep~Nets at Play", "A\\\\B \\& C", "State/Space Models",
    "aa. deep㐀",
)  # fmt: skip
PIECES = (
    "a", "the", "An", "deep", "Net", "ResNet", "BERT", "s", "3D", "for", "of", "is", "Ünï", "残",
    "&",
    " ", " ", " ", "-", "–", ": ", "? ", ". ", "'", "’", "(", ")", "{", "}", "_", "/", "~", "\\'e",
    "\\\\", "$", ",", "\n", "\"", "#", "%", "<i>",
)  # fmt: skip


def _missed(reference: Reference, fields: Mapping[str, str]) -> Iterator[str]:
    """What a record is called, if a text that says just this wouldn't find it."""
    said, begun = said_of(reference), {*openings(fields)}
    if UNSURE in begun:
        return
    for words, name in (*said.names, *said.opened):
        row = words.split(" ")
        if begun.isdisjoint((*row, *map(" ".join, pairwise(row)))):
            yield f"{name.kind.name}: {words}"
    yield from {*said.byline.families[:1]} - {*families(fields)}
    yield from {*said.identifiers} - {*identifiers(fields)}


def _all_missed(bibliography: Bibliography) -> list[str]:
    assert bibliography.written is not None
    return [
        f"{key} {missed}"
        for key, fields in bibliography.written(FIELDS)
        if fields is not None
        for missed in _missed(bibliography.references[key], fields)
    ]


def _read(*records: str) -> Bibliography:
    return read_bibliography([BibFile("a.bib", "\n".join(records).encode())]).value


def _record(**fields: str) -> str:
    listed = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@article{{k,\n{listed}\n}}\n"


@pytest.mark.parametrize("title", TITLES)
def test_by_each_of_its_names(title: str) -> None:
    for fields in (
        {"title": title, "author": "M{\\\"u}ller, K. and Doe", "doi": "10.1000/a\\_b"},
        {"title": "Something else", "shorttitle": title, "editor": "{World Health Organization}"},
        {"title": "Something", "subtitle": title, "eprint": "1512.03385", "isbn": "3-16-148410-0"},
        {"title": title, "subtitle": "and more", "url": "https://doi.org/10.1000/182"},
    ):  # fmt: skip
        assert _all_missed(_read(_record(**fields))) == []


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=14).map("".join))
def test_by_the_names_of_any_title(title: str) -> None:
    assert _all_missed(_read(_record(title=title), _record(title="T", shorttitle=title))) == []


def _passing(
    bibliography: Bibliography, openings: Iterable[str], family: str = "", identifier: str = ""
) -> list[int]:
    """The places of the records that pass for a text that asks this."""
    assert bibliography.written is not None
    families, identifiers = (frozenset(filter(None, [each])) for each in (family, identifier))
    screen = Screen(bibliography, bibliography.written)
    return sorted(screen.passing(Asked(frozenset(openings), families, identifiers)))


def test_only_what_is_asked_for_passes() -> None:
    record = _record(title="Deep Residual Learning", author="He, K.", doi="10.1000/1")
    unsure = _record(title="A & B", shorttitle="$x$").replace("{k,", "{b,")
    bibliography = _read(record, unsure)
    assert _passing(bibliography, ["deep", "learning", "he", "deep learning"]) == [1]
    assert _passing(bibliography, ["deep residual"]) == [0, 1]
    assert _passing(bibliography, [], "he") == [0, 1]
    assert _passing(bibliography, [], "she") == [1]
    assert _passing(bibliography, [], identifier="doi:10.1000/1") == [0, 1]
    assert _passing(bibliography, [], identifier="doi:10.1000/2") == [1]


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_by_each_name_of_real_records(path: Path) -> None:
    bibliography = read_bibliography([BibFile(path.name, path.read_bytes())]).value
    assert _all_missed(bibliography) == []


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> Bibliography:
    """Two records, enough to be screened, and known by their files."""
    monkeypatch.setattr(screening, "WORTH_KEEPING", 0)
    read = _read(_record(title="ResNet"), _record(title="BERT").replace("{k,", "{b,"))
    return replace(read, digest="some digest")


def test_for_few_texts_records_are_screened_for_more_all_are_read(
    two: Bibliography, tmp_path: Path, pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "FEW", 2)
    text = entry(pandoc, "ResNet is named.")
    names = Names(two)
    whole = build_index(two)
    for _ in range(2):
        assert names.of(text).phrases.words == ["resnet"]
    assert names.of(text) == whole
    assert names.of(text) is names.all
    assert Names(two, Store.of(tmp_path)).all == whole


def test_how_names_begin_is_kept(
    two: Bibliography, tmp_path: Path, pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, text = Store.of(tmp_path), entry(pandoc, "ResNet is named.")
    assert Names(two, store).of(text).phrases.words == ["resnet"]
    monkeypatch.setattr(screening, "openings", None)
    assert Names(two, store).of(text).phrases.words == ["resnet"]
    with pytest.raises(TypeError):
        Names(replace(two, digest="another"), store).of(text)
