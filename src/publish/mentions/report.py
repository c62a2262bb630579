"""Mentions to diagnostics: what was found but not cited, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import men
from publish.mentions.normalise import folded
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.passages import passages


def mention_diagnostics(entry: Entry, mentions: Iterable[Mention]) -> Iterator[Diagnostic]:
    """Doubtful and unmatched mentions, and names under ``papers`` that never occur."""
    for mention in mentions:
        excerpt = entry.source.line(mention.place.line or 0)
        if mention.status == "doubtful":
            keys = " or ".join(f"`{key}`" for key in mention.candidates)
            yield men.DOUBTFUL_MENTION(
                f"`{mention.text}` may name {keys}: {mention.reason}",
                mention.place,
                "cite it as `[@key]`, or give the name under `papers`, if it is that paper",
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
