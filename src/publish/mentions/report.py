"""Mentions to diagnostics: what was found but not cited, and why."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import men
from publish.mentions.normalise import folded
from publish.model.decision import Decision, Decisions
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.passages import passages


def decision_diagnostics(
    decisions: Decisions, stale: Iterable[Decision], keyless: Iterable[Decision]
) -> Iterator[Diagnostic]:
    """Decisions that nothing came of, at their places in their file."""
    if decisions.source is None:
        return
    for item in stale:
        yield men.STALE_DECISION.at(
            decisions.source,
            item.place,
            f"the words `{item.context.words}` no longer stand there in entry `{item.entry}`",
            "take it out, or decide again: `publish mentions --review`",
        )
    for item in keyless:
        yield men.DECISION_WITHOUT_RECORD.at(
            decisions.source,
            item.place,
            f"`{item.context.words}` was decided to be `{item.key}`, which has no record",
            "add the record to a file in bibliography/, or decide again",
        )


def homeless(decisions: Decisions, entries: Container[str]) -> Iterator[Diagnostic]:
    """Decisions about entries that aren't there."""
    for item in decisions:
        if item.entry not in entries and decisions.source is not None:
            yield men.STALE_DECISION.at(
                decisions.source,
                item.place,
                f"there is no entry `{item.entry}` for the decision about `{item.context.words}`",
                "name the entry by its id, or take the decision out",
            )


def mention_diagnostics(entry: Entry, mentions: Iterable[Mention]) -> Iterator[Diagnostic]:
    """Doubtful and unmatched mentions, and names under ``papers`` that never occur."""
    for mention in mentions:
        excerpt = entry.source.line(mention.place.line or 0)
        if mention.status == "doubtful":
            keys = " or ".join(f"`{key}`" for key in mention.candidates)
            yield men.DOUBTFUL_MENTION(
                f"`{mention.text}` may name {keys}: {mention.reason}",
                mention.place,
                "`publish mentions --review` asks and remembers; or cite it as `[@key]`",
                excerpt=excerpt,
            )
        elif mention.status == "unmatched":
            yield men.UNMATCHED_MENTION(
                f"`{mention.text}` looks like a paper that has no record: {mention.reason}",
                mention.place,
                "add its record to a file in bibliography/",
                excerpt=excerpt,
            )
    yield from _unused(entry)


def _unused(entry: Entry) -> Iterator[Diagnostic]:
    """Names under ``papers`` that stand nowhere in the text, links and headings included."""
    if not entry.papers:
        return
    read = [f" {folded(p.text)} " for p in passages(entry.document, located=False)]
    for paper in entry.papers:
        for name in paper.names:
            if not any(f" {folded(name)} " in text for text in read):
                yield men.UNUSED_NAME(
                    f"the text never mentions `{paper.key}` as `{name}`",
                    paper.place,
                    "correct the name, or take it out",
                    excerpt=entry.source.line(paper.place.line or 0),
                )
