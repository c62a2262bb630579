"""The Python interface: open a project, check it, build it.

from publish import Project

with Project.open("my-dossiers") as project:
    report = project.build(["kaiming-he"], formats=["pdf"])
    for file in report.delivered:
        print(file.path)
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from publish.briefed import BriefedProject
from publish.checks.links import links_to
from publish.checks.policy import LATER, judged
from publish.checks.records import check_cited_records
from publish.collecting import Arrangement, arrange, formats_of
from publish.delivery import delivered_formats, has_index
from publish.delivery.stale import stale_output
from publish.diagnostics import Collector, Diagnostic, Result, UserError, did_you_mean
from publish.diagnostics.rules import cfg
from publish.engines.garbage import lasting
from publish.engines.versions import engine_versions
from publish.kept import KeptFiles
from publish.listed import publish_index
from publish.model.collection import MATTER
from publish.model.frozen import Frozen, replace
from publish.model.settings import FORMATS, Settings
from publish.opened import several
from publish.pipeline import Workshop, passes_gate
from publish.publications import publication_of

if TYPE_CHECKING:
    from publish.briefsfor import Asked
    from publish.build.entries import Order
    from publish.build.report import BuildReport, Ledger, Progress
    from publish.curation import Curation
    from publish.engines.storage import Storage
    from publish.model.entry import Entry
    from publish.revision import Revision


class CiteReport(Frozen):
    """Entries' files with keys in them, the paths of those that are on disk, and what
    couldn't be written.
    """

    revisions: tuple[Revision, ...]
    written: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


class _Wish(Frozen):
    """What a build is to make: entries ``alone``, and ``books``, in ``formats``, of which those
    are ``asked`` for that aren't by the settings. ``everything``: nothing was named.
    """

    alone: tuple[Entry, ...]
    books: tuple[Arrangement, ...]
    asked: tuple[str, ...]
    formats: tuple[str, ...]
    everything: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The entries that are read for it, each once."""
        ids = [*(entry.id for entry in self.alone), *(id for book in self.books for id in book.ids)]
        return tuple(dict.fromkeys(ids))


class Project(BriefedProject):
    """A publish project on disk, read once. Use `open`, and `close` at the end."""

    def mendings(self, found: Iterable[Diagnostic]) -> Result[tuple[Revision, ...]]:
        """The files of the project with all that ``found`` brings to mend them, and what
        stands in the way. `publish.revision` shows and saves them.
        """
        from publish.mending import mendings

        return mendings(self._value, found)

    def with_edits(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What `check` found, each with the edits that `mendings` would make for it."""
        from publish.mending import with_edits

        return with_edits(self._value, found)

    def cite(self, entries: Sequence[str] = (), *, write: bool = False) -> CiteReport:
        """The files of ``entries`` (default: all) with the keys in them that mentions
        get in print; ``write`` puts them on disk, all or none.
        """
        from publish.authoring import cited_source
        from publish.revision import save

        found, made = Collector(), []
        for entry in self._chosen(entries):
            mentions = self._mentions_of(entry)
            revision = found.take(cited_source(self._value, entry, mentions, self._pandoc))
            made += [revision] if revision else []
        written = found.take(save(self.settings.root, made)) if write else ()
        return CiteReport(tuple(made), written, tuple(judged(found.items, self.settings)))

    @cached_property
    def curation(self) -> Curation:
        """What can be done with the bibliography (`publish.curation`)."""
        from publish.curation import Curation

        return Curation(self._value, self._pandoc)

    def cited(self, entries: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
        """The keys that ``entries`` (default: all) cite, by hand or by mention, each with
        the ids of those that do.
        """
        found: dict[str, list[str]] = {}
        for entry in self._chosen(entries):
            mentions = self._mentions_of(entry)
            publication = publication_of(self._value, entry, mentions)
            for reference in publication.references:
                found.setdefault(reference.key, []).append(entry.id)
        return {key: tuple(ids) for key, ids in found.items()}

    def asked_for(self, name: str, data: bytes, password: str = "") -> Result[Asked | None]:
        """The entries that a report asks for (``name`` ends in .pdf, .docx or .md), because it
        names them, or a paper that they are about; None where it can't be read.
        """
        from publish.briefsfor import asked_for
        from publish.readers.report import read_report

        report = read_report(name, data, self._pandoc, password)
        if report.value is None:
            return Result(None, report.diagnostics)
        return Result(asked_for(self._value, report.value, self._names.all), report.diagnostics)

    def build(
        self,
        entries: Sequence[str] = (),
        *,
        collections: Sequence[str] = (),
        each: bool = False,
        formats: Sequence[str] = (),
        epoch: int | None = None,
        today: date | None = None,
        jobs: int | None = None,
        cluster: str | None = None,
        progress: Progress | None = None,
        copy_to: str | None = None,
    ) -> BuildReport:
        """Make ``entries`` and ``collections`` in ``formats`` (default: the settings'); where
        none of either is named, all there are. ``each`` makes no book of a collection, but a
        file of each of its entries, as one of a series.

        ``jobs`` are made side by side, by default as many as the machine has cores and
        memory for; or the workers of the Dask ``cluster`` at this address make them.
        ``epoch``, in seconds since 1970, dates the files instead of the entries' own dates;
        ``today`` is as for `check`; ``copy_to`` is an address that fsspec knows, to which
        what is delivered is copied. What can't be read, made or written is told in the report.
        Raises `UserError` for an unknown entry, collection or format, or a cluster or place
        that can't be used.
        """
        from publish.build.entries import Order
        from publish.build.report import Ledger

        place = _storage(copy_to) if copy_to else None
        self._store.begin()
        with lasting():
            wish = self._wish(entries, collections, formats)
            texts = [self.entries[name] for name in wish.ids]
            found = self._found(texts, today, self._printed(wish.alone, wish.books, wish.asked))
            named = {entry.id: self._mentions_of(entry) for entry in texts}
            found.extend(check_cited_records(self._value, named, today, self._store))
            judgement = tuple(judged(found, self.settings))
            good = {entry.id for entry in texts if passes_gate(entry, judgement)}
        asked_for = self.unread.keys() if wish.everything else {*several(entries)}
        ledger = Ledger(found, sorted(self.unread.keys() & asked_for))
        order = Order(named, wish.formats, epoch, jobs, progress, cluster, wish.asked)
        kept = KeptFiles(self._store, self.settings.root, engine_versions())
        self._make(wish, order, good, ledger, Workshop(self._pandoc, kept), each=each)
        report = self._closed(ledger, wish, kept)
        return _copied(self.settings, report, place) if place else report

    def _wish(
        self, entries: Sequence[str], collections: Sequence[str], formats: Sequence[str]
    ) -> _Wish:
        """What is to be made. Raises `UserError` for what there isn't."""
        everything = not (entries or collections)
        alone = [] if collections and not entries else list(self._chosen(entries))
        if everything:
            alone = [entry for entry in alone if entry.kind != MATTER]
        books = () if entries and not collections else self.arrangements(collections)
        asked = _known_formats(formats)
        if not everything:
            _made_in(asked, books, self.settings)
        return _Wish(tuple(alone), books, asked, asked or self.settings.formats, everything)

    def _make(
        self,
        wish: _Wish,
        order: Order,
        good: Container[str],
        ledger: Ledger,
        workshop: Workshop,
        *,
        each: bool,
    ) -> None:
        """Make it of those texts that are ``good``, and enter what comes of it."""
        from publish.build.collections import made_collections
        from publish.build.entries import made_entries

        for entry in wish.alone:
            if entry.id not in good:
                order.tell(entry.id, None)
        passing = [entry for entry in wish.alone if entry.id in good]
        made = made_entries(self._value, passing, order, workshop)
        for entry in wish.alone:
            ledger.enter(entry.id, made.get(entry.id), len(wish.formats))
        for book in made_collections(
            self._value, wish.books, order, good.__contains__, workshop, each=each
        ):
            ledger.enter(book.id, book.result, book.wanted)

    def _closed(self, ledger: Ledger, wish: _Wish, kept: KeptFiles) -> BuildReport:
        """The report of a build, when its files are made: with the page over all entries,
        links to what isn't there, and what is left over in the output.
        """
        if refused := self._store.refusal():
            ledger.found.append(refused)
        absent = self._absent(ledger.failed)
        if absent or self.unread:
            made = {file.entry for file in ledger.delivered}
            ledger.found.extend(links_to(self._value, absent, made))
        with_index = "html" in wish.formats or has_index(self.settings)
        if ledger.delivered and (wish.alone or wish.books) and with_index:
            ledger.add(publish_index(self._value, kept, ledger.delivered))
        if wish.everything:
            known = {*self.entries, *self.settings.collections}
            ledger.found.extend(stale_output(self.settings, known, self._value.unread))
        # not all records were looked at, and where entries are named, not all texts
        unseen: tuple[str, ...] = ("BIB", "CIT") if wish.everything else ("",)
        if ledger.failed or not set(self.settings.formats) <= set(wish.formats):
            unseen += LATER
        return ledger.report(judged(dict.fromkeys(ledger.found), self.settings, unseen))

    def arrangements(self, names: Sequence[str] = ()) -> tuple[Arrangement, ...]:
        """What each of the collections ``names`` (default: all) holds, in its order. Raises
        `UserError` for one that there isn't.
        """
        known = self.settings.collections
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known) or "they stand under `[collections]`"
                message = f"the settings have no collection `{name}`"
                raise UserError(cfg.UNKNOWN_ENTRY(message, hint=hint), exit_code=2)
        return tuple(
            arrange(self._value, known[name], self._pandoc.sort)
            for name in dict.fromkeys(names or known)
        )

    def _absent(self, failed: Iterable[str]) -> frozenset[str]:
        """Those of ``failed`` of which no file from an earlier build is there either."""
        return frozenset(name for name in failed if not delivered_formats(self.settings, name))


def _known_formats(formats: Sequence[str]) -> tuple[str, ...]:
    formats = several(formats)
    for name in formats:
        if name not in FORMATS:
            raise UserError(
                cfg.UNKNOWN_FORMAT(
                    f"there is no format `{name}`", hint=f"formats are {', '.join(FORMATS)}"
                ),
                exit_code=2,
            )
    return tuple(dict.fromkeys(formats))


def _made_in(asked: Sequence[str], books: Iterable[Arrangement], settings: Settings) -> None:
    """Raises `UserError` for a collection that is made in none of the formats ``asked`` for."""
    for book in books:
        if not formats_of(book.collection, settings, asked):
            own = ", ".join(f"`{name}`" for name in formats_of(book.collection, settings))
            message = f"the collection `{book.collection.id}` is made in {own} only"
            hint = "ask for one of these, or add to its `formats`"
            raise UserError(cfg.UNKNOWN_FORMAT(message, hint=hint), exit_code=2)


def _storage(address: str) -> Storage:
    from publish.engines.storage import Storage  # fsspec takes time to load

    return Storage(address)


def _copied(settings: Settings, report: BuildReport, place: Storage) -> BuildReport:
    """The report of a build whose files have been copied to another place."""
    from publish.delivery.copying import copy_output

    try:
        names = copy_output(settings, (file.path for file in report.delivered), place)
    except UserError as error:
        return replace(report, diagnostics=(*report.diagnostics, *error.diagnostics))
    return replace(report, copied=names)
