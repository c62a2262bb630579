"""A file read piece by piece is the file as it is read whole, however damaged it is."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from publish.diagnostics import Result
from publish.engines.bibtex import Block
from publish.engines.store import Store
from publish.model.place import SourceFile
from publish.readers.bibtex import blocks
from publish.readers.bibtex.blocks import read_blocks
from publish.readers.bibtex.kept import kept_parts
from publish.readers.bibtex.pieces import parts_of
from publish.readers.bibtex.survey import Part, Seen

RECORDS = r"""% Encoding: UTF-8
@string{acm = "ACM" # { Press}}
@article{a, author = "He, K. and {\'E}va", title={Deep {R}esidual $x^2$},
  journal = acm, year = 2016, month = 12 # "~" # jan, crossref = {b}
}
@book(b, editor={Doe, J.}, title = {Whole}, date = {1999-05/..})
@comment{all of @misc{within, title = {X}} this} words
@misc{c,
  title = {Of @ and "quotes"},
  % note = {none},
  pages = 1--9 }
@comment{
@misc{hidden, title = {Y}}
}
@misc{d, title = {D}}, year = 2001}
@misc{e, title = {E}, title = {Again}}

@preamble{"\newcommand{\z}[1]{#1}"} @InProceedings{f, title = {F}}
"""
SIGNS = "{}[](),\"'#@%=-\\$ \n"


def _same(read: Result[list[Part]], other: Result[list[Block]]) -> None:
    assert [each.block() if isinstance(each, Seen) else each for each in read.value] == other.value
    assert read.diagnostics == other.diagnostics


def damaged(text: str, random: Random) -> str:
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.choice((0, 1, 1, 3, 20)))
        made = random.choice(("", text[start:end] * 2, random.choice(SIGNS)))
        text = text[:start] + made + text[end:]
    return text


def test_pieces_of_one_record_each_make_the_whole() -> None:
    source = SourceFile("a.bib", RECORDS * 3)
    _same(parts_of(source, most=1), read_blocks(source))


@pytest.mark.parametrize("seed", range(20))
def test_pieces_of_adamaged_file_make_the_whole(seed: int) -> None:
    random = Random(f"pieces {seed}")
    for _ in range(25):
        source = SourceFile("a.bib", damaged(RECORDS * 2, random))
        _same(parts_of(source, most=1), read_blocks(source))


def test_only_the_piece_that_was_edited_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.of(tmp_path)
    records = [f"@misc{{k{n}, title = {{T {n}}}, pages = {{1}}}}, x\n" for n in range(9)]
    kept_parts(SourceFile("a.bib", "".join(records)), store, most=1)
    records[4] = records[4].replace("T", "\nAnother")
    edited = SourceFile("a.bib", "".join(records))
    whole = read_blocks(edited)
    read: list[str] = []
    reading_of = blocks.reading_of
    monkeypatch.setattr(blocks, "reading_of", lambda s: read.append(s.text) or reading_of(s))
    _same(kept_parts(edited, store, most=1), whole)
    assert read == [records[4]]


def test_behind_a_comment_without_an_end_all_is_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "@misc{a, title = {A}}\n@comment{\n@misc{b, title = {B}}\n@misc{c, title = {C}}\n}\n"
    source = SourceFile("a.bib", text)
    whole = read_blocks(source)
    read: list[str] = []
    reading_of = blocks.reading_of
    monkeypatch.setattr(blocks, "reading_of", lambda s: read.append(s.text) or reading_of(s))
    _same(parts_of(source, most=1), whole)
    assert len(read) == 2
