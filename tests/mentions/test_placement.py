"""Where citations are set, end to end: sentences as a reader sees them, in three styles."""

from __future__ import annotations

import pytest

from publish.engines.pandoc import Pandoc
from tests.mentions.rendering import STYLES, Sentence, printed, sentences

SENTENCES = sentences()


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.about)
def test_a_sentence_is_printed_as_an_author_would_have_it(
    sentence: Sentence, pandoc: Pandoc
) -> None:
    assert {style: printed(sentence, style, pandoc) for style in STYLES} == sentence.printed


def test_there_are_enough_of_them() -> None:
    assert len(SENTENCES) >= 60
    assert len({sentence.about for sentence in SENTENCES}) == len(SENTENCES)
