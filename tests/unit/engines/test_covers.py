"""Covers: drawn in their colours, the same bytes each time."""

from __future__ import annotations

import io
from importlib import resources

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw

from publish.engines.covers import (
    GROUND_COLOUR,
    HEIGHT,
    INK_COLOUR,
    SOFT_COLOUR,
    WIDTH,
    CoverWords,
    draw_cover,
)
from publish.engines.fonts import SERIF
from publish.model.frozen import replace

NAMES = {"regular": "Regular", "italic": "Italic", "semibold": "SemiBold"}
WORDS = CoverWords("concept", "Residual learning", "a subtitle", "A. Author", "A series")


def test_a_cover_has_its_size_and_its_colours_to_the_tone() -> None:
    with Image.open(io.BytesIO(draw_cover(WORDS))) as cover:
        assert cover.size == (WIDTH, HEIGHT)
        counts = {colour: count for count, colour in cover.convert("RGB").getcolors(256)}
    assert max(counts, key=counts.get) == GROUND_COLOUR
    assert counts[INK_COLOUR] > 10_000
    assert counts[SOFT_COLOUR] > 1_000


def test_the_same_words_give_the_same_bytes() -> None:
    assert draw_cover(WORDS) == draw_cover(WORDS)
    assert draw_cover(WORDS) != draw_cover(CoverWords("concept", "Another"))


def test_with_a_picture_the_cover_is_a_photograph() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (400, 300), (200, 10, 10)).save(stream, "PNG")
    with Image.open(io.BytesIO(draw_cover(WORDS, stream.getvalue()))) as cover:
        assert cover.format == "JPEG"
        red, green, blue = cover.convert("RGB").getpixel((WIDTH // 4, HEIGHT - 300))
    assert red > 180
    assert max(green, blue) < 40


@pytest.mark.parametrize("face", ["regular", "italic", "semibold"])
def test_covers_are_drawn_without_hints_and_with_all_letters(face: str) -> None:
    fonts = resources.files("publish.themes").joinpath("dossier").joinpath("fonts")
    data = fonts.joinpath(f"spectral-{face}.ttf").read_bytes()
    with TTFont(io.BytesIO(data)) as cut, TTFont(SERIF.file(NAMES[face])) as whole:
        assert not {"fpgm", "prep", "cvt "} & set(cut.keys())
        assert set(cut.getBestCmap()) == set(whole.getBestCmap())


def test_lines_in_arabic_stand_apart() -> None:
    """Its letters reach far below the line."""
    title = CoverWords("", "التعلم العميق", rtl=True, lang="ar")
    both = draw_cover(replace(title, subtitle="عنوان فرعي"))
    alone = draw_cover(title)
    with Image.open(io.BytesIO(alone)) as cover, Image.open(io.BytesIO(both)) as other:
        added = ImageChops.difference(cover.convert("L"), other.convert("L")).getbbox()
        rest = cover.convert("L").crop((0, 0, WIDTH, HEIGHT - 300))
    drawn = rest.point(lambda shade: 255 * (shade != rest.getpixel((0, 0)))).getbbox()
    assert added is not None
    assert drawn is not None
    assert drawn[3] < added[1]


@pytest.mark.parametrize(
    ("word", "lang"), [("التعلم", "ar"), ("Representation", "en")], ids=["Arabic", "Latin"]
)
def test_a_long_title_leaves_the_names_their_room(word: str, lang: str) -> None:
    words = CoverWords(
        "", " ".join([word] * 14), " ".join([word] * 20), "A. Author", "Series", lang == "ar", lang
    )
    full = draw_cover(words)
    with Image.open(io.BytesIO(full)) as cover, Image.open(io.BytesIO(draw_cover(WORDS))) as usual:
        above = (0, HEIGHT - 230, WIDTH, HEIGHT - 216)
        assert len(cover.convert("RGB").crop(above).getcolors()) == 1
        assert len(usual.convert("RGB").crop(above).getcolors()) == 1
    bare = draw_cover(replace(words, title="", subtitle=""))
    below = (0, HEIGHT - 216, WIDTH, HEIGHT)
    with Image.open(io.BytesIO(full)) as cover, Image.open(io.BytesIO(bare)) as other:
        assert (
            cover.convert("RGB").crop(below).tobytes() == other.convert("RGB").crop(below).tobytes()
        )


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_letters_are_formed_after_the_words_own_language(
    monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """In Turkish, the dot of an i isn't joined to the f before it."""
    asked = []
    draw_text = ImageDraw.ImageDraw.text

    def noted(*arguments: object, **options: object) -> object:
        asked.append(options["language"])
        return draw_text(*arguments, **options)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", noted)
    draw_cover(CoverWords("concept", "A field of fire", lang=lang))
    assert set(asked) == {lang}
