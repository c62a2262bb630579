"""No false alarm: nobody contradicts a record in the labelled sentences."""

from __future__ import annotations

import pytest

from publish.engines.pandoc import Pandoc
from publish.mentions import contradictions
from publish.model.passages import passages
from tests.mentions.labelled import bibliography, outcomes


@pytest.mark.parametrize("part", ["dev", "held", "fresh"])
def test_labelled_sentences_contradict_no_record(pandoc: Pandoc, part: str) -> None:
    records = bibliography(part)
    told = [
        diagnostic.message
        for item in outcomes(part, pandoc)
        for diagnostic in contradictions(
            item.entry, item.found, passages(item.entry.document), records
        )
    ]
    assert not told
