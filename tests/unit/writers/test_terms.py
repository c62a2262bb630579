"""The words of every language are whole, and fall back in order."""

from __future__ import annotations

import string
from datetime import date

import pytest

from publish.writers.terms import Terms, terms

LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "ja", "zh", "ar", "ru", "el", "he"]
PLACEHOLDERS = {
    "cover_alt": {"title"},
    "cited_page": {"pages"},
    "cited_pages": {"pages"},
    "back_to_citation": {"number"},
    "note": {"number"},
    "access_conforms": {"standard"},
    "access_certified": {"certifier"},
    "date": {"day", "month", "year"},
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_every_word(lang: str) -> None:
    words = terms(lang)
    assert words.lang == lang
    assert len(words.months) == 12
    assert set(words.kinds) == {"person", "concept", "organisation", "work", "collection"}
    assert set(words.roles) == set(terms("en").roles)
    assert all("{names}" in said for said in words.roles.values())
    for name in Terms.__struct_fields__:
        value = getattr(words, name)
        assert value
        if isinstance(value, str):
            holes = {hole for _, hole, _, _ in string.Formatter().parse(value) if hole}
            assert holes == PLACEHOLDERS.get(name, set()), name


def test_no_language_is_a_copy_of_english() -> None:
    english = terms("en")
    for lang in LANGUAGES[1:]:
        words = terms(lang)
        same = [n for n in Terms.__struct_fields__ if getattr(words, n) == getattr(english, n)]
        assert len(same) <= 8, same


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("en", "19 May 2026"),
        ("en-US", "May 19, 2026"),
        ("en-GB", "19 May 2026"),
        ("de-CH", "19. Mai 2026"),
        ("ja", "2026年5月19日"),
        ("pt_BR", "19 de maio de 2026"),
        ("sv", "19 May 2026"),
        ("../../pyproject", "19 May 2026"),
    ],
)
def test_dates(lang: str, shown: str) -> None:
    assert terms(lang).day(date(2026, 5, 19)) == shown


def test_an_unknown_language_gets_english_and_says_so() -> None:
    assert terms("sv-SE").lang == "en"
    assert terms("sv-US").date == terms("en").date


def test_a_region_keeps_the_words_of_its_language() -> None:
    assert terms("en-US").kinds["organisation"] == "Organization"
    assert terms("en-US").kinds["person"] == "Person"
    assert terms("en-US").kind("method", "Method") == "Method"
    assert terms("de").kind("person") == "Person"
    assert terms("de").kind("person", "Forscherin") == "Forscherin", "the project's word goes first"
