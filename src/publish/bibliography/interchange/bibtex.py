"""Records → the text of a .bib file."""

from __future__ import annotations

from collections.abc import Sequence

from publish.bibliography.interchange.records import BibRecord, Dialect, bib_record
from publish.model.reference import Reference

_ORDER = (
    "author", "editor", "editora", "editorb", "editorc", "translator", "title", "subtitle",
    "titleaddon", "shorttitle", "maintitle", "booktitle", "booksubtitle", "journal", "journaltitle",
    "eventtitle", "series", "volume", "number", "issue", "eid", "pages", "edition", "chapter",
    "publisher", "institution", "school", "organization", "address", "location", "howpublished",
    "type", "date", "year", "month", "day", "doi", "eprint", "eprinttype", "eprintclass",
    "archiveprefix", "primaryclass", "url", "urldate", "isbn", "issn", "pmid", "pmcid", "langid",
)  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(_ORDER)}


def bibtex(references: Sequence[Reference]) -> str:
    return _file(references, "bibtex")


def biblatex(references: Sequence[Reference]) -> str:
    return _file(references, "biblatex")


def _file(references: Sequence[Reference], dialect: Dialect) -> str:
    return "\n".join(record_text(bib_record(reference, dialect)) for reference in references)


def record_text(record: BibRecord) -> str:
    """One record, its fields in the usual order, further ones behind as they came."""
    names = sorted(record.fields, key=lambda name: _RANK.get(name, len(_RANK)))
    ordered = [(name, record.fields[name]) for name in names]
    return laid_out(record.type, record.key, ordered)


def laid_out(type_: str, key: str, fields: Sequence[tuple[str, str]]) -> str:
    """A record in the layout of ``publish bib format``; values are expressions."""
    width = max((len(name) for name, _ in fields), default=0)
    lines = [f"  {name:<{width}} = {value},\n" for name, value in fields]
    return f"@{type_}{{{key},\n{''.join(lines)}}}\n"


def definition(name: str, value: str, width: int = 0) -> str:
    """An @string, its name filled up to ``width``."""
    return f"@string{{{name:<{width}} = {value}}}\n"
