"""Mentions to those that policy asks to cite: the first in a section, in the entry, every one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from publish.mentions.authorship import leads_to_authors
from publish.mentions.bylines import is_byline
from publish.mentions.placement import Manner
from publish.model.mention import Mention
from publish.model.passages import Passage
from publish.model.settings import MentionPolicy


def chosen(
    texts: Sequence[Passage], found: Mapping[int, Sequence[Mention]], manner: Manner
) -> Iterator[Mention]:
    """The mentions that policy asks to cite."""
    seen: set[tuple[str, str]] = set()
    for passage in texts:
        heading = passage.context == "heading" and not manner.headings
        if heading or passage.fragment.startswith("facts"):
            continue
        scope = _scope(passage, manner.policy)
        mentions_here = _without_doubles(passage.text, found.get(passage.index, ()))
        for key, named in _events(passage, mentions_here):
            first = manner.policy == "every" or (scope, key) not in seen
            if named is not None and not named.cited and first:
                yield named
            seen.add((scope, key))


def _without_doubles(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Without the names right before their own *(Kingma and Ba, 2015)* or *by Kingma and
    Ba (2015)*, where the citation goes.
    """
    for mention, behind in zip_longest(mentions, mentions[1:]):
        double = behind is not None and behind.key == mention.key and is_byline(behind)
        if not (double and leads_to_authors(text, mention.end, behind.start)):
            yield mention


def _scope(passage: Passage, policy: MentionPolicy) -> str:
    """Within what the first mention counts: notes are apart, the questions are one."""
    section = "" if policy == "first" else passage.section.partition(".")[0]
    if section == "body":
        section = passage.section
    return f"{section} note" if passage.context == "note" else section


def _events(passage: Passage, mentions: Iterable[Mention]) -> Iterator[tuple[str, Mention | None]]:
    """The keys that are mentioned, or cited by the author (None), in reading order."""
    events: list[tuple[int, str, Mention | None]] = [(m.start, m.key or "", m) for m in mentions]
    events += [(span.start, key, None) for span in passage.spans for key in span.keys]
    return ((key, mention) for _, key, mention in sorted(events, key=lambda event: event[0]))
