"""A bibliography from the store is the one that was read; damage only costs time."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import Result
from publish.engines.store import Store
from publish.model.reference import Bibliography
from publish.readers.bibtex import BibFile, bibliography, blocks, kept, read_bibliography

FILES = [
    BibFile(
        "bibliography/a.bib",
        b"""@string{cvpr = "Computer Vision"}
@preamble{"\\newcommand{\\net}[1]{#1Net}"}
@book{parent, title = {Proceedings}, year = 2001, ids = {old, older}}
@inproceedings{Child, crossref = {Parent}, title = {\\net{Res}}, shorttitle = {RN},
  booktitle = cvpr # " 2001", pages = {1--2}, pages = {3}}
@article{broken, title = {No end
@article{next, title = {After}, journal = nowhere}
@xdata{x, publisher = {P}}
""",
    ),
    BibFile(
        "bibliography/b.bib", b"\xef\xbb\xbf@book{other, xdata={x}, title=cvpr}\r\n@book{next,}"
    ),
]


@pytest.fixture(autouse=True)
def small_is_worth_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibliography, "WORTH_KEEPING", 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.of(tmp_path)


def _shown(read: Result[Bibliography]) -> object:
    records = [
        (r.key, r.type, r.place, r.names, r.aliases, r.raw, dict(r.fields), r.text("title"), r.csl)
        for r in read.value
    ]
    return records, dict(read.value.aliases), list(read.value.keys()), read.diagnostics


def test_what_is_kept_is_what_was_read(store: Store) -> None:
    plain = _shown(read_bibliography(FILES))
    assert _shown(read_bibliography(FILES, store)) == plain
    assert _shown(read_bibliography(FILES, store)) == plain


def test_what_is_kept_is_not_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bibliography(FILES, store)
    monkeypatch.delattr(kept, "read_holdings")
    monkeypatch.delattr(blocks, "reading_of")
    assert len(read_bibliography(FILES, store).value) == 5


def test_only_the_file_that_changed_is_split_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bibliography(FILES, store)
    split, reading_of = [], blocks.reading_of
    monkeypatch.setattr(blocks, "reading_of", lambda s: split.append(s.path) or reading_of(s))
    changed = [
        FILES[0],
        BibFile("bibliography/b.bib", b"@string{nowhere={N}} @book{new,title={T}}"),
    ]
    again = read_bibliography(changed, store)
    assert split == ["bibliography/b.bib"]
    assert _shown(again) == _shown(read_bibliography(changed))


def test_damage_costs_time_and_nothing_else(store: Store) -> None:
    plain = _shown(read_bibliography(FILES, store))
    assert store.folder is not None
    for number, file in enumerate(sorted(store.folder.glob("?/*"))):
        data = file.read_bytes()
        file.write_bytes(data[: len(data) // 2] if number % 2 else b"\x00" * len(data))
    assert _shown(read_bibliography(FILES, store)) == plain
    assert _shown(read_bibliography(FILES, store)) == plain


def test_a_sound_value_of_another_shape_is_read_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _shown(read_bibliography(FILES, store))
    monkeypatch.setattr(Store, "get", lambda self, key: b"\x93\x01\x02\x03")
    assert _shown(read_bibliography(FILES, store)) == plain


def test_small_bibliographies_are_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibliography, "WORTH_KEEPING", 100_000)
    read_bibliography(FILES, store)
    assert store.folder is not None
    assert not store.folder.exists()
