"""Fields that are taken as they are: series, notes, abstract, language and the like."""

from __future__ import annotations

from publish.readers.bibtex.items.conversion import Conversion, Macros
from publish.readers.bibtex.items.languages import language_tag
from publish.readers.bibtex.latex import parse
from publish.readers.bibtex.latex.richtext import rich
from publish.readers.bibtex.latex.trouble import Trouble
from publish.readers.bibtex.localisation import LOCALISED
from publish.readers.bibtex.record_types import IN_SERIALS

_VARIABLES = (
    ("version", "version"), ("chapter", "chapter-number"), ("venue", "event-place"),
    ("library", "archive"),
    ("origtitle", "original-title"), ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"), ("isbn", "ISBN"), ("issn", "ISSN"),
    ("pmid", "PMID"), ("pmcid", "PMCID"), ("keywords", "keyword"), ("annote", "annote"),
    ("annotation", "annote"), ("shortjournal", "container-title-short"),
    ("volumes", "number-of-volumes"), ("pagetotal", "number-of-pages"),
    ("numpages", "number-of-pages"), ("scale", "scale"),
)  # fmt: skip


def set_texts(conversion: Conversion) -> None:
    conversion.put("collection-title", _series(conversion))
    for name, variable in _VARIABLES:
        value = conversion.rich(name)
        conversion.put(variable, LOCALISED.get(value, value))
    notes = [conversion.rich(name) for name in ("note", "addendum")]
    conversion.put("note", ". ".join(note for note in notes if note).replace(".. ", ". "))
    conversion.put("abstract", conversion.read(_paragraphs, "abstract"))
    languages = (conversion.text(name) for name in ("langid", "hyphenation", "language"))
    conversion.put("language", language_tag(next(filter(None, languages), "")))


def _series(conversion: Conversion) -> str:
    """A series' title; a journal's series that has a number is ``2nd series``."""
    series = conversion.title("series")
    if series.isdigit() and conversion.type in IN_SERIALS:
        return f"{_ordinal(int(series))} series"
    return LOCALISED.get(series, series)


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _paragraphs(raw: str, macros: Macros, trouble: Trouble) -> str:
    return rich(parse(raw, macros, trouble), paragraphs=True)
