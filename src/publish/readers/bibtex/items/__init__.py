"""One record → its CSL item, and what in its values could not be read.

The mapping follows the biblatex manual (section 2.2) and CSL 1.0.2's appendices III and
IV; where the two say nothing, pandoc's reader, unless it is known to lose something.
"""

from __future__ import annotations

from publish.diagnostics import Result
from publish.model.reference import CslItem, plain_csl
from publish.readers.bibtex.items.contributors import set_contributors
from publish.readers.bibtex.items.conversion import Conversion
from publish.readers.bibtex.items.dates import set_dates
from publish.readers.bibtex.items.identifiers import set_identifiers
from publish.readers.bibtex.items.kinds import set_type
from publish.readers.bibtex.items.numbers import set_numbers
from publish.readers.bibtex.items.publication import set_publication
from publish.readers.bibtex.items.texts import set_texts
from publish.readers.bibtex.items.titles import set_title, set_titles
from publish.readers.bibtex.library import Library
from publish.readers.bibtex.record_types import csl_type
from publish.readers.bibtex.records import Record

PARTS = (
    set_type,
    set_contributors,
    set_titles,
    set_dates,
    set_numbers,
    set_publication,
    set_texts,
    set_identifiers,
)
"""In this order: what a part has set, no later one sets again."""


def convert(library: Library, record: Record) -> Result[CslItem]:
    """The record's CSL item."""
    conversion = Conversion(library, record, library.fields(record), {"id": record.key})
    for set_part in PARTS:
        set_part(conversion)
    return conversion.result()


def glance(library: Library, record: Record) -> CslItem:
    """Type, people, title and date alone, for a list of all records: half of the work."""
    conversion = Conversion(library, record, library.fields(record), {"id": record.key})
    for set_part in (set_type, set_contributors, _set_title, set_dates):
        set_part(conversion)
    return conversion.item


def plain_title(library: Library, record: Record) -> str:
    """The title alone, for whoever looks through all records: a fifth of the work."""
    kind = csl_type(record.kind) or "document"
    conversion = Conversion(library, record, library.fields(record), {"type": kind})
    _set_title(conversion)
    return plain_csl(str(conversion.item.get("title", "")))


def _set_title(conversion: Conversion) -> None:
    """The title; what has none is called by another of its titles."""
    set_title(conversion)
    if not conversion.item.get("title"):
        set_titles(conversion)
