"""The bundled fonts are there, alone, and known by what they can draw."""

import os
from xml.etree import ElementTree

import pytest

from publish.engines import fonts, glyphs
from publish.engines.glyphs import COMMON, describe, missing_glyphs


@pytest.fixture
def environment(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    fonts.isolate.cache_clear()
    yield tmp_path
    fonts.isolate.cache_clear()


def test_every_family_has_its_files():
    assert fonts.missing_packages() == ()
    for family in fonts.FAMILIES:
        assert family.file().is_file()


def test_only_the_bundled_folders_are_seen(environment):
    file = fonts.isolate()
    assert os.environ["FONTCONFIG_FILE"] == str(file)
    assert file.is_relative_to(environment)
    folders = {element.text for element in ElementTree.parse(file).iter("dir")}
    assert folders == {str(family.root) for family in fonts.FAMILIES}
    assert fonts.isolate() == file


def test_no_variable_of_the_environment_says_how_text_is_set(environment, monkeypatch):
    for name in ("HB_SHAPER_LIST", "FONTCONFIG_SYSROOT", "FC_LANG", "PANGO_LANGUAGE"):
        monkeypatch.setenv(name, "fallback")
    file = fonts.isolate()
    steering = [name for name in os.environ if name.startswith(fonts._STEERING)]
    assert steering == ["FONTCONFIG_FILE"]
    assert os.environ["FONTCONFIG_FILE"] == str(file)


def test_without_a_cache_folder_a_temporary_one_is_used(environment, monkeypatch):
    (environment / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(environment / "file"))
    assert fonts.isolate().is_file()


@pytest.mark.parametrize(
    "text", ["naïve “quotes” – 3 × 4", "λόγος ἀρχή", "слово", "שלום", "عربي", "x\u0301"]
)
def test_scripts_that_can_be_set(text):
    assert list(missing_glyphs(text)) == []


def test_characters_that_no_font_has_are_found_with_their_place():
    assert list(missing_glyphs("a ℝ b 何")) == [(2, "ℝ"), (6, "何")]
    assert describe("∈") == "`∈` (U+2208, element of)"


def test_the_common_characters_are_really_in_the_fonts(monkeypatch):
    monkeypatch.setattr(glyphs, "_drawable", set())
    assert list(missing_glyphs("".join(sorted(COMMON)))) == []


@pytest.mark.parametrize("text", ["ᚢᚱ", "𐌰𐌱", "𝔄𝔏"])
def test_a_frame_that_stands_for_a_whole_script_is_no_glyph(text):
    """Cardo maps each of these letters to the same drawing."""
    assert [char for _, char in missing_glyphs(text)] == list(text)


def test_letters_that_look_alike_are_letters():
    assert list(missing_glyphs("МΜM jϳј ه ہ ە ى ی · ∙ ⋅ Ĳ ﬁ ᾳ")) == []
