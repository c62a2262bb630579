"""Candidates to those that may be names, with what they weigh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publish.mentions.candidates import Candidate
from publish.mentions.dress import shows_marks
from publish.mentions.judge import Weights, weigh
from publish.mentions.knowledge import Knowledge
from publish.mentions.names import MADE_UP, is_marked
from publish.mentions.words import DETERMINERS


def weighed(listed: Sequence[Candidate], known: Knowledge) -> list[Candidate]:
    """The candidates with what they weigh, without those that stand inside another one
    which is a paper's name in any case. What nothing can make a name isn't weighed.
    """
    kept: dict[int, Candidate] = {}
    assured: dict[int, list[Candidate]] = {}
    for at in sorted(range(len(listed)), key=lambda at: listed[at].start - listed[at].end):
        candidate = listed[at]
        longer = assured.setdefault(candidate.reading.passage.index, [])
        if any(c.start <= candidate.start and candidate.end <= c.end for c in longer):
            continue
        if _has_article(candidate, listed):
            continue
        kept[at] = candidate
        if _may_name(candidate, known):
            weights = weigh(candidate.names, candidate.reading, candidate.row, known)
            kept[at] = Candidate(candidate.reading, candidate.row, candidate.names, weights)
            if isinstance(weights, Weights) and weights.assured:
                longer.append(candidate)
    return [kept[at] for at in sorted(kept)]


def _has_article(candidate: Candidate, listed: Iterable[Candidate]) -> bool:
    """Whether words are an article and another paper's name as that one is spelt: *the
    GloVe* is no *The Glove*.
    """
    row = candidate.row
    if len(row) != 2 or row[0].word not in DETERMINERS or not is_marked(row[1].raw):
        return False
    if any(name.marked for name in candidate.names):
        return False
    bare = (c for c in listed if c.reading is candidate.reading and c.row == row[1:])
    return any(n.marked and shows_marks(c.row, n) for c in bare for n in c.names)


def _may_name(candidate: Candidate, known: Knowledge) -> bool:
    """Whether words may name a paper: of mere beginnings of titles, and of made-up words that
    show it, only what something in the entry tells of; in a large bibliography, everybody's
    words are such beginnings.
    """
    said = candidate.reading.said(candidate.start)
    for name in candidate.names:
        if name.kind.whole:
            return True
        shown = name.kind not in MADE_UP or shows_marks(candidate.row, name)
        if shown and known.may_be_tied(name.key, said):
            return True
    return False
