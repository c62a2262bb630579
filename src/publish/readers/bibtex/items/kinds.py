"""The type of a record, and what its fields say of it → the item's CSL type."""

from __future__ import annotations

from difflib import get_close_matches

from publish.diagnostics.rules import bib
from publish.readers.bibtex.items.conversion import Conversion
from publish.readers.bibtex.items.identifiers import arxiv_number
from publish.readers.bibtex.record_types import TYPES, csl_type

_ALIKE = 0.75
"""How like a type another word is that is taken for a slip in it."""

_PREPRINTS = ("misc", "online", "unpublished", "preprint")


def set_type(conversion: Conversion) -> None:
    subtype = conversion.text("entrysubtype").lower()
    found = csl_type(conversion.record.kind, subtype)
    if found is None:
        _report_unknown(conversion)
        conversion.put("type", "document")
    elif found == subtype:
        conversion.put("type", found)
    elif conversion.record.kind == "unpublished" and conversion.raw("eventtitle"):
        conversion.put("type", "speech")
    else:
        conversion.put("type", "article" if _is_preprint(conversion) else found)


def _is_preprint(conversion: Conversion) -> bool:
    """A work on arXiv that no journal has published."""
    if not arxiv_number(conversion):
        return False
    kind = conversion.record.kind
    in_journal = conversion.raw("journal", "journaltitle")
    return kind in _PREPRINTS or (kind == "article" and not in_journal)


def _report_unknown(conversion: Conversion) -> None:
    record = conversion.record
    message = f"`@{record.block.type}` is no type of record"
    near = get_close_matches(record.kind, TYPES, n=1, cutoff=_ALIKE)
    hint = f"did you mean `@{near[0]}`?" if near else "use a type of biblatex, such as @misc"
    conversion.found.add(bib.UNKNOWN_TYPE(message, record.place(), hint))
