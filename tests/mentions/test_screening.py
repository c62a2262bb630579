"""The mentions that are found by the screened records are those that all records give."""

from __future__ import annotations

import pytest

from publish.bibliography.interchange.bibtex import biblatex
from publish.engines.pandoc import Pandoc
from publish.mentions import build_index, find_mentions
from publish.mentions.reading import readings
from publish.mentions.screening import Screen, asked_by
from publish.model.passages import passages
from publish.readers.bibtex import BibFile, read_bibliography
from tests.mentions.labelled import PARTS, bibliography, entries

BEFORE = "@article{{other{n}, title = {{Other {word} of {n}}}, author = {{Doe, J}}, year = 2001}}\n"


@pytest.mark.parametrize("part", PARTS)
def test_screened_records_give_the_same_mentions(part: str, pandoc: Pandoc) -> None:
    text = biblatex(list(bibliography(part)))
    text += "".join(BEFORE.format(n=n, word=word) for n, word in enumerate(text.split()[:300:7]))
    records = read_bibliography([BibFile("a.bib", text.encode())]).value
    assert records.written is not None
    index, screen = build_index(records), Screen(records, records.written)
    for each in entries(part, pandoc):
        texts = passages(each.document)
        some = screen.index(asked_by(readings(texts, headings=True)))
        found = find_mentions(each, records, texts, some, headings=True)
        assert found == find_mentions(each, records, texts, index, headings=True)
