"""Fonts of sections that were laid out by themselves, as the whole has them."""

from __future__ import annotations

from collections.abc import Collection

from publish.engines.fonts import SERIF
from publish.engines.glyphs import usual_glyphs
from publish.engines.pdfstructure import Face
from publish.engines.pikepdf import SharedFaces

USUAL = {3: ("a", 500), 4: ("W", 900)}


def cut(letters: dict[int, str]) -> list[int]:
    """The glyphs that a font is cut to, of which sections use these."""
    found: list[int] = []

    def noted(digest: str, index: int, glyphs: Collection[int], outlined: bool) -> bytes:
        found.extend(glyphs)
        return b"font"

    face = Face("digest", 0, "ABCDEF+Font", letters, dict.fromkeys(letters, 400.0))
    SharedFaces([{"ABCDEF": face}]).cut(noted, lambda digest, index: USUAL)
    return found


def test_with_some_letters_come_all_that_are_usual() -> None:
    assert cut({3: "a"}) == cut({4: "W"}) == [3, 4]
    assert cut({9: "α"}) == [9]


def test_usual_glyphs_are_those_of_the_file() -> None:
    found = usual_glyphs(SERIF.file().read_bytes(), 0)
    widths = dict(found.values())
    assert {"W", "w", " ", "’", "—"} <= widths.keys()
    assert widths["W"] > widths["i"] > 0
