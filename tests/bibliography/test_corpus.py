"""Real .bib files: each is read, and no record is lost without a diagnostic."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics.rules import bib
from publish.model.place import SourceFile
from publish.readers.bibtex import BibFile, read_bibliography, value_diagnostics
from publish.readers.bibtex.encoding import decode
from tests.bibliography.counting import count
from tests.conftest import CORPORA

pytestmark = pytest.mark.corpus

FOLDER = CORPORA / "bib" / "dev"
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.bib"))
LOSSES = frozenset(
    (
        bib.BROKEN_RECORD, bib.COMMENTED_OUT, bib.DUPLICATE_KEY, bib.MISSING_KEY, bib.UNCLOSED,
    )
)  # fmt: skip
"""The rules that say of a record that it isn't there, or ends elsewhere than it seems."""


def test_the_files_are_there(corpora: Path) -> None:
    assert len(FILES) > 100


@pytest.mark.parametrize("name", FILES)
def test_no_record_is_lost_without_a_word(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    result = read_bibliography([BibFile(name, data)])
    source = decode(name, data).value
    told = {d.place.line for d in result.diagnostics if d.rule in LOSSES and d.place}
    counted = count(source.text)
    lost = [
        record
        for record in counted
        if record.key not in result.value.references
        and not told & set(range(record.first, record.last + 1))
    ]
    assert lost == []
    assert not _invented(result.value.references, {record.key for record in counted}, source)


def _invented(keys: object, counted: set[str], source: SourceFile) -> set[str]:
    """Keys that we read and that don't even stand behind a brace in the file."""
    return {
        key
        for key in keys  # type: ignore[attr-defined]
        if key not in counted and f"{{{key}" not in source.text.replace(" ", "").replace("\n", "")
    }


@pytest.mark.proof
@pytest.mark.parametrize("name", FILES)
def test_every_value_can_be_read(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    bibliography = read_bibliography([BibFile(name, data)]).value
    for diagnostic in value_diagnostics(bibliography):
        assert diagnostic.place is not None
        assert diagnostic.place.path == name
    for reference in bibliography:
        assert reference.csl["id"] == reference.key
        assert reference.csl["type"]
        for value in reference.csl.values():
            assert value not in ("", [], {}, None)
