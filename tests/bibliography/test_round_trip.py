"""Real .bib files, taken apart and put together again: nothing is lost.

A sample in ``make test``; with ``PUBLISH_WHOLE``, as in ``make prove``, all of them.
"""

from __future__ import annotations

import os

import pytest

from publish.bibliography.blocks import BibText, is_verbatim
from publish.bibliography.interchange import converted
from publish.bibliography.layout import layout_edits
from publish.model.place import SourceFile
from publish.model.reference import CslItem
from publish.readers.bibliography import read_references
from publish.readers.bibtex import BibFile
from publish.readers.bibtex.blocks import read_blocks
from publish.readers.bibtex.encoding import decode
from publish.revision import revised
from tests.conftest import CORPORA

pytestmark = pytest.mark.corpus

FOLDER = CORPORA / "bib" / "dev"
ALL = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.bib"))
WHOLE = bool(os.environ.get("PUBLISH_WHOLE"))
FILES = ALL if WHOLE else ALL[::10]
MOST = None if WHOLE else 60
"""Records of each file."""


def bib_text(name: str) -> BibText:
    source = decode(name, (FOLDER / name).read_bytes()).value
    return BibText(source, read_blocks(source).value)


def said(file: BibText) -> list[tuple[object, ...]]:
    """Everything that the blocks of a file say: types, keys, fields, values, comments."""
    return [
        (block.kind, block.type.lower(), block.key,
         [(item.name.lower(), item.value) for item in block.fields],
         file.text(block) if block.kind in ("comment", "preamble", "broken") else "")
        for block in file.blocks
    ]  # fmt: skip


def between(file: BibText) -> str:
    """What stands between the blocks, but for blanks: comments, and what is no record."""
    at, found = 0, []
    for block in file.blocks:
        found.append(file.source.text[at : block.start])
        at = block.end
    return "".join("".join([*found, file.source.text[at:]]).split())


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_laid_out_says_the_same(name: str) -> None:
    before = bib_text(name)
    source = SourceFile(name, revised(before.source.text, layout_edits(before)))
    after = BibText(source, read_blocks(source).value)
    assert said(after) == said(before)
    assert between(after) == between(before)
    assert layout_edits(after) == []


def test_hardly_a_record_is_too_damaged_to_be_laid_out() -> None:
    files = [bib_text(name) for name in FILES]
    sound = [is_verbatim(file.source.text, block) for file in files for block in file.records()]
    assert sum(sound) > 0.97 * len(sound)


@pytest.mark.parametrize("form", ["biblatex", "bibtex", "csl-json", "csl-yaml"])
@pytest.mark.parametrize("name", FILES)
def test_a_record_that_is_converted_says_the_same(name: str, form: str) -> None:
    data = (FOLDER / name).read_bytes()
    references = list(read_references([BibFile(f"{name}.bib", data)]).value)[:MOST]
    again = reread(converted(references, form, [bib_text(name)]), form)
    differing = {
        reference.key: (reference.csl, again.get(reference.key))
        for reference in references
        if again.get(reference.key) != reference.csl
    }
    assert differing == {}


def reread(text: str, form: str) -> dict[str, CslItem]:
    suffix = {"csl-json": ".json", "csl-yaml": ".yaml"}.get(form, ".bib")
    result = read_references([BibFile(f"again{suffix}", text.encode())])
    return {reference.key: reference.csl for reference in result.value}
