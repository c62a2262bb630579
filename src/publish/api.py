"""The Python interface: open a project, check it, build it.

from publish import Project

with Project.open("my-dossiers") as project:
    report = project.build(["kaiming-he"], formats=["pdf"])
    for file in report.delivered:
        print(file.path)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from publish import pipeline
from publish.checks import check
from publish.checks.cited_sections import check_cited_sections
from publish.checks.links import links_to
from publish.checks.policy import LATER, judged
from publish.checks.records import check_cited_records, check_records
from publish.collecting import Arrangement, arrange
from publish.delivery import delivered_formats, has_index
from publish.delivery.stale import stale_output
from publish.diagnostics import (
    Collector,
    Diagnostic,
    Result,
    UserError,
    did_you_mean,
    has_errors,
)
from publish.diagnostics.rules import cfg
from publish.engines.pandoc import Pandoc
from publish.engines.store import NO_STORE, Store
from publish.engines.versions import engine_versions
from publish.kept import KeptFiles
from publish.model.brief import Trim
from publish.model.collection import MATTER
from publish.model.conformance import Conformance
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.publication import Project as ProjectValue
from publish.model.reference import Bibliography
from publish.model.settings import FORMATS, Settings
from publish.readers.bibtex import value_findings
from publish.readers.project import read_project
from publish.readers.settings import find_root

if TYPE_CHECKING:
    from publish.briefing import MadeBrief
    from publish.briefing.handouts import Handouts
    from publish.briefsfor import Asked
    from publish.build import BuildReport, Ledger, Progress
    from publish.curation import Curation
    from publish.engines.storage import Storage
    from publish.mentions import NameIndex
    from publish.revision import Revision


@dataclass(frozen=True, slots=True)
class CiteReport:
    """Entries' files with keys in them, the paths of those that are on disk, and what
    couldn't be written.
    """

    revisions: tuple[Revision, ...]
    written: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


class Project:
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
    def open(cls, root: Path | str = ".", *, cache: bool = True) -> Project:
        """Read the project in ``root``, or in the nearest folder above it.

        What takes long to read is kept in its ``build/`` and found there the next time;
        without ``cache`` nothing is.
        Raises `UserError` where there is no ``publish.toml``, or where it is wrong.
        """
        pandoc = Pandoc()
        try:
            folder = find_root(Path(root))
            store = Store.of(folder) if cache else NO_STORE
            result = read_project(folder, pandoc, store)
        except BaseException:
            pandoc.close()
            raise
        return cls(result.value, result.diagnostics, pandoc, store)

    def __repr__(self) -> str:
        return f"<Project {self.settings.title!r} in {str(self.settings.root)!r}>"

    def close(self) -> None:
        """End the engines that run for this project."""
        self._pandoc.close()

    def __enter__(self) -> Project:
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
    def _names(self) -> NameIndex:
        from publish.mentions import name_index

        return name_index(self._value.bibliography, self._store)

    def following(self, standards: Sequence[str]) -> Project:
        """The same project, its PDFs made by other standards; it is closed with this one."""
        if tuple(standards) == self.settings.pdf.standard:
            return self
        pdf = replace(self.settings.pdf, standard=tuple(standards))
        pdf = replace(
            pdf, attach_sources=Conformance(pdf.standard).may_attach and pdf.attach_sources
        )
        value = replace(self._value, settings=replace(self.settings, pdf=pdf))
        return Project(value, self.diagnostics, self._pandoc, self._store)

    def _mentions_of(self, entry: Entry) -> tuple[Mention, ...]:
        return self._mentioned(entry).value

    def _mentioned(self, entry: Entry) -> Result[tuple[Mention, ...]]:
        """The mentions of an entry, found once; none where they are off."""
        if self.settings.citations.mentions == "off":
            return Result(())
        if entry.id not in self._mentions:
            from publish.mentions.recalled import recalled

            self._mentions[entry.id] = recalled(
                self._value, entry, lambda: self._names, self._store, pipeline.mentions_of
            )
        return self._mentions[entry.id]

    def check(self, today: date | None = None) -> tuple[Diagnostic, ...]:
        """Everything that reading and the checks found, as the settings judge it.

        ``today`` is the day from which reviews are counted back; without it, or where
        the settings ask for none, they aren't looked at.
        """
        found = self._found(self.entries.values(), today)
        values = value_findings(self._value.bibliography, self._store)
        found.extend(check_records(self._value, self.mentions(), today, self._store, values))
        return tuple(judged(found, self.settings))

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

    def _checked(self, today: date | None) -> tuple[Diagnostic, ...]:
        """What the checks find, found once."""
        if today not in self._checks:
            self._checks[today] = tuple(check(self._value, today))
        return self._checks[today]

    def _found(self, entries: Iterable[Entry], today: date | None) -> list[Diagnostic]:
        """What reading and checks found; of the mentions, those of ``entries``."""
        found = [*self.diagnostics, *self._checked(today)]
        for collection in self.settings.collections.values():
            found.extend(arrange(self._value, collection, _as_given).diagnostics)
        for entry in entries:
            found.extend(self._mentioned(entry).diagnostics)
            found.extend(check_cited_sections(self._value, entry, self._cited_sections(entry)))
        if self._value.decisions.items:
            from publish.mentions import homeless

            known = {*self.entries, *self._value.unread}
            found.extend(homeless(self._value.decisions, known))
        return found

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
            publication = pipeline.publication_of(self._value, entry, mentions)
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
        return Result(asked_for(self._value, report.value, self._names), report.diagnostics)

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
        from publish.build import Ledger, Order, made_collections, made_entries

        place = _storage(copy_to) if copy_to else None
        everything = not (entries or collections)
        chosen = [] if collections and not entries else list(self._chosen(entries))
        if everything:
            chosen = [entry for entry in chosen if entry.kind != MATTER]
        bound = () if entries and not collections else self.arrangements(collections)
        wanted = _known_formats(formats) or self.settings.formats
        ids = [*(entry.id for entry in chosen), *(name for each in bound for name in each.ids)]
        texts = [self.entries[name] for name in dict.fromkeys(ids)]
        found = self._found(texts, today)
        named = {entry.id: self._mentions_of(entry) for entry in texts}
        found.extend(check_cited_records(self._value, named, today))
        judgement = tuple(judged(found, self.settings))
        ledger = Ledger(found, sorted(self._value.unread) if everything else [])
        order = Order(named, wanted, epoch, jobs, progress, cluster)
        good = {e.id for e in texts if pipeline.passes_gate(e, judgement)}
        for entry in chosen:
            if entry.id not in good:
                order.tell(entry, whole=False)
        passing = [entry for entry in chosen if entry.id in good]
        made = made_entries(self._value, passing, order, self._pandoc, self._store)
        for entry in chosen:
            ledger.enter(entry.id, made.get(entry.id), len(wanted))
        for book in made_collections(
            self._value, bound, order, good.__contains__, self._pandoc, self._store, each=each
        ):
            ledger.enter(book.id, book.result, book.wanted)
        listed = bool(chosen or bound)
        report = self._closed(ledger, wanted, everything=everything, with_index=listed)
        return _copied(self.settings, report, place) if place else report

    def _closed(
        self, ledger: Ledger, wanted: Sequence[str], *, everything: bool, with_index: bool
    ) -> BuildReport:
        """The report of a build, when its files are made: with the page over all entries,
        links to what isn't there, and what is left over in the output.
        """
        if absent := self._absent(ledger.failed):
            ledger.found.extend(links_to(self._value, absent))
        if ledger.delivered and with_index and ("html" in wanted or has_index(self.settings)):
            ledger.add(pipeline.publish_index(self._value))
        if everything:
            known = {*self.entries, *self.settings.collections}
            ledger.found.extend(stale_output(self.settings, known, self._value.unread))
        # not all records were looked at, and where entries are named, not all texts
        unseen: tuple[str, ...] = ("BIB", "CIT") if everything else ("",)
        if ledger.failed or not set(self.settings.formats) <= set(wanted):
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

    def brief(
        self,
        entry: str,
        *,
        pages: int | None = None,
        trim: Trim | None = None,
        epoch: int | None = None,
        today: date | None = None,
    ) -> Result[MadeBrief | None]:
        """The brief of an entry as a verified PDF of exactly so many pages, with a report of
        what was chosen for it; None where it can't be made, and why.

        ``pages`` (1 or 2) and ``trim`` are by default as the settings say, ``epoch`` and
        ``today`` as for `build`. Nothing is written. Raises `UserError` for an unknown entry.
        """
        from publish.briefing import make_brief

        (chosen,) = self._chosen([entry])
        return self._briefed(
            (chosen,),
            today,
            lambda: make_brief(
                self._value, chosen, self._mentions_of(chosen), self._pandoc,
                pages=pages, trim=trim, epoch=epoch, kept=self._kept,
            ),
        )  # fmt: skip

    def comparison(
        self,
        one: str,
        other: str,
        *,
        pages: int | None = None,
        trim: Trim | None = None,
        epoch: int | None = None,
        today: date | None = None,
    ) -> Result[MadeBrief | None]:
        """The brief that sets two entries beside each other; all else is as for `brief`."""
        from publish.briefing import make_comparison

        ((first,), (second,)) = (tuple(self._chosen([name])) for name in (one, other))
        said = (self._mentions_of(first), self._mentions_of(second))
        return self._briefed(
            (first, second),
            today,
            lambda: make_comparison(
                self._value, (first, second), said, self._pandoc,
                pages=pages, trim=trim, epoch=epoch, kept=self._kept,
            ),
        )  # fmt: skip

    def _briefed(
        self,
        entries: Sequence[Entry],
        today: date | None,
        make: Callable[[], Result[MadeBrief | None]],
    ) -> Result[MadeBrief | None]:
        """What ``make`` gives of entries that pass gate 1."""
        named = {entry.id: self._mentions_of(entry) for entry in entries}
        found = self._found(entries, today)
        found.extend(check_cited_records(self._value, named, today))
        unseen = ("BIB", "CIT", *LATER)
        judgement = tuple(judged(found, self.settings, unseen))
        if not all(pipeline.passes_gate(entry, judgement) for entry in entries):
            return Result(None, judgement)
        made = make()
        told = tuple(judged(dict.fromkeys((*found, *made.diagnostics)), self.settings, unseen))
        return Result(None if has_errors(told) and made.failed else made.value, told)

    @cached_property
    def _kept(self) -> KeptFiles:
        return KeptFiles(self._store, self.settings.root, engine_versions())

    @cached_property
    def handouts(self) -> Handouts:
        """What is made of briefs and of entries beside them (`publish.briefing.handouts`)."""
        from publish.briefing.handouts import Handouts

        return Handouts(self._value, self._mentions_of, self._pandoc)

    def _absent(self, failed: Iterable[str]) -> frozenset[str]:
        """Those of ``failed`` of which no file from an earlier build is there either."""
        return frozenset(name for name in failed if not delivered_formats(self.settings, name))

    def _chosen(self, entries: Sequence[str]) -> Iterator[Entry]:
        if not entries:
            yield from self.entries.values()
        for entry_id in _several(entries):
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


def _several(names: Sequence[str]) -> Sequence[str]:
    """A single name counts as a list of one: it is a sequence of letters, too."""
    return (names,) if isinstance(names, str) else names


def _known_formats(formats: Sequence[str]) -> tuple[str, ...]:
    formats = _several(formats)
    for name in formats:
        if name not in FORMATS:
            raise UserError(
                cfg.UNKNOWN_FORMAT(
                    f"there is no format `{name}`", hint=f"formats are {', '.join(FORMATS)}"
                ),
                exit_code=2,
            )
    return tuple(dict.fromkeys(formats))


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
