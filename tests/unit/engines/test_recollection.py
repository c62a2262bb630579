"""What was found in records is told again where they stand now, and only of those."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import Diagnostic
from publish.engines import recollection
from publish.engines.store import Store
from publish.readers.bibtex import BibFile, read_bibliography, value_diagnostics
from publish.readers.bibtex import references as readings

RECORD = "@article{%s,\n  title = {A \\unknown{title}},\n  author = {A, B, C, D},\n  year = %s}\n"
BIB = RECORD % ("a", "2001") + RECORD % ("b", "x # {2002}") + "@book{c, crossref={a}, note={\\no}}"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(recollection, "WORTH_KEEPING", 0)
    return Store.of(tmp_path)


def _told(text: str, store: Store | None = None) -> list[Diagnostic]:
    read = read_bibliography([BibFile("a.bib", text.encode())]).value
    return list(value_diagnostics(read, store) if store else value_diagnostics(read))


def test_records_that_did_not_change_are_not_looked_at_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _told(BIB)
    assert len(plain) > 3
    assert _told(BIB, store) == plain
    looked, convert = [], readings.convert
    monkeypatch.setattr(
        readings, "convert", lambda lib, rec: looked.append(rec.key) or convert(lib, rec)
    )
    assert _told(BIB, store) == plain
    assert looked == []


@pytest.mark.parametrize(
    "changed",
    [
        "\n\n" + BIB,
        " " + BIB,
        BIB.replace("2001", "1999\\odd"),
        '@string{x = "\\unheard{y}"}\n' + BIB,
        '@preamble{"\\newcommand{\\unknown}[1]{#1}"}\n' + BIB,
        BIB.replace("{A \\unknown{title}}", "{A \\unheard{title}}", 1),
        BIB.replace("@book{c", "@book{new, title={\\strange{x}}}\n@book{c"),
    ],
)
def test_changes_are_seen(store: Store, changed: str) -> None:
    _told(BIB, store)
    assert _told(changed, store) == _told(changed)
    assert _told(changed, store) == _told(changed)
    assert _told(BIB, store) == _told(BIB)
