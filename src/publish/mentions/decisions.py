"""Mentions and what was decided about them to mentions as they then stand.

A decision is found again by its words and the words around them, so that an edit
elsewhere in the entry doesn't lose it. Where the sentence itself has changed a
little, it still holds if its words stand only once in their section.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from publish.mentions.normalise import folded, tokens
from publish.mentions.reading import Reading, readings
from publish.mentions.sentences import sentence, sentence_starts
from publish.model.decision import Context, Decision
from publish.model.frozen import Frozen, replace
from publish.model.mention import Mention
from publish.model.passages import OBJECT, Passage
from publish.model.reference import Bibliography

_AROUND = 10
"""How many words before and behind the decided ones are kept."""
_ALIKE = 0.5
"""How much of a changed sentence must be the same."""
_YEAR_AT_END = re.compile(r"\d{4}[a-z]?[)\]]?\Z")
_LEFT_OUT = re.compile(rf"\s*{OBJECT}")


class Site(Frozen):
    """A stretch of a passage that a decision may be about."""

    passage: Passage
    start: int
    end: int
    context: Context


class Settled(Frozen):
    """Mentions after the decisions, and the decisions that nothing came of."""

    mentions: tuple[Mention, ...]
    stale: tuple[Decision, ...] = ()
    keyless: tuple[Decision, ...] = ()


def settled(
    mentions: Sequence[Mention],
    decisions: Sequence[Decision],
    texts: Sequence[Passage],
    bibliography: Bibliography,
) -> Settled:
    """The mentions of one entry with its decisions carried out.

    What was decided upon takes the place of all that was found in the same words; it
    counts even where nothing was found.
    """
    if not decisions:
        return Settled(tuple(mentions))
    headings = _headings(texts)
    found = dict(_found(decisions, texts, headings))
    written = {key for passage in texts for span in passage.spans for key in span.keys}
    stale = tuple(d for d in decisions if d not in found and not _is_written(d, written))
    keyless = tuple(d for d in found if d.key is not None and d.key not in bibliography)
    read = {reading.passage.index: reading for reading in readings(texts, headings=True)}
    made = [
        _with_candidates(
            _decided(decision, site, bibliography, read.get(site.passage.index)), mentions
        )
        for decision, site in found.items()
        if decision not in keyless
    ]
    kept = [m for m in mentions if not any(_overlap(m, new) for new in made)]
    ordered = sorted([*kept, *made], key=lambda m: (m.passage, m.start, m.end))
    return Settled(tuple(ordered), stale, keyless)


def _is_written(decision: Decision, written: Container[str]) -> bool:
    """Whether the words have given way to the citation that was decided upon, as the year
    of *Smith (2010)* does when its key is written.
    """
    return decision.key in written and _YEAR_AT_END.search(decision.context.words) is not None


def context_of(mention: Mention, texts: Sequence[Passage], *, whole: bool = False) -> Context:
    """What a decision about a mention keeps of the text around it; the ``whole`` sentence
    is for who decides.
    """
    passage, headings = texts[mention.passage], _headings(texts)
    return _context(passage, mention.start, mention.end, headings, whole=whole)


def _decided(
    decision: Decision, site: Site, bibliography: Bibliography, reading: Reading | None
) -> Mention:
    reference = bibliography.get(decision.key) if decision.key else None
    beside = reading.cited(site.start) if reading else frozenset()
    place = f"{decision.place.path}:{decision.place.line}"
    return Mention(
        status="sure" if reference else "rejected",
        key=reference.key if reference else None,
        text=site.passage.text[site.start : site.end],
        place=site.passage.place(site.start, site.end),
        reason=f"decided in {place}",
        passage=site.passage.index,
        start=site.start,
        end=site.end,
        cited=reference is not None and reference in map(bibliography.get, beside),
    )


def _with_candidates(made: Mention, found: Iterable[Mention]) -> Mention:
    """The same, with what else the words might have named, should it be decided again."""
    there = (m.candidates or ((m.key,) if m.key else ()) for m in found if _overlap(m, made))
    return replace(made, candidates=tuple(dict.fromkeys(chain.from_iterable(there))))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.passage == other.passage and one.start < other.end and other.start < one.end


# -- finding a decision's words again --------------------------------------------


def _found(
    decisions: Sequence[Decision], texts: Sequence[Passage], headings: dict[tuple[str, str], str]
) -> Iterator[tuple[Decision, Site]]:
    """Each decision whose words stand in the text, with the place where they do."""
    sites = {words: list(_sites(words, texts, headings)) for words in _words(decisions)}
    taken: set[tuple[int, int]] = set()
    left: list[Decision] = []
    for decision in decisions:
        site = _same(decision, sites[folded(decision.context.words)])
        if site is None:
            left.append(decision)
        else:
            taken.add((site.passage.index, site.start))
            yield decision, _whole(site, decision.context.words)
    for decision in left:
        free = [
            site
            for site in sites[folded(decision.context.words)]
            if site.context.section == decision.context.section
            and (site.passage.index, site.start) not in taken
        ]
        if len(free) == 1 and _likeness(decision.context, free[0].context) >= _ALIKE:
            taken.add((free[0].passage.index, free[0].start))
            yield decision, _whole(free[0], decision.context.words)


def _whole(site: Site, words: str) -> Site:
    """The site with the marks with which the words end: the bracket of *Smith (2010)*."""
    tail = words[max((token.end for token in tokens(words)), default=0) :]
    held = site.passage.text.startswith(tail, site.end)
    return replace(site, end=site.end + len(tail) * held)


def _words(decisions: Iterable[Decision]) -> frozenset[str]:
    return frozenset(folded(decision.context.words) for decision in decisions)


def _sites(
    words: str, texts: Iterable[Passage], headings: dict[tuple[str, str], str]
) -> Iterator[Site]:
    """Every place where these folded words stand."""
    length = words.count(" ") + 1
    for passage in texts:
        row = tokens(passage.text)
        for at in range(len(row) - length + 1):
            if words and " ".join(t.word for t in row[at : at + length]) == words:
                start, end = row[at].start, row[at + length - 1].end
                yield Site(passage, start, end, _context(passage, start, end, headings))


def _same(decision: Decision, sites: Iterable[Site]) -> Site | None:
    """The place with the very same words around it; better in the same section."""
    around = _around(decision.context)
    same = [site for site in sites if _around(site.context) == around]
    here = [site for site in same if site.context.section == decision.context.section]
    return next(iter(here or same), None)


def _around(context: Context) -> tuple[str, str]:
    return folded(context.before), folded(context.behind)


def _likeness(one: Context, other: Context) -> float:
    """How much of two sentences is the same, 0 to 1, by their folded words."""
    left, right = (folded(f"{c.before} {c.words} {c.behind}").split() for c in (one, other))
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


# -- context ----------------------------------------------------------------------


def _context(
    passage: Passage,
    start: int,
    end: int,
    headings: dict[tuple[str, str], str],
    *,
    whole: bool = False,
) -> Context:
    starts = sentence_starts(passage.text)
    begin, stop = sentence(starts, start, len(passage.text))
    before = [t.start for t in tokens(passage.text[begin:start])][-_AROUND:]
    behind = [t.end for t in tokens(passage.text[end:stop])][:_AROUND]
    left = begin + before[0] if len(before) == _AROUND and not whole else begin
    right = end + behind[-1] if len(behind) == _AROUND and not whole else stop
    return Context(
        section=headings.get((passage.fragment, passage.section), ""),
        before=_plain(passage.text[left:start]).lstrip(),
        words=_plain(passage.text[start:end]),
        behind=_plain(passage.text[end:right]).rstrip(),
    )


def _plain(text: str) -> str:
    """Words alone: citations come and go, and what was decided stays."""
    return re.sub(r"\s+", " ", _LEFT_OUT.sub("", text)).replace("**", "*")


def _headings(texts: Iterable[Passage]) -> dict[tuple[str, str], str]:
    """What each section is called: by its heading, or by the header's field."""
    found: dict[tuple[str, str], str] = {}
    for passage in texts:
        here = (passage.fragment, passage.section)
        if passage.fragment != "body":
            found.setdefault(here, passage.fragment.partition(".")[0])
        elif passage.context == "heading":
            found.setdefault(here, _plain(passage.text).strip())
    return found
