"""The fonts that pages carry have the letters that they are chosen for."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from publish.writers.webfonts import WebFont, licences, web_fonts


def _letters(font: WebFont) -> set[int]:
    return set(TTFont(io.BytesIO(font.data)).getBestCmap())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Œuvre, Łódź, naïve – “quoted” … → ↩",
            ["regular-latin", "italic-latin", "semibold-latin"],
        ),
        ("Понятие", ["regular", "italic", "semibold"]),
    ],
)
def test_faces_for_a_text(text: str, names: list[str]) -> None:
    fonts = web_fonts(text)
    assert [font.name for font in fonts] == [f"spectral-{name}.woff2" for name in names]
    for font in fonts:
        assert {ord(char) for char in text} - {ord("↩")} <= _letters(font)


def test_arabic_is_added_where_it_is_asked_for_and_needed() -> None:
    arabic = "الشبكات"
    assert {f.family for f in web_fonts(arabic)} == {"Spectral"}
    assert {f.family for f in web_fonts("words", arabic=True)} == {"Spectral"}
    fonts = web_fonts(arabic, arabic=True)
    assert {f.family for f in fonts} == {"Spectral", "Amiri"}
    assert {ord(char) for char in arabic} <= _letters(fonts[-1])
    assert set(licences(fonts)) == {"OFL-Spectral.txt", "OFL-Amiri.txt"}
    assert all(b"OPEN FONT LICENSE" in text.upper() for text in licences(fonts).values())


def test_arabic_is_cut_to_its_letters_and_still_joins_them() -> None:
    for font in web_fonts("الشبكات", arabic=True)[-2:]:
        assert len(font.data) < 120_000
        face = TTFont(io.BytesIO(font.data))
        joining = {each.FeatureTag for each in face["GSUB"].table.FeatureList.FeatureRecord}
        assert {"init", "medi", "fina", "rlig", "ccmp"} <= joining
        assert {*map(ord, "ڤگپچژکیهٔﷺ١۴ a")} <= _letters(font)


def test_a_rule_names_the_face() -> None:
    regular, italic, semibold = web_fonts("a")
    assert 'font-family:"Spectral";font-weight:400;font-style:normal' in regular.css("x")
    assert "font-style:italic" in italic.css("x")
    assert "font-weight:600" in semibold.css("x")
    assert 'url("x") format("woff2")' in regular.css("x")
