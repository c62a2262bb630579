"""The recipe of attaching: report and briefs to one file that keeps what it claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.attach.attachment import attach, claims_of
from publish.attach.claims import broken_claims, takes_files
from publish.attach.links import Spot
from publish.attach.manner import Attached, Manner
from publish.attach.opening import Document, opened
from publish.diagnostics.core import Collector, Diagnostic, Result, has_errors
from publish.diagnostics.rules import joined
from publish.engines import pdftext
from publish.model.conformance import STANDARDS, Conformance, conflicts
from publish.verify.claims import claims_in, title_of
from publish.verify.judgement import judged
from publish.writers.pdf.sheets import SheetWriter

__all__ = ["Attached", "Document", "Manner", "attach_verified", "standards_beside"]


def attach_verified(
    report: Document, briefs: Sequence[Document], manner: Manner
) -> Result[Attached | None]:
    """`attach`, and the file that it makes is judged by what it claims."""
    found = Collector()
    spots = list(_spots(report, briefs)) if manner.link_mentions else []
    made = found.take(attach(report, briefs, manner, claims_in, SheetWriter(), spots))
    if made is None:
        return found.result(None)
    found.extend(_newly_broken(report, made))
    return found.result(None if has_errors(found) else made)


def standards_beside(
    report: Document, usual: Sequence[str], *, embedded: bool = False
) -> tuple[str, ...]:
    """The standards that a PDF follows so that ``report`` keeps its claims with it in it:
    ``usual`` where that does, else what the report claims, and of ``usual`` what goes with it.
    """
    pdf = opened(report).value
    claims = claims_of(pdf, claims_in) if pdf is not None else ()
    chosen: list[str] = []
    for name in (*(_MADE.get(claim, claim) for claim in claims), *usual):
        if name in STANDARDS and not any(conflicts([*chosen, name])):
            chosen.append(name)
    sources = [()] if Conformance(tuple(usual)).may_attach else []
    if embedded:
        fits = all(takes_files(claim, [usual, *sources]) for claim in claims)
    else:
        fits = not any(broken_claims(claims, [usual]))
    return tuple(usual) if fits else tuple(dict.fromkeys(chosen))


_MADE = {"a-2b": "a-2u", "a-3b": "a-3u", "a-4e": "a-4"}
"""By the claims of others, what is made here that keeps them."""


def _newly_broken(report: Document, made: Attached) -> Iterator[Diagnostic]:
    """The rules of claimed standards that the report keeps and the joined file doesn't."""
    for judgement in judged(made.data, made.claims):
        rules = {finding.rule: finding.message for finding in judgement.findings}
        if not rules:
            continue
        before = judged(report.data, [judgement.standard])[0]
        for rule in sorted(set(rules) - {finding.rule for finding in before.findings}):
            yield joined.LOST_IN_JOINING(
                f"the joined file breaks {title_of(judgement.standard)} {rule}: {rules[rule]}",
                hint="`--drop-claims` does not mend this; report the case",
            )


def _spots(report: Document, briefs: Sequence[Document]) -> Iterator[Spot]:
    """Where the report names a brief, or the paper that the brief is about."""
    from publish.mentions.subjects import named_in

    names = {str(index): (brief.title, *brief.names) for index, brief in enumerate(briefs)}
    try:
        with pdftext.pages_of(report.data, report.password) as pages:
            for number, page in enumerate(pages):
                for found in named_in(page.text, names):
                    where = page.rectangles(found.start, found.end)
                    yield Spot(int(found.key), number, where, page.mark(found.start))
    except pdftext.Unreadable:
        return  # what is wrong with the report is told by who opens it
