"""A report and briefs to one file, with what could not be kept; or to why that isn't done.

Everything that speaks against it is told before anything is joined. What was joined
is opened again and counted before it is given out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pikepdf

from publish.attach.appending import appended
from publish.attach.claims import drop_claims
from publish.attach.enclosing import enclosed
from publish.attach.joining.objects import entry
from publish.attach.links import Spot
from publish.attach.manner import Attached, Manner
from publish.attach.opening import Document, opened
from publish.attach.places import after_bookmark, before_bookmark, bookmark_titles
from publish.attach.refusals import Side, broken, refusals
from publish.attach.sheets import Sheets
from publish.attach.soundness import refusing
from publish.diagnostics.core import Collector, Result, has_errors
from publish.diagnostics.rules import joined
from publish.diagnostics.suggest import did_you_mean
from publish.model.frozen import replace

ClaimsIn = Callable[[bytes], Sequence[str]]
"""XMP to the names of the standards that it claims."""


@refusing
def attach(
    report: Document,
    briefs: Sequence[Document],
    manner: Manner,
    claims_in: ClaimsIn,
    sheets: Sheets,
    spots: Sequence[Spot] = (),
) -> Result[Attached | None]:
    """Attach ``briefs`` to ``report``; None where something speaks against it.

    ``claims_in`` reads what documents claim, ``sheets`` lays out pages between them,
    and ``spots`` become links.
    What is embedded brings the files that are in it, its sources, beside itself.
    """
    found = Collector()
    sides = [found.take(opened(document)) for document in (report, *briefs)]
    if any(side is None for side in sides):
        return found.result(None)
    documents = zip((report, *briefs), [side for side in sides if side is not None], strict=True)
    first, *rest = [(name, pdf, claims_of(pdf, claims_in)) for name, pdf in documents]
    found.extend(refusals(first, rest, manner))
    if has_errors(found):
        return found.result(None)
    manner = found.take(_settled(first, manner))
    if has_errors(found):
        return found.result(None)
    lost = broken(first, rest, manner)
    drop_claims(first[1], lost)
    kept = tuple(claim for claim in first[2] if claim not in lost)
    if manner.kind == "embedded":
        return found.result(found.take(enclosed(first, rest, kept)))
    return found.result(found.take(appended(first, rest, manner, sheets, spots, kept)))


def _settled(report: Side, manner: Manner) -> Result[Manner]:
    """The manner with the number of pages before an insert; why there is no such place."""
    document, pdf, _ = report
    if manner.kind != "insert":
        return Result(replace(manner, at=None))
    if manner.bookmark is not None:
        find = before_bookmark if manner.beside == "before" else after_bookmark
        at = find(pdf, manner.bookmark)
        what = f"bookmark `{manner.bookmark}`"
    else:
        at = manner.at if manner.at is not None and 0 <= manner.at <= len(pdf.pages) else None
        what = f"page {manner.at}"
    if at is None:
        near = manner.bookmark and did_you_mean(manner.bookmark, bookmark_titles(pdf))
        listed = "`publish info` lists pages and bookmarks"
        hint = f"{near} {listed}" if near else listed
        return Result(
            manner, (joined.UNKNOWN_PLACE(f"`{document.name}` has no {what}", hint=hint),)
        )
    return Result(replace(manner, at=at))


def claims_of(pdf: pikepdf.Pdf, claims_in: ClaimsIn) -> Sequence[str]:
    metadata = entry(pdf.Root, "/Metadata", pikepdf.Stream)
    return claims_in(metadata.read_bytes()) if metadata is not None else ()
