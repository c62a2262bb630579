"""How well mentions are found: precision and recall on sentences labelled by hand.

``dev.jsonl`` is what the finder was made with; ``held.jsonl`` was written before and
never looked at while tuning; ``fresh.jsonl`` was written when the finder stood. README.md
tells what it showed at first.
"""

from __future__ import annotations

import pytest

from publish.engines.pandoc import Pandoc
from tests.mentions.labelled import Outcome, figures, outcomes, sentences


def told(found: list[Outcome]) -> str:
    wrong = [o for o in found if o.missed or o.false]
    return "\n".join(f"{o.sentence.text!r}: missed {o.missed}, false {o.false}" for o in wrong)


@pytest.mark.parametrize(
    ("part", "precise", "complete"),
    [("dev", 0.99, 0.95), ("held", 0.99, 0.95), ("fresh", 0.99, 0.95)],
)
def test_sure_mentions_are_right_and_found(
    pandoc: Pandoc, part: str, precise: float, complete: float
) -> None:
    found = outcomes(part, pandoc)
    precision, recall = figures(found)
    print(f"{part}: {len(found)} sentences, precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= precise, told(found)
    assert recall >= complete, told(found)


def test_a_third_of_the_sentences_mention_nothing() -> None:
    items = [item for part in ("dev", "held", "fresh") for item in sentences(part)]
    silent = sum(not item.wanted for item in items)
    assert silent * 3 >= len(items)
    assert len({item.lang for item in items}) >= 8
