"""Words of any text that name one of some subjects."""

from __future__ import annotations

from publish.mentions.subjects import named_in

NAMES = {
    "mask": ("Mask R-CNN",),
    "rcnn": ("R-CNN", "Regions with CNN features"),
    "word": ("Depth",),
}


def named(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.key) for found in named_in(text, NAMES)]


def test_the_longest_name_wins_and_capitals_do_not_matter() -> None:
    assert named("From R-CNN to mask R-CNN.") == [("R-CNN", "rcnn"), ("mask R-CNN", "mask")]


def test_a_name_may_be_broken_over_lines() -> None:
    assert named("the Mask\r\nR-CNN model") == [("Mask\r\nR-CNN", "mask")]


def test_a_word_alone_is_written_as_the_name_is() -> None:
    assert named("a matter of depth") == []
    assert named("the chapter on Depth") == [("Depth", "word")]
