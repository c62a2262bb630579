"""How well mentions are found: precision and recall on sentences labelled by hand.

``dev.jsonl`` is what the finder was made with; ``held.jsonl`` was written before and
never looked at while tuning; ``fresh.jsonl`` was written when the finder stood. README.md
tells what it showed at first.
"""

from __future__ import annotations

import pytest

from publish.engines.pandoc import Pandoc
from tests.mentions.labelled import PARTS, Outcome, figures, outcomes, sentences


def told(found: list[Outcome]) -> str:
    wrong = [o for o in found if o.missed or o.false]
    return "\n".join(f"{o.sentence.text!r}: missed {o.missed}, false {o.false}" for o in wrong)


FLOORS = {"dev": (1.0, 1.0), "held": (1.0, 1.0), "fresh": (1.0, 0.95), "unseen": (0.98, 0.95)}
"""Precision and recall that each part has had; no change may cost any of it."""


@pytest.fixture(scope="module")
def found(pandoc: Pandoc) -> dict[str, list[Outcome]]:
    return {part: outcomes(part, pandoc) for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_no_part_loses_what_it_had(found: dict[str, list[Outcome]], part: str) -> None:
    precision, recall = figures(found[part])
    precise, complete = FLOORS[part]
    print(f"{part}: {len(found[part])} sentences, precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= precise, told(found[part])
    assert recall >= complete, told(found[part])


def test_sure_mentions_are_right_and_found(found: dict[str, list[Outcome]]) -> None:
    everything = [outcome for part in PARTS for outcome in found[part]]
    precision, recall = figures(everything)
    print(f"all: {len(everything)} sentences, precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.99, told(everything)
    assert recall >= 0.95, told(everything)


def test_the_set_is_large_and_mixed() -> None:
    items = [item for part in PARTS for item in sentences(part)]
    texts = {(item.lang, item.text, item.title, item.papers) for item in items}
    assert len(texts) >= 400
    assert len({item.lang for item in items}) >= 8


@pytest.mark.parametrize("part", PARTS)
def test_a_third_of_the_sentences_mention_nothing(part: str) -> None:
    items = sentences(part)
    assert sum(not item.wanted for item in items) * 3 >= len(items)
