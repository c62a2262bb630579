"""A project on disk → read once, what is mentioned and what is wrong in it found once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from publish.checks import check
from publish.checks.cited_sections import check_cited_sections
from publish.checks.glyphs import check_glyphs
from publish.checks.policy import judged
from publish.checks.records import check_records
from publish.collecting import Arrangement, arrange, formats_of
from publish.diagnostics import Diagnostic, Result, UserError, did_you_mean
from publish.diagnostics.rules import cfg
from publish.engines.garbage import lasting
from publish.engines.pandoc import Pandoc
from publish.engines.store import LARGEST, NO_STORE, Store
from publish.model.collection import MATTER
from publish.model.conformance import Conformance
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.mention import Mention
from publish.model.publication import Project as ProjectValue
from publish.model.reference import Bibliography
from publish.model.settings import Settings
from publish.publications import mentions_of
from publish.readers.bibtex import value_findings
from publish.readers.project import read_project
from publish.readers.root import find_root

if TYPE_CHECKING:
    from publish.mentions.recalled import Recalled
    from publish.mentions.screening import Names


class OpenProject:
    """A publish project on disk, read once. Use `open`, and `close` at the end."""

    def __init__(
        self,
        value: ProjectValue,
        diagnostics: Iterable[Diagnostic],
        pandoc: Pandoc,
        store: Store = NO_STORE,
    ) -> None:
        self._value = value
        self._pandoc = pandoc
        self._store = store
        self._mentions: dict[str, Result[tuple[Mention, ...]]] = {}
        self._checks: dict[date | None, tuple[Diagnostic, ...]] = {}
        self.diagnostics = tuple(diagnostics)
        """What was met while reading."""

    @classmethod
    def open(
        cls,
        root: Path | str = ".",
        *,
        cache: bool = True,
        pandoc: Pandoc | None = None,
        cache_dir: Path | str | None = None,
        cache_size: int = LARGEST,
    ) -> Self:
        """Read the project in ``root``, or in the nearest folder above it.

        What takes long to read is kept in its ``build/`` and found there the next time;
        without ``cache`` nothing is. What depends on no more than its content is kept in
        ``cache_dir``, if that is given: a folder that other projects, checkouts and machines may
        use at the same time. ``cache_size`` is in bytes. ``pandoc`` is one that runs already.
        Raises `UserError` where there is no ``publish.toml``, where it is wrong, or
        ``cache_dir`` holds other things.
        """
        pandoc = pandoc or Pandoc()
        try:
            folder = find_root(Path(root))
            shared = Path(cache_dir) if cache_dir is not None else None
            store = Store.of(folder, shared, cache_size) if cache else NO_STORE
            with lasting():
                result = read_project(folder, pandoc, store)
        except BaseException:
            pandoc.close()
            raise
        return cls(result.value, result.diagnostics, pandoc, store)

    def reload(self) -> None:
        """Read the project anew, after an edit; its engines stay warm. Raises `UserError` as `open`
        does, and then it is as it was.
        """
        self._keep()
        with lasting():
            result = read_project(self.settings.root, self._pandoc, self._store)
        anew = type(self)(result.value, result.diagnostics, self._pandoc, self._store)
        self.__dict__ = vars(anew)

    def __repr__(self) -> str:
        return f"<Project {self.settings.title!r} in {str(self.settings.root)!r}>"

    def close(self) -> None:
        """Keep what was found for the next time, and end the engines of this project."""
        self._keep()
        self._pandoc.close()

    def _keep(self) -> None:
        if "_recalled" in vars(self):
            self._recalled.keep()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def settings(self) -> Settings:
        return self._value.settings

    @property
    def entries(self) -> Mapping[str, Entry]:
        return self._value.entries

    @property
    def bibliography(self) -> Bibliography:
        return self._value.bibliography

    @cached_property
    def _names(self) -> Names:
        from publish.mentions.screening import Names

        return Names(self._value.bibliography, self._store)

    @cached_property
    def _recalled(self) -> Recalled:
        from publish.mentions.recalled import Recalled

        return Recalled(self._value, self._names.of, self._store, mentions_of)

    def following(self, standards: Sequence[str]) -> Self:
        """The same project, its PDFs made by other standards; it is closed with this one."""
        if tuple(standards) == self.settings.pdf.standard:
            return self
        pdf = replace(self.settings.pdf, standard=tuple(standards))
        pdf = replace(
            pdf, attach_sources=Conformance(pdf.standard).may_attach and pdf.attach_sources
        )
        value = replace(self._value, settings=replace(self.settings, pdf=pdf))
        return type(self)(value, self.diagnostics, self._pandoc, self._store)

    def _mentions_of(self, entry: Entry) -> tuple[Mention, ...]:
        return self._mentioned(entry).value

    def _mentioned(self, entry: Entry) -> Result[tuple[Mention, ...]]:
        """The mentions of an entry, found once; none where they are off."""
        if self.settings.citations.mentions == "off":
            return Result(())
        if entry.id not in self._mentions:
            self._mentions[entry.id] = self._recalled.of(entry)
        return self._mentions[entry.id]

    def check(self, today: date | None = None) -> tuple[Diagnostic, ...]:
        """Everything that reading and the checks found, as the settings judge it.

        ``today`` is the day from which reviews are counted back; without it, or where
        the settings ask for none, they aren't looked at.
        """
        alone = (entry for entry in self.entries.values() if entry.kind != MATTER)
        printed = self._printed(alone, self._unsorted)
        found = self._found(self.entries.values(), today, printed)
        values = value_findings(self._value.bibliography, self._store)
        found.extend(check_records(self._value, self.mentions(), today, self._store, values))
        return tuple(judged(found, self.settings))

    def _checked(self, today: date | None) -> tuple[Diagnostic, ...]:
        """What the checks find, found once."""
        if today not in self._checks:
            self._checks[today] = tuple(check(self._value, today, self._store))
        return self._checks[today]

    def _found(
        self, entries: Iterable[Entry], today: date | None, printed: Collection[Entry]
    ) -> list[Diagnostic]:
        """What reading and checks found; of the mentions, those of ``entries``; and what the
        PDF can't show of those that are ``printed``.
        """
        found = [*self.diagnostics, *self._checked(today), *check_glyphs(self._value, printed)]
        for book in self._unsorted:
            found.extend(book.diagnostics)
        for entry in entries:
            found.extend(self._mentioned(entry).diagnostics)
            found.extend(check_cited_sections(self._value, entry, self._cited_sections(entry)))
            self._value.looked_at(entry)
        if self._value.decisions.items:
            from publish.mentions import homeless

            known = {*self.entries, *self._value.unread}
            found.extend(homeless(self._value.decisions, known))
        self._keep()
        return found

    @cached_property
    def _unsorted(self) -> tuple[Arrangement, ...]:
        """What each collection holds, whose entries aren't sorted."""
        every = self.settings.collections.values()
        return tuple(arrange(self._value, collection, _as_given) for collection in every)

    def _printed(
        self,
        alone: Iterable[Entry],
        books: Iterable[Arrangement],
        asked: Sequence[str] = (),
    ) -> list[Entry]:
        """The entries that become a PDF, where those ``alone`` and the ``books`` are made in
        the formats that are ``asked`` for.
        """
        found = {e.id: e for e in alone if "pdf" in (asked or self.settings.formats)}
        for book in books:
            if "pdf" in formats_of(book.collection, self.settings, asked):
                found |= {name: self.entries[name] for name in book.ids}
        return list(found.values())

    def _cited_sections(self, entry: Entry) -> frozenset[str]:
        """The sections in which mentions are cited, where the entry's kind asks for them."""
        kind = (self.settings.kinds or {}).get(entry.kind)
        if kind is None or not kind.cited or self.settings.citations.mentions == "off":
            return frozenset()
        from publish.mentions.uncited import cited_sections

        return cited_sections(self._value, entry, self._mentions_of(entry))

    def mentions(self, entries: Sequence[str] = ()) -> dict[str, tuple[Mention, ...]]:
        """The mentions of papers in each of ``entries``, or in all."""
        return {entry.id: self._mentions_of(entry) for entry in self._chosen(entries)}

    def decide(self, entry: str, mention: Mention, key: str | None) -> None:
        """Keep it in ``mentions.toml`` that the words of a mention name the paper
        ``key``, or none at all. Raises `UserError` where the file can't be written.
        """
        from publish.authoring import decided

        self._value = decided(self._value, self.entries[entry], mention, key)
        self._mentions.pop(entry, None)
        self._checks.clear()
        self._keep()
        vars(self).pop("_recalled", None)

    @property
    def unread(self) -> Mapping[str, str]:
        """The paths of entries that couldn't be read, by their ids as the names of their files
        tell these.
        """
        return self._value.unread

    def _chosen(self, entries: Sequence[str]) -> Iterator[Entry]:
        """Those of these ids, or all, that could be read; what is wrong with the others is told
        with the project's `diagnostics`.
        """
        if not entries:
            yield from self.entries.values()
        for entry_id in several(entries):
            if entry_id in self.unread:
                continue
            if entry_id not in self.entries:
                raise UserError(
                    cfg.UNKNOWN_ENTRY(
                        f"there is no entry `{entry_id}`",
                        hint=did_you_mean(entry_id, self.entries)
                        or "`publish list` shows the entries",
                    ),
                    exit_code=2,
                )
            yield self.entries[entry_id]


def _as_given(texts: Sequence[str], lang: str) -> Sequence[int]:
    return range(len(texts))


def several(names: Sequence[str]) -> Sequence[str]:
    """A single name counts as a list of one: it is a sequence of letters, too."""
    return (names,) if isinstance(names, str) else names
