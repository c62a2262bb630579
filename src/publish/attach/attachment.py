"""A report and briefs to one file, with what could not be kept; or to why that isn't done.

Everything that speaks against it is told before anything is joined. What was joined
is opened again and counted before it is given out.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pikepdf

from publish.attach.arrangement import Placed, addresses, arranged, filled, frame_of
from publish.attach.claims import drop_claims
from publish.attach.embedding import Enclosure, embed, embedded_increment, enclosures
from publish.attach.increments import NoIncrement
from publish.attach.joining import Assembly, join
from publish.attach.joining.actions import survey
from publish.attach.joining.objects import entry
from publish.attach.links import Spot, link
from publish.attach.manner import Manner
from publish.attach.opening import Document, opened, title_of
from publish.attach.outward import files_beside, lead_outward
from publish.attach.places import after_bookmark, before_bookmark
from publish.attach.refusals import Side, broken, refusals
from publish.attach.sheets import Sheets
from publish.attach.signatures import remove_signatures, remove_xfa, signed_fields
from publish.attach.soundness import lacking, refusing, state_of, told_of_damage
from publish.attach.stamps import stamp
from publish.attach.untagged import is_tagged, tag_pages
from publish.diagnostics.core import Collector, Diagnostic, Result, has_errors
from publish.diagnostics.rules import joined

ClaimsIn = Callable[[bytes], Sequence[str]]
"""XMP to the names of the standards that it claims."""


@dataclass(frozen=True, slots=True)
class Attached:
    """The file made: its bytes, the claims that it keeps, the pages that came to it."""

    data: bytes
    claims: tuple[str, ...]
    pages: tuple[range, ...] = ()


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
        return _embedded(first, rest, kept, found)
    return _joined(first, rest, manner, sheets, spots, kept, found)


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
        hint = "`publish info` lists pages and bookmarks"
        return Result(
            manner, (joined.UNKNOWN_PLACE(f"`{document.name}` has no {what}", hint=hint),)
        )
    return Result(replace(manner, at=at))


def claims_of(pdf: pikepdf.Pdf, claims_in: ClaimsIn) -> Sequence[str]:
    metadata = entry(pdf.Root, "/Metadata", pikepdf.Stream)
    return claims_in(metadata.read_bytes()) if metadata is not None else ()


def _joined(
    report: Side,
    briefs: Sequence[Side],
    manner: Manner,
    sheets: Sheets,
    spots: Sequence[Spot],
    claims: tuple[str, ...],
    found: Collector,
) -> Result[Attached | None]:
    document, host, _ = report
    linear = host.is_linearized
    for _, pdf, _ in (report, *briefs):
        remove_signatures(pdf)
        remove_xfa(pdf)
    beside = {name for other, _, _ in briefs for name in addresses(other)}
    for other, pdf, _ in briefs:
        lead_outward(pdf, other.links, beside)
        if is_tagged(host) and not is_tagged(pdf) and tag_pages(pdf):
            what = f"`{other.name}` has none, so each of its pages is read as one paragraph"
            found.add(joined.LEFT_OUT(f"tags: {what}", hint=_HINTS["tags"]))
    before = [state_of(pdf) for _, pdf, _ in (report, *briefs)]
    for side, state in zip((report, *briefs), before, strict=True):
        found.extend(told_of_damage(side[0], state))
    placed = list(arranged(briefs, manner, frame_of(host, claims), sheets))
    assembly = join(host, [each.part for each in placed], (document.name,))
    found.extend(
        joined.LEFT_OUT(f"{subject}: {what}", hint=_HINTS.get(subject))
        for subject, what in dict.fromkeys(assembly.told)
    )
    guests = [guest for guest, each in zip(assembly.guests, placed, strict=True) if each.letter]
    for side, guest in zip(briefs, guests, strict=True):
        found.extend(_left_behind(side[0], files_beside(guest.root, guest.survey)))
    link(assembly, dict(enumerate(guests)), spots)
    if manner.stamp is not None:
        _stamp(assembly, placed, manner.stamp)
    data = saved(host, linear)
    found.extend(lacking(document, data, before))
    if has_errors(found):
        return found.result(None)
    return found.result(Attached(data, claims, _pages(assembly, placed)))


def _pages(assembly: Assembly, placed: Sequence[Placed]) -> tuple[range, ...]:
    """Where the pages of each brief stand, sheets left out."""
    pairs = zip(assembly.guests, placed, strict=True)
    return tuple(guest.places for guest, each in pairs if each.letter)


def _left_behind(brief: Document, files: Sequence[str]) -> Iterator[Diagnostic]:
    """That links of a brief lead to files that stay where it came from."""
    if files:
        named, more = f"`{files[0]}`", len(files) - 1
        others = f" and {more} more {'file' if more == 1 else 'files'}" if more else ""
        what = f"`{brief.name}` leads to {named}{others} beside it, not attached with it"
        yield joined.LEFT_OUT(f"links: {what}", hint=_HINTS["links"])


_HINTS: Mapping[str, str] = {
    "links": "attach that too, or keep the joined file where the link leads to it",
    "scripts": "`--keep-scripts` keeps them",
    "tags": "readers that rely on tags see only what is tagged",
}


def _stamp(assembly: Assembly, placed: Sequence[Placed], pattern: str) -> None:
    for guest, each in zip(assembly.guests, placed, strict=True):
        if not each.letter:
            continue
        pages = len(guest.pages)
        values = {"letter": each.letter, "title": each.title, "pages": str(pages)}
        lines = [filled(pattern, values | {"page": str(n)}) for n in range(1, pages + 1)]
        stamp(assembly.pdf, guest.pages, lines)


def saved(pdf: pikepdf.Pdf, linear: bool) -> bytes:
    """The document's bytes, as encrypted as they were."""
    output = io.BytesIO()
    with warnings.catch_warnings():  # of fields that no form lists, which came so
        warnings.simplefilter("ignore", UserWarning)
        pdf.save(
            output,
            linearize=linear,
            encryption=pdf.is_encrypted,
            deterministic_id=not pdf.is_encrypted,
            fix_metadata_version=False,
        )
    return output.getvalue()


def _embedded(
    report: Side,
    briefs: Sequence[Side],
    claims: tuple[str, ...],
    found: Collector,
) -> Result[Attached | None]:
    document, pdf, _ = report
    before = state_of(pdf)
    found.extend(told_of_damage(document, before))
    files = [file for brief, other, _ in briefs for file in _enclosures(brief, other)]
    for brief, other, _ in briefs:
        pages = [page.obj for page in other.pages]
        found.extend(_left_behind(brief, files_beside(other.Root, survey(other.Root, pages))))
    if signed_fields(pdf):
        try:
            data = embedded_increment(document.data, pdf, files)
        except NoIncrement as reason:
            found.add(
                joined.SIGNED_DOCUMENT(
                    f"`{document.name}` is signed and can't be added to: {reason}"
                )
            )
            return found.result(None)
    else:
        linear = pdf.is_linearized
        embed(pdf, files)
        data = saved(pdf, linear)
    found.extend(lacking(document, data, [before]))
    return found.result(None if has_errors(found) else Attached(data, claims))


def _enclosures(document: Document, pdf: pikepdf.Pdf) -> Iterator[Enclosure]:
    """A brief as a file, and the files that it has in itself. It is what it was, but for links
    to files that it leaves behind, where they are known to lead elsewhere.
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
    yield from enclosures(pdf)
