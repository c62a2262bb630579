"""Which records the entries cite, and where each does so first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from publish.checks.citations import key_place
from publish.model.entry import Entry
from publish.model.frozen import Frozen
from publish.model.gist import gist
from publish.model.mention import Mention
from publish.model.passages import passages
from publish.model.place import Place
from publish.model.publication import Project
from publish.model.reference import Bibliography


class Usage(Frozen):
    """``by_entry``: the keys of the records that each entry cites, in its text, its
    header or by mentioning them; ``mentions`` are those of each entry.
    """

    by_entry: Mapping[str, frozenset[str]]
    mentions: Mapping[str, Sequence[Mention]]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset().union(*self.by_entry.values())


def usage(project: Project, mentions: Mapping[str, Sequence[Mention]]) -> Usage:
    """What the entries cite whose ``mentions`` are given."""
    written = {
        entry_id: _keys(project.entry(entry_id), named) for entry_id, named in mentions.items()
    }
    every = frozenset().union(*written.values())
    own = {each: key for each in every if (key := _own_key(project.bibliography, each))}
    known = own.keys()
    cited = {
        entry_id: frozenset(map(own.__getitem__, known & keys))
        for entry_id, keys in written.items()
    }
    return Usage(cited, mentions)


def _keys(entry: Entry, mentions: Iterable[Mention]) -> set[str]:
    """All keys that an entry gives, and those of the papers that it mentions."""
    keys = {*gist(entry.document).cited, *entry.nocite}
    keys.update(fact.source for fact in entry.facts if fact.source)
    keys.update(paper.key for paper in entry.papers)
    keys.update(mention.key for mention in mentions if mention.key)
    return keys


def _own_key(bibliography: Bibliography, key: str) -> str | None:
    """The key of the record itself, where ``key`` is an alias; None where there is none."""
    found = bibliography.get(key)
    return found.key if found else None


def first_place(entry: Entry, names: frozenset[str], mentions: Sequence[Mention]) -> Place:
    """Where an entry first cites one of ``names``, a record's key and aliases."""
    for passage in passages(entry.document):
        for span in passage.spans if passage.source is not None else ():
            if span.kind == "citation":
                for index, key in enumerate(span.keys):
                    if key in names:
                        return key_place(passage, span, index)
    for paper in entry.papers:
        if paper.key in names:
            return paper.place
    for index, fact in enumerate(entry.facts):
        if fact.source in names:
            return entry.place(f"facts.{index}.source")
    named = (mention.place for mention in mentions if mention.key in names)
    return next(named, entry.place("nocite"))
