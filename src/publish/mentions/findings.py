"""What was found in the words of a text; of findings that overlap, the longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publish.mentions.reading import Reading
from publish.mentions.verdicts import Verdict
from publish.model.frozen import Frozen


class Finding(Frozen):
    """Characters of a reading and what they are taken for."""

    reading: Reading
    start: int
    end: int
    verdict: Verdict

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The longest comes first; what is neither sure nor a whole name, last."""
        weak = self.verdict.standing != "sure" and not self.verdict.kind.whole
        return weak, self.start - self.end, self.verdict.kind

    def hides(self, other: Finding) -> bool:
        """Whether the other one overlaps; what isn't a paper hides nothing longer."""
        if not (self.start < other.end and other.start < self.end):
            return False
        shorter = other.end - other.start <= self.end - self.start
        return self.verdict.standing != "blocked" or shorter


def longest(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings that overlap, the longest; those that only block are then dropped."""
    kept: list[Finding] = []
    taken: dict[int, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.rank):
        if finding.verdict.standing == "nothing":
            continue
        others = taken.setdefault(finding.reading.passage.index, [])
        if not any(other.hides(finding) for other in others):
            others.append(finding)
            kept.append(finding)
    return [finding for finding in kept if finding.verdict.standing != "blocked"]


def without_echoes(chosen: Sequence[Finding]) -> list[Finding]:
    """Without first words of titles in small letters where a surer name of the same
    paper stands in the same sentence: there they mean the matter, not the paper.
    """
    surer = {_sentence_key(f) for f in chosen if f.verdict.kind.whole}
    return [
        f
        for f in chosen
        if f.verdict.kind.whole
        or _sentence_key(f) not in surer
        or not f.reading.text[f.start : f.end].islower()
    ]


def _sentence_key(finding: Finding) -> tuple[int, int, str | None]:
    begin, _ = finding.reading.sentence(finding.start)
    return finding.reading.passage.index, begin, finding.verdict.key
