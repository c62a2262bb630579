"""A PDF and the standards that it claims become judgements: kept, broken, or not known.

page-validation judges PDF/A-1 to A-3 and PDF/UA-1, in milliseconds. Of what builds on
PDF 2.0 it judges what has stayed, `publish.engines.pikepdf.breaches` what is new, and
veraPDF all, where it is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from publish.engines import pagevalidation, verapdf
from publish.engines.findings import Finding, NotJudged
from publish.engines.pikepdf import Excerpt, breaches

Verdict = Literal["kept", "broken", "kept as far as judged", "not judged"]

Judge = Callable[[bytes, str], list[Finding]]

OUR_NAME, ENGINE, REFERENCE = "publish", "page-validation", "veraPDF"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of one standard, by whom; ``reason`` says why not all was judged.

    ``whole`` is whether one of the judges knows all of the standard.
    """

    standard: str
    findings: tuple[Finding, ...] = ()
    judges: tuple[str, ...] = ()
    whole: bool = False
    reason: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a judge that knows the standard."""
        return self.standard in verapdf.PROFILES

    @property
    def verdict(self) -> Verdict:
        if self.findings:
            return "broken"
        if not self.judges:
            return "not judged"
        return "kept" if self.whole else "kept as far as judged"


def judged(
    data: bytes,
    standards: Iterable[str],
    pieces: Sequence[Excerpt] = (),
    *,
    thorough: bool = False,
) -> list[Judgement]:
    """A judgement of each standard, in their order; of a long file, each judge is shown the
    ``pieces``, one at a time.

    veraPDF is slow to start: it is asked where the others can't judge all or have
    found something, for it knows where; with ``thorough`` always.
    """
    shown = pieces or [Excerpt(data)]
    with ThreadPoolExecutor(1 if len(shown) > 1 else None) as threads:
        quick = list(threads.map(partial(_quick, shown), standards))
    asked = [each.standard for each in quick if thorough or not each.whole or each.findings]
    return _completed(shown, quick, [name for name in asked if name in verapdf.PROFILES])


def _quick(pieces: Sequence[Excerpt], standard: str) -> Judgement:
    """What page-validation and our own rules have to say; of each rule once."""
    findings: list[Finding] = []
    judges: list[str] = []
    reasons: dict[str, None] = {}
    for name, ask in _quick_judges(standard):
        try:
            findings += _found(pieces, partial(_by, ask, standard))
            judges.append(name)
        except NotJudged as error:
            reasons[str(error)] = None
    whole = standard in pagevalidation.PROFILES and not reasons
    reason = "; ".join(reasons) if standard in verapdf.PROFILES else "no judge here knows it"
    return Judgement(standard, tuple(findings), tuple(judges), whole, reason)


def _by(judge: Judge, standard: str, data: bytes) -> list[Finding]:
    return judge(data, standard)


def _found(
    pieces: Sequence[Excerpt], ask: Callable[[bytes], Iterable[Finding]]
) -> Iterator[Finding]:
    """What a judge finds in the pieces, one after another; of each rule once."""
    told = set()
    for piece in pieces:
        for each in ask(piece.data):
            if (kind := (each.standard, each.rule, each.message)) not in told:
                told.add(kind)
                yield each if len(pieces) == 1 else _in_whole(each, piece)


def _in_whole(finding: Finding, piece: Excerpt) -> Finding:
    """A finding in an excerpt, whose objects have numbers of its own, as one in the file."""
    page = None if finding.page is None else piece.first + finding.page
    return replace(finding, obj=None, page=page)


def _quick_judges(standard: str) -> Iterator[tuple[str, Judge]]:
    if standard in pagevalidation.PROFILES or standard in pagevalidation.RELATED:
        yield ENGINE, pagevalidation.findings
    if standard in pagevalidation.RELATED:
        yield OUR_NAME, breaches


def _completed(
    pieces: Sequence[Excerpt], quick: list[Judgement], asked: Sequence[str]
) -> list[Judgement]:
    """The judgements with what veraPDF has to say of the standards ``asked``."""
    if not asked:
        return quick
    try:
        found = [*_found(pieces, lambda data: verapdf.findings(data, asked))]
    except NotJudged as reason:
        return [each if each.whole else _doubted(each, str(reason)) for each in quick]
    return [
        _joined(each, [f for f in found if f.standard == each.standard])
        if each.standard in asked
        else each
        for each in quick
    ]


def _doubted(judgement: Judgement, reason: str) -> Judgement:
    return replace(judgement, reason="; ".join(filter(None, (judgement.reason, reason))))


def _joined(judgement: Judgement, found: Sequence[Finding]) -> Judgement:
    """veraPDF's findings, and of the others those of which it doesn't name the clause."""
    clauses = {_clause(each) for each in found}
    more = [each for each in judgement.findings if _clause(each) not in clauses]
    findings = tuple(dict.fromkeys((*found, *more)))
    judges = (*judgement.judges, REFERENCE)
    return Judgement(judgement.standard, findings, judges, whole=True)


def _clause(finding: Finding) -> str:
    """``7.3`` of ``7.3-1`` and of ``7.3 PDFUA1-FIGURE-…``."""
    return finding.rule.partition(" ")[0].partition("-")[0]
