"""A collection of the settings, and the project's entries → what the book holds, in its order.

Entries are chosen by list, pattern, tag, kind or query, and sorted as they are given, by date,
or by name, as the language of the collection sorts names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from publish.diagnostics.core import Diagnostic, Rule
from publish.diagnostics.rules import cfg, col
from publish.diagnostics.suggest import did_you_mean
from publish.model.collection import MATTER, Collection, Selection
from publish.model.direction import may_be_vertical
from publish.model.entry import Entry
from publish.model.frozen import Frozen
from publish.model.place import Place
from publish.model.publication import DivisionKind, Project
from publish.model.query import matches
from publish.model.settings import Settings

Sorted = Callable[[Sequence[str], str], Sequence[int]]
"""Texts and a language → the numbers of the texts in that language's order."""

_GLOB = frozenset("*?[")


class Shelf(Frozen):
    """A run of entries in a collection, by their ids."""

    kind: DivisionKind
    entries: tuple[str, ...]
    title: str = ""
    introduction: str | None = None

    @property
    def ids(self) -> Iterator[str]:
        """All entries in reading order, the introduction first."""
        if self.introduction:
            yield self.introduction
        yield from self.entries


class Arrangement(Frozen):
    """What a collection holds, and what is wrong with how it was asked for.

    ``unread`` are the ids of entries that couldn't be read and may belong to it.
    """

    collection: Collection
    shelves: tuple[Shelf, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Everything in the book, in reading order."""
        return tuple(each for shelf in self.shelves for each in shelf.ids)

    @property
    def entries(self) -> tuple[str, ...]:
        """Its entries without its own texts."""
        shelves = (shelf for shelf in self.shelves if shelf.kind in ("body", "part"))
        return tuple(each for shelf in shelves for each in shelf.entries)


def language_of(collection: Collection, project: Project) -> str:
    """The collection's language: its own, the project's, or that of the first entry."""
    first = next((entry.lang for entry in project.entries.values()), "und")
    return collection.lang or project.settings.lang or first


def formats_of(
    collection: Collection, settings: Settings, asked: Sequence[str] = ()
) -> tuple[str, ...]:
    """The formats that a collection is made in, where these are ``asked`` for."""
    own = collection.formats or settings.formats
    return tuple(name for name in asked or own if name in own)


def arrange(project: Project, collection: Collection, sort: Sorted) -> Arrangement:
    """The entries of ``collection`` in their order. An entry that can't be found is told, and
    left out.
    """
    return _Arranging(project, collection, sort).arrangement()


@dataclass(slots=True)
class _Arranging:
    project: Project
    collection: Collection
    sort: Sorted
    found: list[Diagnostic] = field(default_factory=list)
    stands: dict[str, str] = field(default_factory=dict)
    """Where entries stand, in words."""
    placed: set[str] = field(default_factory=set)
    """The collection's own texts that have their place."""

    def arrangement(self) -> Arrangement:
        collection = self.collection
        if collection.id in self.project.entries:
            message = f"an entry has the id `{collection.id}`, too"
            self.tell(col.TAKEN_ID, message, "", "give one of the two another id")
        self.direction()
        for setting, name in collection.matter:
            self.known(name, setting)
            if name in self.stands:
                self.told_twice(name, setting)
            where = setting.partition(".")[0]
            self.stands.setdefault(name, "a part" if where == "parts" else f"`{where}`")
        taken = set(self.stands)
        if not collection.parts:
            self.named_twice(collection.selection, "", "`entries`")
        chosen = [e for e in self.chosen(collection.selection) if e not in taken]
        if not chosen:
            hint = "`publish list` shows the entries, with their kinds and tags"
            message = f"no entry is what the collection `{collection.id}` asks for"
            self.tell(col.EMPTY_COLLECTION, message, "", hint)
        front = self.there(collection.front)
        body = [*self.parts(chosen)] if collection.parts else [self.body(chosen)]
        back = self.there(collection.back)
        shelves = [Shelf("front", front), *body, Shelf("back", back)]
        kept = tuple(shelf for shelf in shelves if any(shelf.ids))
        return Arrangement(collection, kept, tuple(self.found), tuple(self.unread()))

    def direction(self) -> None:
        lang = language_of(self.collection, self.project)
        if self.collection.writing == "vertical" and not may_be_vertical(lang):
            message = f"`{lang}`, the language of `{self.collection.id}`, isn't written in columns"
            hint = "Chinese, Japanese, Korean and Mongolian are: say `lang`, or leave `writing` out"
            self.tell(cfg.WRONG_SETTING, message, "writing", hint)

    def body(self, chosen: Sequence[str]) -> Shelf:
        return Shelf("body", tuple(self.ordered(chosen)))

    def parts(self, chosen: Sequence[str]) -> Iterator[Shelf]:
        """The parts, each with those of the chosen entries that it takes up."""
        open_to, left = set(chosen), dict.fromkeys(chosen)
        for at, part in enumerate(self.collection.parts):
            own = [e for e in self.chosen(part.selection, f"parts.{at}.") if e in open_to]
            ids = [name for name in own if name in left]
            for name in ids:
                del left[name]
            where = f"the part `{part.title}`"
            twice = self.named_twice(part.selection, f"parts.{at}.", where)
            self.stands |= dict.fromkeys(ids, where)
            if not ids and not twice and chosen and not self.project.unread:
                message = f"the part `{part.title}` gets no entry"
                hint = "ask for less in it, place it further up, or remove it"
                self.tell(col.MATCHES_NOTHING, message, f"parts.{at}.title", hint)
            introduction = next(iter(self.there([part.introduction or ""])), None)
            if ids or introduction:
                yield Shelf("part", tuple(self.ordered(ids)), part.title, introduction)
        if left and not self.collection.selection.is_open:
            names = ", ".join(f"`{name}`" for name in left)
            message = f"in no part of the collection stands {names}"
            self.tell(col.LEFT_OUT, message, "parts", "add a part for the rest")

    def named_twice(self, selection: Selection, within: str, where: str) -> bool:
        """Whether one of the entries that are named stands elsewhere already, which is told."""
        twice = False
        for at, name in enumerate(selection.entries):
            if self.stands.setdefault(name, where) != where:
                twice = True
                self.told_twice(name, f"{within}entries.{at}")
        return twice

    def told_twice(self, name: str, setting: str) -> None:
        message = f"`{name}` stands in {self.stands[name]} already"
        hint = "name it in one of the two: a book holds an entry once"
        self.tell(col.NAMED_TWICE, message, setting, hint)

    # -- choosing ------------------------------------------------------------------

    def chosen(self, selection: Selection, within: str = "") -> list[str]:
        """The ids of the entries that a selection asks for, as it gives them."""
        entries = self.project.entries
        ids = self.listed(selection.entries, within) if selection.entries else list(entries)
        return [name for name in ids if _is_meant(entries[name], selection)]

    def listed(self, patterns: Iterable[str], within: str) -> list[str]:
        """The ids that a list of ids and patterns means, each once."""
        found: dict[str, None] = {}
        for at, pattern in enumerate(patterns):
            setting = f"{within}entries.{at}"
            if _GLOB.isdisjoint(pattern):
                found.update(dict.fromkeys([pattern] if self.known(pattern, setting) else []))
                continue
            names = [e for e in sorted(self.project.entries) if fnmatchcase(e, pattern)]
            if not names and not self.project.unread:
                message = f"`{pattern}` matches the id of no entry"
                hint = "`publish list` shows the entries"
                self.tell(col.MATCHES_NOTHING, message, setting, hint)
            found.update(dict.fromkeys(names))
        return list(found)

    def unread(self) -> Iterator[str]:
        """Entries that couldn't be read and may be meant: of what is chosen by kind, tag or
        query, nobody knows.
        """
        own = {name for _, name in self.collection.matter}
        parts = [part.selection for part in self.collection.parts]
        for name in sorted(self.project.unread):
            taken = not parts or any(_may_mean(each, name) for each in parts)
            if name in own or (taken and _may_mean(self.collection.selection, name)):
                yield name

    def there(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of a collection's own texts that there are, each once."""
        found = [name for name in dict.fromkeys(names) if name in self.project.entries]
        free = tuple(name for name in found if name not in self.placed)
        self.placed.update(free)
        return free

    def known(self, name: str, setting: str) -> bool:
        """Whether there is such an entry; one that couldn't be read is told elsewhere."""
        entries = self.project.entries
        if name not in entries and name not in self.project.unread:
            hint = did_you_mean(name, entries) or "`publish list` shows the entries"
            self.tell(col.UNKNOWN_ENTRY, f"there is no entry `{name}`", setting, hint)
        return name in entries

    # -- sorting -------------------------------------------------------------------

    def ordered(self, ids: Sequence[str]) -> list[str]:
        entries = [self.project.entries[name] for name in ids]
        if self.collection.order == "date":
            return [entry.id for entry in sorted(entries, key=_day)]
        if self.collection.order == "name" and len(entries) > 1:
            names = [entry.sort or entry.title for entry in entries]
            lang = language_of(self.collection, self.project)
            return [ids[at] for at in self.sort(names, lang)]
        return list(ids)

    # -- telling -------------------------------------------------------------------

    def tell(self, rule: Rule, message: str, setting: str, hint: str | None = None) -> None:
        settings = self.project.settings
        place = _place(settings.places, f"collections.{self.collection.id}", setting)
        if settings.source is None or place is None:
            self.found.append(rule(message, Place("publish.toml"), hint))
        else:
            self.found.append(rule.at(settings.source, place, message, hint))


def _is_meant(entry: Entry, selection: Selection) -> bool:
    if entry.kind == MATTER and not (selection.entries or MATTER in selection.kinds):
        return False
    tags = {tag.casefold() for tag in selection.tags}
    return (
        (not tags or any(tag.casefold() in tags for tag in entry.tags))
        and (not selection.kinds or entry.kind in selection.kinds)
        and (selection.query is None or matches(selection.query, entry))
    )


def _may_mean(selection: Selection, name: str) -> bool:
    """Whether a selection may ask for an entry of which nothing but its id is known."""
    return not selection.entries or any(fnmatchcase(name, each) for each in selection.entries)


def _day(entry: Entry) -> date:
    return entry.published or entry.reviewed or date.max


def _place(places: Mapping[str, Place], table: str, setting: str) -> Place | None:
    """The place of a setting in a table, or of the nearest table around it."""
    path = f"{table}.{setting}" if setting else table
    while path:
        if path in places:
            return places[path]
        path = path.rpartition(".")[0]
    return None
