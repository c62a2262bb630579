"""DOIs of records that are right and stand in a dress: an address, a label, TeX's escapes."""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.records.measure import Measure
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import rec
from publish.model.expressions import expression
from publish.model.identifiers import is_doi, undressed_doi

_DRESS = expression(r"(?i)\s*(?:https?:|doi\b|[\w.-]*doi\.org)|\\[_%&#]")


def judge_dress(record: Written, _: Measure) -> Iterator[Diagnostic]:
    text = record.own("doi").strip()
    if not _DRESS.search(text) or "\\url" in text:
        return
    bare = undressed_doi(text)
    if is_doi(bare):
        message = f"the DOI `{text}` isn't written alone"
        yield from record.told(rec.DRESSED_DOI, "doi", message, f"write `{bare}`")
