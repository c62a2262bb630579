"""A language tag becomes the words that a publication says by itself.

"Contents", "Notes", "cited on p. 3": what no author writes and every reader sees.
They stand in ``themes/terms/LANGUAGE.toml``. A file for a region (``en-us.toml``)
holds only what differs from its language; an unknown language gets English, and
``Terms.lang`` says so, that the words can be marked as what they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date as Date
from functools import cache
from importlib import resources
from typing import Any

from publish.model.frozen import Frozen

FALLBACK = "en"


class Terms(Frozen):
    """The words of one language; words in braces are filled in by ``str.format``.

    ``lang`` is the language that they are in. ``cover_alt`` takes ``title``,
    ``cited_page`` and ``cited_pages`` take ``pages``, ``back_to_citation`` and
    ``note`` take ``number``, ``access_conforms`` ``standard``, ``access_certified`` ``certifier``.
    The ``access_…`` sentences make up the summary of accessibility. ``roles``, by their MARC
    codes, take ``names``.
    """

    lang: str
    contents: str
    summary: str
    facts: str
    questions: str
    references: str
    notes: str
    related: str
    cover: str
    cover_alt: str
    title_page: str
    skip: str
    published: str
    reviewed: str
    document: str
    by: str
    rights: str
    identifier: str
    page: str
    cited_page: str
    cited_pages: str
    back_to_text: str
    back_to_citation: str
    note: str
    table: str
    code: str
    formula: str
    entries: str
    all_entries: str
    full_dossier: str
    continued: str
    formats: str
    subject: str
    about: str
    accessibility: str
    date: str
    access_text: str
    access_images: str
    access_math: str
    access_structure: str
    access_pages: str
    access_hazards: str
    access_conforms: str
    access_certified: str
    index: str
    cited_in: str
    works: str
    by_author: str
    previous: str
    next: str
    start: str
    pages: str
    months: tuple[str, ...]
    kinds: Mapping[str, str]
    roles: Mapping[str, str]

    def kind(self, name: str, label: str = "") -> str:
        """What a kind is called: by the project (``label``), or in this language."""
        return label or self.kinds.get(name) or name.capitalize()

    def day(self, day: Date) -> str:
        """A date as it is written in a sentence of this language."""
        return self.date.format(day=day.day, month=self.months[day.month - 1], year=day.year)


@cache
def terms(lang: str) -> Terms:
    """The words for a BCP 47 language tag, by its longest prefix that has a file."""
    tag = lang.casefold().replace("_", "-")
    language = tag.partition("-")[0]
    words = _words(language)
    if words is None:
        language = tag = FALLBACK
        words = _words(FALLBACK)
    assert words is not None
    for region in _prefixes(tag):
        special = _words(region) or {}
        tables = {name: words[name] | special.get(name, {}) for name in ("kinds", "roles")}
        words = words | special | tables
    return Terms(**(words | {"lang": language, "months": tuple(words["months"])}))


def _prefixes(tag: str) -> list[str]:
    """``zh-hant-tw`` → ``zh-hant``, ``zh-hant-tw``."""
    parts = tag.split("-")
    return ["-".join(parts[: end + 1]) for end in range(1, len(parts))]


def _words(name: str) -> dict[str, Any] | None:
    """The words of one file, None where there is no such file."""
    if not name.replace("-", "").isalnum():
        return None
    file = resources.files("publish.themes").joinpath("terms", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else None
