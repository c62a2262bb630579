"""A report and briefs to the report with the briefs as files in it, each with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf

from publish.attach.embedding import Enclosure, embed, embedded_increment, enclosures
from publish.attach.increments import NoIncrement
from publish.attach.joining.actions import survey
from publish.attach.manner import Attached
from publish.attach.opening import Document, saved, title_of
from publish.attach.outward import files_beside, lead_outward
from publish.attach.refusals import Side
from publish.attach.signatures import signed_fields
from publish.attach.soundness import lacking, state_of, told_of_damage
from publish.attach.telling import left_behind, left_out
from publish.diagnostics.core import Collector, Result, has_errors
from publish.diagnostics.rules import joined


def enclosed(
    report: Side, briefs: Sequence[Side], claims: tuple[str, ...]
) -> Result[Attached | None]:
    """``report`` with ``briefs`` in it; ``claims`` are those that it keeps.

    What is signed stays as it is, byte by byte; None where it can't be added to.
    """
    document, pdf, _ = report
    found, before = Collector(), state_of(pdf)
    found.extend(told_of_damage(document, before))
    files = [file for brief, other, _ in briefs for file in _enclosures(brief, other)]
    for brief, other, _ in briefs:
        pages = [page.obj for page in other.pages]
        seen = survey(other.Root, pages)
        found.extend(left_behind(brief.name, files_beside(other.Root, seen)))
    data = found.take((_added if signed_fields(pdf) else _rewritten)(report, files))
    if data is not None:
        found.extend(lacking(document, data, [before]))
    if data is None or has_errors(found):
        return found.result(None)
    return found.result(Attached(data, claims))


def _rewritten(report: Side, files: Sequence[Enclosure]) -> Result[bytes | None]:
    _, pdf, _ = report
    linear = pdf.is_linearized
    embed(pdf, files)
    return Result(saved(pdf, linear))


def _added(report: Side, files: Sequence[Enclosure]) -> Result[bytes | None]:
    """The report's own bytes with the files behind them."""
    document, pdf, _ = report
    found = Collector()
    if pdf.is_linearized:
        what = f"`{document.name}` is no longer ordered for reading while it loads"
        found.add(left_out("linearisation", what))
    try:
        return found.result(embedded_increment(document.data, pdf, files))
    except NoIncrement as reason:
        message = f"`{document.name}` is signed and can't be added to: {reason}"
        return Result(None, (joined.SIGNED_DOCUMENT(message),))


def _enclosures(document: Document, pdf: pikepdf.Pdf) -> Iterator[Enclosure]:
    """A brief as a file, and the files that it has in itself, unless it is encrypted. It is
    what it was, but for links to files that it leaves behind, where these are elsewhere.
    """
    linear, changed = pdf.is_linearized, lead_outward(pdf, document.links)
    date = pdf.docinfo.get("/ModDate") if "/Info" in pdf.trailer else None
    yield Enclosure(
        document.name,
        saved(pdf, linear) if changed else document.data,
        "application/pdf",
        document.title or title_of(pdf) or document.name,
        "Supplement",
        str(date) if date is not None else None,
    )
    if not pdf.is_encrypted:
        yield from enclosures(pdf)
