"""Each word of a passage is found again at its place in the file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.model.locate import Locator
from publish.model.passages import Passage

Read = Callable[..., tuple[Passage, ...]]


def written(passage: Passage, words: str, text: str) -> str:
    """What the file holds where ``words`` of the passage are said to stand."""
    start = passage.text.index(words)
    end = start + len(words)
    return text[passage.offsets[start] : passage.offsets[end - 1] + 1]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Plain Mask R-CNN here.", "Mask R-CNN", "Mask R-CNN"),
        ("A *Mask* R-CNN.", "Mask R-CNN", "Mask* R-CNN"),
        ("The [Mask](https://x.org/mask-r-cnn) is a mask.", "mask", "mask"),
        ("The [Mask](<https://x.org/a mask> 'mask') is a mask.", "is a mask", "is a mask"),
        ("Cited [see @mask, p. 3, on mask] as mask.", "as mask", "as mask"),
        ("@mask [p. 3] made a mask.", "made a mask", "made a mask"),
        ("Code `mask r` and mask r.", "and mask", "and mask"),
        ("Math $mask$ and mask.", "and mask", "and mask"),
        ("Note^[A mask.] and a mask.", "and a mask", "and a mask"),
        ('She said "mask\'s end" -- so.', "“mask’s end”", '"mask\'s end"'),
        ("Dots... after", "after", "after"),
        (r"An R\_CNN \*mask\*.", "R_CNN *mask*", r"R\_CNN \*mask\*"),
        ("H~2~O and x^2^y", "H2O", "H~2~O"),
        ("un*frigging*real", "unfriggingreal", "un*frigging*real"),
        ("A line\nbreak here", "line break", "line\nbreak"),
        ("Tom&amp;Jerry mask", "Jerry mask", "Jerry mask"),
        ("<!-- mask --> The mask.", "The mask", "The mask"),
        ("深度学习*很好*的", "很好", "很好"),
        ("[r]: https://x.org 'mask'\n\nThe [link][r] mask", "mask", "mask"),
        ("# Mask {#mask}\n\nText", "Mask", "Mask"),
        ("Same same same word", "same word", "same word"),
        ("![mask](x.png) then mask", "then mask", "then mask"),
    ],
)
def test_words_stand_where_they_are_written(read: Read, text: str, words: str, shown: str) -> None:
    passage = next(p for p in read(text) if words in p.text)
    assert written(passage, words, text) == shown


def test_a_place_counts_lines_and_columns_from_one(read: Read) -> None:
    passage = read("One.\n\nTwo *Mask* R-CNN.")[1]
    start = passage.text.index("Mask")
    place = passage.place(start, start + 4)
    assert (place.line, place.column, place.end) == (3, 6, 10)


def test_notes_are_found_at_their_definitions(read: Read) -> None:
    text = "A mask.[^b] A mask.[^a]\n\n[^a]: First mask text.\n\n[^b]: Second mask text.\n"
    notes = [p for p in read(text) if p.context == "note"]
    assert [n.text for n in notes] == ["Second mask text.", "First mask text."]
    assert [n.place(0).line for n in notes] == [5, 3]


def test_the_paragraph_goes_on_behind_an_inline_note(read: Read) -> None:
    text = "Before^[The mask [really].] the mask."
    paragraph, note = read(text)
    assert written(note, "The mask", text) == "The mask"
    assert paragraph.offsets[paragraph.text.index("the mask")] == text.rindex("the mask")


def test_cells_with_the_same_words_have_places_of_their_own(read: Read) -> None:
    text = "| A | B |\n|---|---|\n| one | one |\n| one | two |\n"
    ones = [p.place(0) for p in read(text) if p.text == "one"]
    assert [(p.line, p.column) for p in ones] == [(3, 3), (3, 9), (4, 3)]


@pytest.mark.parametrize("caption_first", [True, False])
def test_a_caption_stands_on_either_side_of_its_table(read: Read, caption_first: bool) -> None:
    table, caption = "| A | B |\n|---|---|\n| mask | one |\n", ": The mask and the one.\n"
    parts = (caption, table) if caption_first else (table, caption)
    text = "\n".join(parts) + "\nThe mask, the one.\n"
    found = {p.text: p.place(0).line for p in read(text)}
    table_line, caption_line = (5, 1) if caption_first else (3, 5)
    assert (found["mask"], found["one"]) == (table_line, table_line)
    assert found["The mask and the one."] == caption_line
    assert found["The mask, the one."] == 7


def test_cells_that_share_lines_are_told_apart(read: Read) -> None:
    text = (
        "+-------+-------+\n| alpha | gamma |\n| beta  | delta |\n+-------+-------+\n\nEnd delta.\n"
    )
    left, right, end = read(text)
    assert (left.text, right.text) == ("alpha beta", "gamma delta")
    assert written(right, "gamma", text) == "gamma"
    assert right.place(6).line == 3
    assert end.place(4).line == 6


def test_every_key_of_a_cluster_has_its_place(read: Read) -> None:
    (passage,) = read("See [@one, p. 2; -@two:x; and @{three}].")
    (span,) = [s for s in passage.spans if s.kind == "citation"]
    columns = [passage.key_place(span, i).column for i in range(3)]
    assert columns == [6, 19, 31]


def test_a_key_that_begins_like_another_is_not_taken_for_it(read: Read) -> None:
    (passage,) = read("First [@he2016deeper] then [@he2016deep].")
    spans = [s for s in passage.spans if s.kind == "citation"]
    assert [passage.key_place(s).column for s in spans] == [8, 29]


def test_words_of_a_header_field_are_found_within_it(read: Read) -> None:
    text = '---\ntitle: The mask\nsummary: >-\n  A folded\n  "mask" line.\n---\nThe mask line.\n'
    start, end = text.index("A folded"), text.index("\n---\nThe")
    (passage,) = read(text, start, end, parsed='A folded "mask" line.')
    place = passage.place(passage.text.index("mask"))
    assert (place.line, place.column) == (5, 4)


def test_escapes_of_a_quoted_header_field_do_not_lead_astray(read: Read) -> None:
    text = 'summary: "A \\"mask\\" \\u2014 and more"\n'
    (passage,) = read(text, 9, len(text) - 1, parsed='A "mask" — and more')
    assert written(passage, "mask", text) == "mask"
    assert written(passage, "and more", text) == "and more"


def test_one_word_that_is_lost_does_not_lose_the_rest(read: Read) -> None:
    text = "Caf&eacute;s are many, and in many caf&eacute;s the mask is worn by many."
    (passage,) = read(text)
    assert written(passage, "the mask is worn by many", text) == "the mask is worn by many"


def test_every_character_has_an_offset(read: Read) -> None:
    text = "“A”—[b](c) `d` $e$ [@f]…^[g]\n\n***\n\n> h\n\n1. i\n   - j\n\nk\n:   l\n"
    for passage in read(text):
        assert len(passage.offsets) == len(passage.text)
        assert all(0 <= offset <= len(text) for offset in passage.offsets)


def test_empty_text_has_no_offsets() -> None:
    assert Locator("", 0, 0).align("", []) == []
