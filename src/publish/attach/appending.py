"""A report and briefs to one file that holds the pages of all, and what was told about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.attach.arrangement import (
    Placed,
    addresses,
    arranged,
    filled,
    frame_of,
    undrawn,
    unstamped,
)
from publish.attach.joining import Assembly, join
from publish.attach.links import Spot, link
from publish.attach.manner import Attached, Manner
from publish.attach.opening import saved
from publish.attach.outward import files_beside, lead_outward
from publish.attach.refusals import Side
from publish.attach.sheets import Sheets
from publish.attach.signatures import remove_signatures, remove_xfa
from publish.attach.soundness import lacking, state_of, told_of_damage
from publish.attach.stamps import stamp
from publish.attach.telling import left_behind, left_out
from publish.attach.untagged import is_tagged, tag_pages
from publish.diagnostics.core import Collector, Diagnostic, Result, has_errors


def appended(
    report: Side,
    briefs: Sequence[Side],
    manner: Manner,
    sheets: Sheets,
    spots: Sequence[Spot],
    claims: tuple[str, ...],
) -> Result[Attached | None]:
    """The pages of ``briefs`` in ``report``, in their place; ``claims`` are those that it keeps.

    None where the file made, opened again, lacks something.
    """
    document, host, _ = report
    linear, found = host.is_linearized, Collector()
    found.extend(_prepared(report, briefs))
    before = [state_of(pdf) for _, pdf, _ in (report, *briefs)]
    for side, state in zip((report, *briefs), before, strict=True):
        found.extend(told_of_damage(side[0], state))
    placed = list(arranged(briefs, manner, frame_of(host, claims), sheets))
    if missing := undrawn(briefs, manner):
        letters = ", ".join(f"`{letter}`" for letter in missing)
        found.add(left_out("letters", f"no font here has {letters}"))
    if missing := unstamped(briefs, manner):
        found.add(left_out("letters", f"stamps write from left to right only, without `{missing}`"))
    assembly = join(host, [each.part for each in placed], addresses(document))
    found.extend(left_out(subject, what) for subject, what in dict.fromkeys(assembly.told))
    guests = [guest for guest, each in zip(assembly.guests, placed, strict=True) if each.letter]
    for side, guest in zip(briefs, guests, strict=True):
        found.extend(left_behind(side[0].name, files_beside(guest.root, guest.survey)))
    link(assembly, dict(enumerate(guests)), spots)
    if manner.stamp is not None:
        _stamp(assembly, placed, manner.stamp)
    data = saved(host, linear)
    found.extend(lacking(document, data, before))
    if has_errors(found):
        return found.result(None)
    return found.result(Attached(data, claims, tuple(guest.places for guest in guests)))


def _prepared(report: Side, briefs: Sequence[Side]) -> Iterator[Diagnostic]:
    """Take out what can't be joined, and make the briefs ready to stand in the report."""
    _, host, _ = report
    for _, pdf, _ in (report, *briefs):
        remove_signatures(pdf)
        remove_xfa(pdf)
    beside = {name for document, _, _ in (report, *briefs) for name in addresses(document)}
    for document, pdf, _ in briefs:
        if pdf.is_encrypted and not host.is_encrypted:
            what = f"`{document.name}` is encrypted, and its pages are open in the joined file"
            yield left_out("encryption", what)
        lead_outward(pdf, document.links, beside)
        if is_tagged(host) and not is_tagged(pdf) and tag_pages(pdf):
            what = f"`{document.name}` has none, so each of its pages is read as one paragraph"
            yield left_out("tags", what)


def _stamp(assembly: Assembly, placed: Sequence[Placed], pattern: str) -> None:
    for guest, each in zip(assembly.guests, placed, strict=True):
        if not each.letter:
            continue
        pages = len(guest.pages)
        values = {"letter": each.letter, "title": each.title, "pages": str(pages)}
        lines = [filled(pattern, values | {"page": str(n)}) for n in range(1, pages + 1)]
        stamp(assembly.pdf, guest.pages, lines)
