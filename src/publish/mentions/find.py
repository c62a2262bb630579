"""An entry's text to its mentions: candidates, verdicts, and the longest of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publish.mentions.candidates import Candidate, candidates, candidates_in, pinned_names
from publish.mentions.findings import Finding, longest, without_echoes
from publish.mentions.index import NameIndex, build_index
from publish.mentions.judge import judge, weigh
from publish.mentions.knowledge import Knowledge
from publish.mentions.names import Name, NameKind, named
from publish.mentions.normalise import phrase, tokens
from publish.mentions.phrases import phrases
from publish.mentions.reading import Reading, readings
from publish.mentions.taught import short_form
from publish.mentions.unnamed import by_author_year, by_identifier, unmatched_findings
from publish.mentions.verdicts import Verdict
from publish.mentions.weighing import weighed
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.mention import Mention
from publish.model.passages import Passage
from publish.model.passages import passages as passages_of
from publish.model.reference import Bibliography

_ROUNDS = 4
"""How often verdicts may lift one another: what is sure speaks for what is not yet."""


_SOMEWHERE = frozenset({(-1, -1)})
"""Where a paper is named of which it is only known that it is."""


def find_mentions(
    entry: Entry,
    bibliography: Bibliography,
    passages: Sequence[Passage] | None = None,
    index: NameIndex | None = None,
    *,
    headings: bool = False,
    own_subject: bool = True,
    decided: Iterable[str] = (),
) -> tuple[Mention, ...]:
    """The mentions of papers in an entry's text, in reading order.

    ``passages`` are those of ``entry.document``, ``index`` that of ``bibliography``;
    both are made where they aren't given. ``headings`` are looked at only if asked
    for; without ``own_subject``, the paper that the entry is about isn't reported.
    ``decided`` are keys that somebody has decided to be named somewhere in the text.
    """
    if passages is None:
        passages = passages_of(entry.document)
    index = build_index(bibliography) if index is None else index
    texts = readings(passages, headings)
    cited = {key for passage in passages for span in passage.spans for key in span.keys}
    known = Knowledge(entry, bibliography, records=index.records, glances=index.glances)
    known.cited = frozenset(known.main(key) for key in cited if key in bibliography)
    known.named = {known.main(key): _SOMEWHERE for key in decided if key in bibliography}
    chosen = _settled(texts, index, known)
    chosen += unmatched_findings(texts, chosen)
    mentions = [_mention(finding, known) for finding in chosen]
    mentions = [m for m in mentions if not (m.cited and m.status == "doubtful")]
    if not own_subject:
        mentions = [m for m in mentions if not (m.key and known.is_subject(known.record(m.key)))]
    return tuple(sorted(mentions, key=lambda m: (m.passage, m.start, m.end)))


# -- verdicts -----------------------------------------------------------------


def _settled(texts: Sequence[Reading], index: NameIndex, known: Knowledge) -> list[Finding]:
    """What is found, once what is surely named no longer tells anything of the rest.

    A paper that is surely named counts as one that is cited, as it will be: so nothing
    changes when its key is written into the text.
    """
    listed = weighed(list(candidates(texts, index, pinned_names(known))), known)
    chosen: list[Finding] = []
    for _ in range(_ROUNDS):
        listed = _judged(listed, known)
        judged = [*listed, *_taught(listed, texts, known)]
        findings = [Finding(c.reading, c.start, c.end, c.verdict) for c in judged if c.verdict]
        findings += by_identifier(texts, index.identifiers, known)
        findings += by_author_year(texts, index, known)
        chosen = without_echoes(longest(findings))
        before = {*known.named, *known.cited}
        known.named = {**known.named, **_named(chosen)}
        if not (new := known.named.keys() - before):
            break
        listed = [
            _opened_again(c, known) if any(name.key in new for name in c.names) else c
            for c in listed
        ]
    return chosen


def _named(chosen: Iterable[Finding]) -> dict[str, frozenset[tuple[int, int]]]:
    """Where each key is surely named."""
    named: dict[str, frozenset[tuple[int, int]]] = {}
    for finding in chosen:
        if finding.verdict.standing == "sure" and finding.verdict.key:
            here = (finding.reading.passage.index, finding.start)
            named[finding.verdict.key] = named.get(finding.verdict.key, frozenset()) | {here}
    return named


def _judged(candidates: Iterable[Candidate], known: Knowledge) -> list[Candidate]:
    """The candidates with their verdicts, once what is sure no longer changes, by which the
    others are judged.
    """
    judged = list(candidates)
    for _ in range(_ROUNDS):
        judged = [_decided(candidate, known) for candidate in judged]
        sure = [c for c in judged if c.verdict and c.verdict.standing == "sure"]
        settled = frozenset(c.key for c in sure if c.verdict and c.verdict.settled)
        found, by_passage = _places(sure), _by_passage(sure)
        known.called = _words(sure)
        if (settled, found, by_passage) == (known.settled, known.found, known.sure):
            break
        known.settled, known.found, known.sure = settled, found, by_passage
    return judged


def _opened_again(candidate: Candidate, known: Knowledge) -> Candidate:
    """A candidate as it stood before the verdict, by what is known of its records by now."""
    weights = candidate.weights
    if weights is None:
        weights = weigh(candidate.names, candidate.reading, candidate.row, known)
    return replace(candidate, weights=weights, verdict=None)


def _decided(candidate: Candidate, known: Knowledge) -> Candidate:
    weights, verdict = candidate.weights, candidate.verdict
    if weights is None or (verdict is not None and verdict.final):
        return candidate
    verdict = weights if isinstance(weights, Verdict) else weights.verdict(known)
    return Candidate(candidate.reading, candidate.row, candidate.names, weights, verdict)


def _places(sure: Iterable[Candidate]) -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, frozenset[tuple[int, int]]] = {}
    for candidate in sure:
        here = (candidate.reading.passage.index, candidate.start)
        found[candidate.key] = found.get(candidate.key, frozenset()) | {here}
    return found


def _words(sure: Iterable[Candidate]) -> dict[str, frozenset[str]]:
    called: dict[str, frozenset[str]] = {}
    for candidate in sure:
        words = candidate.reading.text[candidate.row[0].start : candidate.row[-1].end]
        called[candidate.key] = called.get(candidate.key, frozenset()) | {words}
    return called


def _by_passage(sure: Iterable[Candidate]) -> dict[int, list[tuple[int, int, str]]]:
    found: dict[int, list[tuple[int, int, str]]] = {}
    for candidate in sure:
        spans = found.setdefault(candidate.reading.passage.index, [])
        spans.append((candidate.start, candidate.end, candidate.key))
    return found


def _taught(
    judged: Sequence[Candidate], texts: Sequence[Reading], known: Knowledge
) -> list[Candidate]:
    """The mentions by short forms, each from the place on where the text teaches it."""
    lessons: dict[str, tuple[tuple[int, int], Name]] = {}
    for candidate in judged:
        verdict = candidate.verdict
        if verdict is None or verdict.standing != "sure" or verdict.key is None:
            continue
        if short := short_form(candidate.reading.text, candidate.row):
            name = named(verdict.key, NameKind.TAUGHT, short.text)
            since = (candidate.reading.passage.index, short.start)
            lessons.setdefault(phrase(tokens(short.text)), (since, name))
    book = phrases((words, name) for words, (_, name) in lessons.items())
    since_of = {name.text: since for since, name in lessons.values()}
    found = []
    for reading in texts:
        for candidate in candidates_in(reading, (book,)):
            name = candidate.names[0]
            if (reading.passage.index, candidate.start) >= since_of[name.text]:
                verdict = judge(candidate.names, reading, candidate.row, known)
                found.append(replace(candidate, verdict=verdict))
    return found


# -- mentions -----------------------------------------------------------------


def _mention(finding: Finding, known: Knowledge) -> Mention:
    reading, verdict = finding.reading, finding.verdict
    sure = verdict.standing == "sure"
    cited = {known.main(key) for key in reading.cited(finding.start)}
    return Mention(
        status="sure" if sure else "doubtful" if verdict.candidates else "unmatched",
        key=verdict.key if sure else None,
        text=reading.text[finding.start : finding.end],
        place=reading.passage.place(finding.start, finding.end),
        reason=verdict.reason,
        passage=reading.passage.index,
        start=finding.start,
        end=finding.end,
        candidates=verdict.candidates,
        cited=not cited.isdisjoint({verdict.key, *verdict.candidates}),
    )
