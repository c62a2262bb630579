"""The quotation marks of languages."""

from __future__ import annotations

from collections.abc import Sequence

_NARROW = "\N{NARROW NO-BREAK SPACE}"
_LANGUAGES: dict[Sequence[str], str] = {
    "“”‘’": "ca cy en ga he hi id ko nl pt th tr vi zh",
    "„“‚‘": "bg cs da de et is ka lt sk sl",
    "«»“”": "el es hy it nb nn no pt-PT",
    "«»„“": "be ru uk",
    "«»‹›": "de-CH de-LI it-CH",
    "„”‚’": "hr hu pl ro sr",
    "””’’": "fi sv",
    (f"«{_NARROW}", f"{_NARROW}»", "“", "”"): "fr",
    "「」『』": "ja",
}
"""Marks that open and close, outer ones and inner ones, and the languages that use them
(Unicode CLDR, delimiters; the languages' own handbooks where those differ)."""

_MARKS = {lang: marks for marks, langs in _LANGUAGES.items() for lang in langs.split()}


def quotation_marks(lang: str) -> Sequence[str] | None:
    """The four marks of a language tag, or None where they aren't known."""
    language, *rest = lang.split("-")
    region = next((part for part in rest if len(part) == 2), "")
    return _MARKS.get(f"{language}-{region}") or _MARKS.get(language)
