"""Fields that a record's type needs: BibTeX's table and biblatex's.

BibTeX: ``btxdoc``, section 3.1; biblatex: its manual, section 2.1. What only one of two
printed forms wants (the note of ``@unpublished``, the chapter of ``@inbook``) isn't asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from publish.checks.records.measure import Measure
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import rec

Need = tuple[str, ...]
"""Fields of which one must be there; the first is what the need is called."""

_AUTHOR: Need = ("author", "editor", "collaboration", "organization", "shortauthor", "translator")
_WRITER: Need = ("author", "collaboration", "organization", "editor")
_TITLE: Need = ("title", "maintitle", "booktitle", "issuetitle")
_YEAR: Need = ("year", "date", "pubstate", "issued")
_JOURNAL: Need = (
    "journal", "journaltitle", "shortjournal", "journalsubtitle", "eprint", "booktitle",
)  # fmt: skip
_BOOK: Need = ("booktitle", "maintitle", "journal", "journaltitle", "eventtitle", "series")
_PUBLISHER: Need = ("publisher", "organization", "institution", "school", "howpublished", "eprint")
_SCHOOL: Need = ("school", "institution", "publisher", "organization")
_ISSUER: Need = ("institution", "school", "organization", "publisher", "eprint")
_NUMBER: Need = ("number", "note", "howpublished")

_PART = (_WRITER, _TITLE, _BOOK, _YEAR)
_THESIS = (_WRITER, _TITLE, _SCHOOL, _YEAR)
_NEEDS: Mapping[str, tuple[Need, ...]] = {
    "article": (_WRITER, _TITLE, _JOURNAL, _YEAR),
    "book": (_AUTHOR, _TITLE, _YEAR),
    "booklet": (_TITLE,),
    "inbook": (_AUTHOR, _TITLE, _YEAR),
    "incollection": _PART,
    "inproceedings": _PART,
    "conference": _PART,
    "manual": (_TITLE,),
    "mastersthesis": _THESIS,
    "phdthesis": _THESIS,
    "proceedings": (_TITLE, _YEAR),
    "techreport": (_WRITER, _TITLE, _ISSUER, _YEAR),
    "unpublished": (_WRITER, _TITLE),
    "bookinbook": _PART,
    "suppbook": _PART,
    "suppcollection": _PART,
    "inreference": (_TITLE, _BOOK, _YEAR),
    "mvbook": (_AUTHOR, _TITLE, _YEAR),
    "collection": (_AUTHOR, _TITLE, _YEAR),
    "mvcollection": (_AUTHOR, _TITLE, _YEAR),
    "mvproceedings": (_TITLE, _YEAR),
    "reference": (_TITLE, _YEAR),
    "mvreference": (_TITLE, _YEAR),
    "periodical": (_TITLE, _YEAR),
    "report": (_WRITER, _TITLE, _ISSUER, _YEAR),
    "thesis": _THESIS,
    "online": (_TITLE, ("url", "doi", "eprint", "howpublished")),
    "patent": (_WRITER, _TITLE, _NUMBER, _YEAR),
    "dataset": (_TITLE,),
    "software": (_TITLE,),
}
_KNOWN = frozenset(name for needs in _NEEDS.values() for need in needs for name in need) | {
    "annote", "type", "volume", "volumes", "pages", "edition", "eid", "chapter", "journalsubtitle",
    "subtitle", "mainsubtitle", "shorttitle", "booksubtitle", "titleaddon", "booktitleaddon",
    "authortype", "editora", "editorb", "editorc", "authors", "origtitle", "reprinttitle",
    "indextitle", "date-added", "urldate", "origdate", "eventdate", "issuetitle", "journalabbr",
}  # fmt: skip
"""Fields that aren't misspelt, near as they may be to another."""

_LIKE = 0.75
"""How like two names are of which one is taken for a slip in the other."""

_BIBLATEX_FIELDS = ("date", "journaltitle", "location", "langid", "maintitle", "eprinttype")
"""What shows that a record follows biblatex, where a book needs no publisher."""


def judge_required(record: Written, measure: Measure) -> Iterator[Diagnostic]:
    """The fields that a record lacks; at the first that is there and empty, or the record.

    A record that inherits isn't asked: what it lacks, its parent lacks, or isn't there.
    """
    if record.has("crossref", "xdata"):
        return
    kind = record.reference.type.lower()
    needs = _NEEDS.get(kind, ())
    if kind == "book" and not record.has(*_BIBLATEX_FIELDS):
        needs = (*needs, _PUBLISHER)
    missing = [need[0] for need in needs if not record.has(*need)]
    if not missing or "dataonly" in record.text("options"):
        return
    message = f"the @{kind} `{record.reference.key}` has no {_listed(missing)}"
    hint = f"add {'it' if len(missing) == 1 else 'them'}, or use the type that fits"
    empty = next((name for name in missing if name in record.reference.fields), None)
    if empty is not None:
        yield from record.told(rec.MISSING_FIELD, empty, message, hint)
    elif slip := next(_misspelt(record, missing), None):
        hint = f"did you mean `{slip[1]}` by `{slip[0]}`?"
        yield record.told_of_name(rec.MISSING_FIELD, slip[0], message, hint)
    else:
        yield record.told_of_record(rec.MISSING_FIELD, message, hint)


def _misspelt(record: Written, missing: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Fields of unknown names that are near those of missing ones, with these."""
    for name in record.reference.fields:
        if name not in _KNOWN:
            for near in get_close_matches(name, missing, 1, _LIKE):
                yield name, near


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return " and no ".join([", no ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
