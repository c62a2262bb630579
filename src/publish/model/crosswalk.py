"""CSL's types and variables beside those of biblatex, for whatever reads or writes records.

After CSL 1.0.2 (appendices III and IV) and the biblatex manual (sections 2.1 and 2.2).
"""

from __future__ import annotations

from collections.abc import Mapping


def words(table: str) -> frozenset[str]:
    """``"a b c"`` as its words."""
    return frozenset(table.split())


CSL_TYPES = words(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song
    speech standard thesis treaty webpage"""
)

BIBLATEX_TYPES: Mapping[str, str] = {
    "article": "online", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "bill": "legislation", "book": "book", "broadcast": "audio",
    "chapter": "incollection", "classic": "book", "collection": "collection",
    "dataset": "dataset", "document": "misc", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "event": "misc",
    "figure": "image", "graphic": "artwork", "hearing": "jurisdiction", "interview": "misc",
    "legal_case": "jurisdiction", "legislation": "legislation", "manuscript": "unpublished",
    "map": "misc", "motion_picture": "movie", "musical_score": "audio", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "patent": "patent", "performance": "performance",
    "periodical": "periodical", "personal_communication": "letter", "post": "online",
    "post-weblog": "online", "regulation": "legislation", "report": "report",
    "review": "review", "review-book": "review", "software": "software", "song": "music",
    "speech": "unpublished", "standard": "standard", "thesis": "thesis", "treaty": "legal",
    "webpage": "online",
}  # fmt: skip
"""The biblatex type of each CSL type."""

BIBTEX_TYPES: Mapping[str, str] = {
    "online": "misc", "thesis": "phdthesis", "report": "techreport", "collection": "book",
    "mvbook": "book", "mvcollection": "book", "mvproceedings": "proceedings",
    "mvreference": "book", "reference": "book", "inreference": "incollection",
    "bookinbook": "inbook", "suppbook": "inbook", "suppcollection": "incollection",
    "suppperiodical": "article", "periodical": "book", "electronic": "misc", "www": "misc",
    **dict.fromkeys(words(
        """artwork audio commentary dataset image jurisdiction legal legislation letter movie music
        patent performance review software standard video set"""), "misc"),
}  # fmt: skip
"""BibTeX's type for each of biblatex's that it doesn't know."""

SUBTYPES = words(
    """article bill broadcast classic entry entry-dictionary event figure hearing interview
    manuscript map musical_score post post-weblog regulation review-book speech"""
)
"""CSL types that biblatex has no type of their own for: they stand in ``entrysubtype``."""


def is_written_as(type: str, kind: str) -> bool:
    """Whether this type of CSL's is such a one, and ``kind`` what stands for it in biblatex
    or BibTeX.
    """
    if type not in SUBTYPES:
        return False
    biblatex = BIBLATEX_TYPES[type]
    return kind in (biblatex, BIBTEX_TYPES.get(biblatex))


BIBLATEX_FIELDS: Mapping[str, str] = {
    "author": "author", "editor": "editor", "translator": "translator",
    "container-author": "bookauthor", "illustrator": "illustrator", "director": "director",
    "contributor": "introduction", "collection-editor": "editorb",
    "title": "title", "title-short": "shorttitle", "container-title": "journaltitle",
    "container-title-short": "shortjournal", "collection-title": "series",
    "volume-title": "booktitle", "event-title": "eventtitle", "original-title": "origtitle",
    "issued": "date", "accessed": "urldate", "event-date": "eventdate",
    "original-date": "origdate",
    "volume": "volume", "issue": "number", "number": "number", "collection-number": "number",
    "page": "pages", "edition": "edition", "chapter-number": "chapter", "version": "version",
    "number-of-volumes": "volumes", "number-of-pages": "pagetotal",
    "publisher": "publisher", "publisher-place": "location", "event-place": "venue",
    "original-publisher": "origpublisher", "original-publisher-place": "origlocation",
    "jurisdiction": "location", "archive": "library", "genre": "type", "status": "pubstate",
    "DOI": "doi", "URL": "url", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid",
    "PMCID": "pmcid", "abstract": "abstract", "note": "note", "annote": "annotation",
    "keyword": "keywords", "language": "langid", "scale": "scale",
}  # fmt: skip
"""The biblatex field of each CSL variable; parts of books differ in their container."""

NAMES = words(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editorial-director executive-producer guest host illustrator interviewer
    narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator"""
)
DATES = words("accessed available-date event-date issued original-date submitted")
UNMARKED = words("DOI URL ISBN ISSN PMID PMCID language")
"""CSL variables whose text holds no markup, whatever signs are in it."""

IN_BOOKS = words("chapter paper-conference entry entry-dictionary entry-encyclopedia")
IN_SERIALS = words("article-journal article-magazine article-newspaper periodical")
"""CSL types whose container is a book: biblatex's ``booktitle``."""


def biblatex_field(variable: str, type: str) -> str | None:
    """The field that holds ``variable`` in a record of this CSL type."""
    if variable == "container-title" and type in IN_BOOKS:
        return "booktitle"
    if variable == "publisher" and type in ("thesis", "report"):
        return "institution"
    if variable == "number" and type in (*IN_BOOKS, *IN_SERIALS, "review", "review-book"):
        return "eid"
    return BIBLATEX_FIELDS.get(variable)
