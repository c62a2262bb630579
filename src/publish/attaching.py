"""The recipe of attaching: report and briefs to one file that keeps what it claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.attach.attachment import attach
from publish.attach.links import Spot
from publish.attach.manner import Attached, Manner
from publish.attach.opening import Document
from publish.diagnostics.core import Collector, Diagnostic, Result, has_errors
from publish.diagnostics.rules import joined
from publish.engines import pdftext
from publish.verify.claims import claims_in, title_of
from publish.verify.judgement import judged
from publish.writers.pdf.sheets import SheetWriter

__all__ = ["Attached", "Document", "Manner", "attach_verified"]


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
