"""A PDF and the standards that it claims become judgements: kept, broken, or not known.

What the quick judges say (`publish.verify.looking`), veraPDF confirms and completes where it is
installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from publish.engines import pagevalidation, verapdf
from publish.engines.findings import Finding, NoAnswer, NotJudged
from publish.engines.pikepdf import Excerpt
from publish.model.frozen import Frozen, replace
from publish.verify.looking import Look, look

Verdict = Literal["kept", "broken", "kept as far as judged", "not judged"]

REFERENCE = "veraPDF"


class Judgement(Frozen):
    """What was found of one standard, by whom; ``reason`` says why not all was judged.

    ``whole`` is whether one of the judges knows all of the standard; ``silent`` are the reasons
    for which judges that might say more another time have said nothing.
    """

    standard: str
    findings: tuple[Finding, ...] = ()
    judges: tuple[str, ...] = ()
    whole: bool = False
    reason: str = ""
    silent: tuple[str, ...] = ()

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
    standards: Sequence[str],
    pieces: Iterable[Excerpt] = (),
    *,
    thorough: bool = False,
) -> list[Judgement]:
    """A judgement of each standard, in their order; of a long file, each judge is shown the
    ``pieces``, one at a time.
    """
    shown = [*pieces] or [Excerpt(data)]
    looks = [look(each, standards) for each in shown]
    return settled(lambda: shown, standards, looks, thorough=thorough)


def settled(
    pieces: Callable[[], Iterable[Excerpt]],
    standards: Iterable[str],
    looks: Sequence[Look],
    *,
    thorough: bool = False,
) -> list[Judgement]:
    """The judgement of each standard of which the quick judges have said this of the pieces.

    veraPDF is slow to start: it is asked where the others can't judge all or have
    found something, for it knows where; with ``thorough`` always.
    """
    quick = [_quick(standard, looks) for standard in standards]
    asked = [each.standard for each in quick if thorough or not each.whole or each.findings]
    return _completed(pieces, quick, [name for name in asked if name in verapdf.PROFILES])


def _quick(standard: str, looks: Sequence[Look]) -> Judgement:
    """What page-validation and our own rules have to say; of each rule once."""
    findings: dict[tuple[str, str, str], Finding] = {}
    judges: dict[str, None] = {}
    unable: dict[str, str] = {}
    silent: dict[str, None] = {}
    for each in looks:
        for answer in (a for a in each.answers if a.standard == standard):
            judge = answer.judge
            judges[judge] = None
            if answer.reason:
                unable[judge] = answer.reason
            if answer.passing:
                silent[answer.reason] = None
            for finding in answer.findings:
                here = finding if len(looks) == 1 else _in_whole(finding, each.first)
                findings.setdefault((judge, finding.rule, finding.message), here)
    whole = standard in pagevalidation.PROFILES and not unable
    reasons = "; ".join(dict.fromkeys(unable.values()))
    reason = reasons if standard in verapdf.PROFILES else "no judge here knows it"
    able = tuple(judge for judge in judges if judge not in unable)
    return Judgement(standard, tuple(findings.values()), able, whole, reason, tuple(silent))


def _in_whole(finding: Finding, first: int) -> Finding:
    """A finding in an excerpt, whose objects have numbers of its own, as one in the file, where its
    first page is ``first``.
    """
    page = None if finding.page is None else first + finding.page
    return replace(finding, obj=None, page=page)


def _completed(
    pieces: Callable[[], Iterable[Excerpt]], quick: list[Judgement], asked: Sequence[str]
) -> list[Judgement]:
    """The judgements with what veraPDF has to say of the standards ``asked``."""
    if not asked:
        return quick
    told: dict[tuple[str, str, str], Finding] = {}
    try:
        for piece in pieces():
            for each in verapdf.findings(piece.data, asked):
                here = _in_whole(each, piece.first) if piece.is_part else each
                told.setdefault((each.standard, each.rule, each.message), here)
    except NotJudged as reason:
        return [each if each.whole else _doubted(each, reason) for each in quick]
    found = told.values()
    return [
        _joined(each, [f for f in found if f.standard == each.standard])
        if each.standard in asked
        else each
        for each in quick
    ]


def _doubted(judgement: Judgement, why: NotJudged) -> Judgement:
    reason = "; ".join(filter(None, (judgement.reason, str(why))))
    silent = (*judgement.silent, *([str(why)] if isinstance(why, NoAnswer) else ()))
    return replace(judgement, reason=reason, silent=silent)


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
