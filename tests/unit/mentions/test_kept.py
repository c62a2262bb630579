"""A name index from the store finds what the one that was built finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.engines.store import Store
from publish.mentions import index, kept, name_index
from publish.mentions.index import NameIndex, build_index
from publish.mentions.normalise import tokens
from publish.model.frozen import replace
from publish.model.reference import Bibliography
from publish.readers.bibtex import BibFile, read_bibliography

BIB = rb"""
@inproceedings{he2016deep, title={Deep Residual Learning for Image Recognition}, year=2016,
  author={He, Kaiming and Zhang, Xiangyu}, doi={10.1109/CVPR.2016.90}, names={ResNet; ResNets}}
@article{he2017mask, title={Mask {R-CNN}: A Sequel}, author={He, Kaiming}, year=2017,
  eprint={1703.06870}, url={https://arxiv.org/abs/1703.06870}}
@book{gutmann, title={Reconnaissance d'images}, author={{World Health} and others}, year=1999,
  isbn={978-3-16-148410-0}}
@article{twin, title={Mask {R-CNN}}, author={He, Kaiming}, year=2017, eprint={1703.06870}}
"""


@pytest.fixture
def bibliography() -> Bibliography:
    read = read_bibliography([BibFile("a.bib", BIB)]).value
    return replace(read, digest="some digest")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(index, "WORTH_KEEPING", 0)
    return Store.of(tmp_path)


def _shown(names: NameIndex) -> object:
    each = names.phrases
    phrases = (list(each.words), list(each.names), dict(each.starts), each.everyday)
    identifiers = {key: list(found) for key, found in names.identifiers.keys.items()}
    return phrases, identifiers, dict(names.writers.by_family)


def test_what_is_kept_is_what_was_built(
    bibliography: Bibliography, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = build_index(bibliography)
    assert _shown(name_index(bibliography, store)) == _shown(built)
    monkeypatch.delattr(kept, "index_of")
    again = name_index(bibliography, store)
    assert _shown(again) == _shown(built)
    row = tokens("With Mask R-CNN, deep residual networks and Reconnaissance d'images")
    assert list(again.phrases.matches(row)) == list(built.phrases.matches(row))


def test_other_files_are_another_index(bibliography: Bibliography, store: Store) -> None:
    name_index(bibliography, store)
    assert not name_index(Bibliography(digest="another"), store).phrases.words


def test_damage_costs_time_and_nothing_else(bibliography: Bibliography, store: Store) -> None:
    built = _shown(name_index(bibliography, store))
    assert store.folder is not None
    for file in store.folder.glob("?/*"):
        file.write_bytes(file.read_bytes()[:-1] + b"\x00")
    assert _shown(name_index(bibliography, store)) == built


def test_an_unknown_digest_keeps_nothing(bibliography: Bibliography, store: Store) -> None:
    name_index(replace(bibliography, digest=""), store)
    assert store.folder is not None
    assert not store.folder.exists()


def test_only_records_that_changed_are_read_again(
    bibliography: Bibliography, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_index(bibliography, store)
    read: list[str] = []
    said_of = kept.said_of
    monkeypatch.setattr(kept, "said_of", lambda each: read.append(each.key) or said_of(each))
    changed = b"\n\n" + BIB.replace(b"A Sequel", b"Another Sequel")
    again = replace(read_bibliography([BibFile("a.bib", changed)]).value, digest="other")
    assert _shown(name_index(again, store)) == _shown(build_index(again))
    assert read == ["he2017mask"]
