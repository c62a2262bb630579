"""Damaged exports: whatever is done to a file, it is read, and every fault has its place.

Each file is one of ours with a few changes at places that a seed draws, so that a failure
can be seen again. A few in ``make test``; with ``PUBLISH_WHOLE``, as in ``make prove``, many.
"""

from __future__ import annotations

import os
from random import Random

import pytest

from publish.bibliography.blocks import BibText
from publish.bibliography.layout import layout_edits
from publish.model.place import SourceFile
from publish.readers.bibliography import read_references
from publish.readers.bibtex import BibFile
from publish.readers.bibtex.blocks import read_blocks
from publish.revision import revised
from tests.unit.readers.exchange.test_formats import JSON, NBIB, RIS, XML

YAML = """\
---
references:
- id: a
  type: article-journal
  title: The *gene* in H~2~O
  author: [{family: Doe, given: J.}, {literal: The Team}]
  issued: 2012-09
- {id: b, type: book, title: 'It''s', issued: {date-parts: [[1999, 3]], circa: true}}
...
"""
BIB = r"""% Encoding: UTF-8
@string{acm = "ACM" # { Press}}
@article{a, author = "He, K. and {\'E}va and others", title={Deep {R}esidual $x^2$},
  journal = acm, year = 2016, month = 12 # "~" # jan, crossref = {b}}
@book(b, editor={Doe, J.}, title = {Whole}, date = {1999-05/..}, xdata = {c})
@comment{x} @preamble{"\newcommand{\z}[1]{#1}"} text @xdata{c, publisher = acm}
"""
SAMPLES = {
    "a.ris": RIS, "a.nbib": NBIB, "a.json": JSON, "a.xml": XML.lstrip(), "a.yaml": YAML,
    "a.bib": BIB,
}  # fmt: skip
SIGNS = "{}[](),\"'#@%=:-&<>/\\$~^_\n\r\t \0\x1b\u200b\u2028é王𝒳" + "\ufeff0aZ"
ROUNDS = 1500 if os.environ.get("PUBLISH_WHOLE") else 60


def mutated(text: str, random: Random) -> str:
    """``text`` after one to six changes: cut, doubled, moved, or a sign put in."""
    for _ in range(random.randint(1, 6)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.choice((0, 1, 1, 3, 20, 200)))
        piece = text[start:end]
        made = random.choice(("", piece * 2, random.choice(SIGNS) * random.choice((1, 1, 2, 500))))
        text = text[:start] + made + text[end:]
    return text


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_read_and_its_faults_have_places(name: str) -> None:
    random = Random(f"{name} 1")
    for _ in range(ROUNDS):
        text = mutated(SAMPLES[name], random)
        result = read_references([BibFile(name, text.encode("utf-8", "surrogatepass"))])
        lines = text.count("\n") + text.count("\r") + 1
        for found in result.diagnostics:
            assert found.place is not None
            assert found.place.path == name
            assert 1 <= (found.place.line or 1) <= lines
        for reference in result.value:
            assert reference.csl["id"] == reference.key
            assert reference.csl["type"]
            assert "" not in reference.csl.values()
            assert all(field.place.path == name for field in reference.fields.values())


def test_a_damaged_bibliography_is_laid_out_without_loss() -> None:
    """Where it isn't, ``publish bib format`` leaves the file alone; a fault was told then."""
    random = Random("layout 1")
    for _ in range(ROUNDS):
        source = SourceFile("a.bib", mutated(BIB, random).replace("\r\n", "\n").replace("\r", "\n"))
        before = BibText(source, read_blocks(source).value)
        after = SourceFile("a.bib", revised(source.text, layout_edits(before)))
        said, again = (
            [(b.kind, b.key, [(f.name.lower(), f.value) for f in b.fields]) for b in blocks]
            for blocks in (before.blocks, read_blocks(after).value)
        )
        assert again == said or read_blocks(source).diagnostics, source.text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '[{"id":"a","type":"book","volume":' + "9" * 10_000 + "}]"),
        ("a.json", "[" + '{"a":' * 50_000),
        ("a.json", '[{"id": "a", "title": NaN}]'),
        ("a.yaml", "a: &a [x]\nb: &b [*a, *a]\nreferences: [*b, *b]"),
        ("a.yaml", "- " * 5_000),
        ("a.xml", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><records/></xml>'),
        ("a.xml", "<a>" * 50_000),
        ("a.ris", "TY  - JOUR\n" * 5_000),
        ("a.nbib", "PMID- 1\n" + "AB  - x\n      y\n" * 5_000),
    ],
)
def test_bombs_are_told(name: str, text: str) -> None:
    result = read_references([BibFile(name, text.encode())])
    assert len(list(result.value)) <= 5_000
    if name not in ("a.nbib",):
        assert result.diagnostics
