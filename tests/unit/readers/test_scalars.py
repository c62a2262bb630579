"""Single values: ids, ORCID iDs, language tags."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from publish.model.identifiers import orcid_check_digit
from publish.readers.scalars import Day, Lang, Orcid, is_slug, slug_of


@pytest.mark.parametrize(
    ("orcid", "digit"),
    [("0000-0002-1825-0097", "7"), ("0000-0001-5109-3700", "0"), ("0000-0002-1694-233X", "X")],
)
def test_check_digits_of_published_orcids(orcid: str, digit: str) -> None:
    assert orcid_check_digit(orcid) == digit


def test_an_orcid_is_kept_without_its_address() -> None:
    adapter = TypeAdapter(Orcid)
    assert adapter.validate_python("https://orcid.org/0000-0002-1694-233X") == "0000-0002-1694-233X"
    for wrong in ("0000-0002-1694-2331", "0000000216942330", "x"):
        with pytest.raises(ValidationError):
            adapter.validate_python(wrong)


@pytest.mark.parametrize("tag", ["en", "de-CH", "zh-Hant-TW", "es-419", "sl-rozaj", "fil"])
def test_language_tags(tag: str) -> None:
    assert TypeAdapter(Lang).validate_python(tag) == tag


@pytest.mark.parametrize("tag", ["english", "en_GB", "e", "", "de-", "12"])
def test_what_is_no_language_tag(tag: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Lang).validate_python(tag)


@pytest.mark.parametrize("text", ["2026", "1700000000", "2026-1-2", "2026-02-29", "May 2026"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(text)


def test_slugs() -> None:
    assert is_slug("mask-r-cnn")
    assert not any(map(is_slug, ("", "-a", "a--b", "A", "é", "a/b", "..", "a" * 81)))
    assert slug_of("  Kaiming He: Œuvre & Ünïcode ") == "kaiming-he-oeuvre-unicode"
    assert slug_of("Łódź, Straße & Ærø") == "lodz-strasse-aero"
    assert slug_of("何恺明") == ""
