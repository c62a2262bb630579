"""A page's operators: what they spell, and what is changed in them."""

from types import SimpleNamespace

import pydyf
import pytest
import weasyprint.pdf

from publish.engines.weasyprint.internals import streams

LETTERS = {b"F": {1: "a", 2: "b", 3: " ", 4: "fi", 5: "-"}, b"G": {1: "x"}}


def stream(*shown: bytes) -> list:
    inside = [b"BT", b"/F 9 Tf", *shown, b"ET"]
    return ["/P", pydyf.Dictionary({"MCID": 0}), b"BDC", *inside, b"EMC"]


def test_marked_content_is_spelt_by_its_fonts() -> None:
    operators = stream(b"[<00010004>-7<0002>] TJ", b"/G 9 Tf", b"[<0001>] TJ")
    (piece,) = streams.pieces(operators, LETTERS).values()
    assert (piece.spelt, piece.font) == ("afibx", b"G")
    assert operators[piece.at] == {"MCID": 0}


def test_artifacts_have_no_number() -> None:
    operators = ["/Artifact", b"BMC", b"[<0001>] TJ", b"EMC", *stream(b"[<0002>] TJ")]
    assert [piece.spelt for piece in streams.pieces(operators, LETTERS).values()] == ["b"]


@pytest.mark.parametrize(
    ("shown", "parted"),
    [
        (b"[<00010005>] TJ", b"[<0001>] TJ\n/Span<</ActualText<feff00ad>>>BDC [<0005>] TJ\nEMC"),
        (b"[<0001>4<0005>-2] TJ",
         b"[<0001>4<>] TJ\n/Span<</ActualText<feff00ad>>>BDC [<0005>-2] TJ\nEMC"),
    ],
)  # fmt: skip
def test_the_hyphen_alone_says_that_it_parts_a_word(shown: bytes, parted: bytes) -> None:
    operators = stream(shown)
    piece = streams.pieces(operators, LETTERS)[0]
    assert streams.part_hyphen(piece)
    assert operators[piece.last] == parted


def test_a_space_is_drawn_where_the_font_has_one() -> None:
    operators = stream(b"[<0001>] TJ")
    piece = streams.pieces(operators, LETTERS)[0]
    assert streams.append_space(piece, LETTERS)
    assert operators[piece.last] == b"[<0001><0003>] TJ"
    assert not streams.append_space(piece, {b"F": {1: "a"}})


def test_what_was_not_drawn_is_not_changed() -> None:
    operators = stream()
    piece = streams.pieces(operators, LETTERS)[0]
    assert not streams.part_hyphen(piece)
    assert not streams.append_space(piece, LETTERS)


def test_each_part_of_a_letter_is_some_character(monkeypatch: pytest.MonkeyPatch) -> None:
    """An Arabic letter may be drawn in parts, of which Pango gives one the letter's text."""
    font = SimpleNamespace(to_unicode={1: "a", 2: "", 3: "\N{HYPHEN}"})
    written = []
    monkeypatch.setattr(
        weasyprint.pdf, "build_fonts_dictionary", lambda pdf, fonts: written.append(fonts)
    )
    with streams.searchable_glyphs():
        weasyprint.pdf.build_fonts_dictionary(None, {"F": font})
    assert written
    assert font.to_unicode == {1: "a", 2: "\N{ZERO WIDTH SPACE}", 3: "\N{SOFT HYPHEN}"}
