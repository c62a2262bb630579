"""What records are known by is kept, and taken again for records that read as they did."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.checks.records import known
from publish.checks.records.works import compare_works
from publish.engines.store import NO_STORE, Store
from publish.model.reference import Reference
from publish.model.works import likeness
from publish.readers.bibtex import BibFile, read_bibliography

RECORD = (
    "@article{%s,\n  title = {A Title},\n  author = {A, B},\n  year = %s,\n  doi={10.1000/%s}\n}\n"
)
BIB = RECORD % ("a", "2001", "a") + RECORD % ("b", "2002", "b") + "@book{c, crossref={a}}\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(known, "WORTH_KEEPING", 0)
    return Store.of(tmp_path)


def _told(text: str, store: Store) -> list[str]:
    read = read_bibliography([BibFile("a.bib", text.encode())]).value
    return [str(each) for each in compare_works(known.likenesses(read, store))]


def test_only_records_that_changed_are_looked_at_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def counted(reference: Reference) -> object:
        looked.append(reference.key)
        return likeness(reference)

    monkeypatch.setattr(known, "likeness", counted)
    _told(BIB, store)
    looked.clear()
    changed = "\n" + BIB.replace("10.1000/b", "10.1000/a").replace("2002", "2001")
    told = _told(changed, store)
    assert looked == ["b"]
    assert told == _told(changed, NO_STORE) != _told(BIB, NO_STORE)
