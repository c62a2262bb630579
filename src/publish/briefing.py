"""The recipe of a brief: an entry → a page or two that it fits, proved like every dossier.

The entry's publication is measured once on an endless page. What is chosen of it by these
heights is a publication too: it is cited, laid out, tagged, finished and verified as a
dossier is, and the pages that fit are those that are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.briefs.outline import QUESTIONS, Outline, outline
from publish.briefs.reduction import reduced
from publish.briefs.report import BriefReport, chosen
from publish.briefs.shortening import shortened
from publish.briefs.stocktaking import SUMMARY, promising, running_over, sheet_of, stock
from publish.cite import cite
from publish.diagnostics.core import Collector, Diagnostic, Result
from publish.diagnostics.rules import brf
from publish.engines.pandoc import Pandoc
from publish.engines.qrcodes import drawn
from publish.fitting import Choice, Fit, Outcome, Overfull, Stock, ladder, search
from publish.fitting.frame import ENOUGH
from publish.fitting.ladder import comfortable
from publish.model.brief import THEME, Brief, Rung, Trim
from publish.model.document import Document
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.place import Place
from publish.model.publication import Artifact, CitedPublication, Project, Publication
from publish.pipeline import cited_document, proved
from publish.resolve import resolve
from publish.writers.entry_links import page_on_site
from publish.writers.pdf.brief import FirstColumn
from publish.writers.pdf.laying import LaidBrief, lay_out_brief
from publish.writers.terms import Terms, terms


@dataclass(frozen=True, slots=True)
class MadeBrief:
    artifact: Artifact
    report: BriefReport


def make_brief(
    project: Project,
    entry: Entry,
    mentions: Sequence[Mention],
    pandoc: Pandoc,
    *,
    pages: int | None = None,
    trim: Trim | None = None,
    epoch: int | None = None,
) -> Result[MadeBrief | None]:
    """The brief of an entry that has passed gate 1, verified; None, and why, where it can't be
    made. What isn't given is as the settings say.
    """
    whole = _publication(project, entry, mentions, trim, epoch)
    found = Collector()
    made = found.take(_Work.of(whole, pages or whole.settings.brief.pages, pandoc).made(found))
    return found.result(made)


def _publication(
    project: Project,
    entry: Entry,
    mentions: Sequence[Mention],
    trim: Trim | None,
    epoch: int | None,
) -> Publication:
    """The entry with its brief's text in the summary's place, set for a brief's paper."""
    settings = project.settings
    if settings.citations.mentions == "first":  # what is first may be left out
        citations = replace(settings.citations, mentions="first-in-section")
        settings = replace(settings, citations=citations)
    chosen_trim = (
        trim or settings.brief.trim or ("letter" if settings.pdf.size == "letter" else "a4")
    )
    settings = replace(settings, theme=THEME, pdf=replace(settings.pdf, size=chosen_trim))
    set_for = replace(project, settings=settings)
    document = _with_brief_text(cited_document(set_for, entry, mentions))
    return resolve(set_for, entry, document, mentions, epoch)


def _with_brief_text(document: Document) -> Document:
    own = document.fragment("brief")
    if own is None:
        return document
    rest = (part for part in document.fragments if part.name not in ("brief", "summary"))
    return replace(document, fragments=(replace(own, name="summary"), *rest))


@dataclass(slots=True)
class _Work:
    """One brief while it is made."""

    whole: Publication
    outline: Outline
    pages: int
    pandoc: Pandoc
    words: Terms
    number: str
    address: str | None
    qr: str
    rungs: tuple[Rung, ...]

    @classmethod
    def of(cls, whole: Publication, pages: int, pandoc: Pandoc) -> _Work:
        words, settings = terms(whole.entry.lang), whole.settings
        address = published_at(whole)
        return cls(
            whole,
            outline(whole, words.questions),
            pages,
            pandoc,
            words,
            number_of(whole),
            address,
            drawn(address) if address else "",
            ladder(settings.brief.size, settings.brief.smallest),
        )

    def made(self, found: Collector) -> Result[MadeBrief | None]:
        found.extend(self._unknown_sections())
        rung = self.rungs[comfortable(self.rungs)]
        count = promising(self.outline, self.pages)
        measured = found.take(self._laid(rung, count, len(self.outline.facts), tall=True))
        if measured is None:
            return Result(None)
        sheet = sheet_of(measured.measures, self.pages, measured.sheet_height)
        known = stock(measured.measures, self.outline, rung, count)
        if not self.whole.settings.brief.shorten:
            known = replace(known, parts=tuple(replace(p, whole=True) for p in known.parts))
        failed = Collector()
        fit = search(known, sheet, self.rungs, lambda choice: self._outcome(choice, failed))
        if fit.best is None:
            told = failed.items or [self._overfull(fit.overfull)]
            return Result(None, tuple(told))
        wide = self._too_wide(fit.stock, count)
        found.extend(wide.values() or self._half_empty(fit))
        asked = {name: len(fit.stock.part(name).blocks) for name in wide}
        return self._proved(fit, asked, found)

    def _proved(
        self, fit: Fit[LaidBrief | None], wide: Mapping[str, int], found: Collector
    ) -> Result[MadeBrief | None]:
        assert fit.best is not None
        laid = fit.best.outcome.layout
        assert laid is not None
        artifact = found.take(proved(laid.cited, "pdf", lambda cited: _written(laid, cited, fit)))
        if artifact is None:
            return Result(None)
        return Result(MadeBrief(artifact, self._report(fit, wide, laid)))

    def _report(
        self, fit: Fit[LaidBrief | None], wide: Mapping[str, int], laid: LaidBrief
    ) -> BriefReport:
        assert fit.best is not None
        choice = fit.best.choice
        return BriefReport(
            entry=self.whole.id,
            pages=self.pages,
            fill=fit.best.fill,
            layouts=fit.layouts,
            set_by=choice.rung.name,
            size=choice.rung.size,
            sections=tuple(chosen(self.outline, choice.taken, wide)),
            facts=(choice.facts, len(self.outline.facts)),
            references=len(laid.cited.publication.references),
        )

    # -- layouts ------------------------------------------------------------------

    def _outcome(self, choice: Choice, failed: Collector) -> Outcome[LaidBrief | None]:
        made = self._laid(
            choice.rung, choice.taken, choice.facts, choice.first_column, choice.closing_page
        )
        laid = made.value
        if laid is None:
            failed.extend(made.diagnostics)
            return Outcome(0, 0.0, None, sound=False)
        at, measures = laid.measures.extents["closing"], laid.measures
        high = (measures.pages - 1) * measures.height + at.bottom
        sound = all(map(measures.holds, measures.extents.values()))
        over = running_over(measures, self.outline)
        return Outcome(measures.pages, high, laid, sound, over)

    def _laid(
        self,
        rung: Rung,
        taken: Mapping[str, int],
        facts: int,
        first_column: FirstColumn = len,
        closing_page: bool = False,
        tall: bool = False,
    ) -> Result[LaidBrief | None]:
        """So many blocks of each section, cited and laid out. By default all references stand
        in one column, to be measured.
        """
        brief = Brief(self.pages, rung, self.number, self.address, self.qr, closing_page, tall)
        words = "" if tall else self.words.continued
        publication = reduced(self.whole, self.outline, taken, facts, brief, words)
        style = shortened(publication.style, rung.references)
        found = Collector()
        cited = found.take(cite(replace(publication, style=style), self.pandoc))
        if cited is None:
            return found.result(None)
        laid = lay_out_brief(replace(cited, publication=publication), first_column)
        return found.result(found.take(laid))

    # -- what is said -------------------------------------------------------------

    def _overfull(self, overfull: Overfull | None) -> Diagnostic:
        path = self.whole.entry.path
        size = f"{self.pages} {'page' if self.pages == 1 else 'pages'}"
        if overfull is None:
            message = f"no layout of the brief came out at {size}"
            hint = "change the text a little" + (", or `--pages 2`" if self.pages == 1 else "")
            return brf.OVERFULL(message, Place(path), hint)
        lines = f"{overfull.lines} {'line' if overfull.lines == 1 else 'lines'}"
        name, place = self._named(overfull.part)
        message = f"what must be in the brief is {lines} too long for {size}"
        hint = f"cut {name} by {lines}, or give it a lower priority than `must`"
        return brf.OVERFULL.at(self.whole.entry.source, place, message, hint)

    def _named(self, part: str) -> tuple[str, Place]:
        """What a part is called, and where it stands."""
        entry = self.whole.entry
        if part in (SUMMARY, ""):
            own = entry.document.fragment("brief")
            name = "brief" if own else "summary"
            return f"`{name}`", entry.place(name)
        section = next(each for each in self.outline.sections if each.name == part)
        if part == QUESTIONS:
            return "`questions`", entry.place("questions")
        return f"the section `{section.title}`", _heading_place(entry, section.title)

    def _too_wide(self, known: Stock, asked: Mapping[str, int]) -> dict[str, Diagnostic]:
        """Of each section that holds something wider than the column, what is said of it."""
        found = {}
        for section in self.outline.sections:
            part = known.part(section.name)
            if len(part.blocks) < asked.get(section.name, 0):
                what = f"a block of `{section.title}`" if section.title else "a block"
                found[section.name] = brf.TOO_WIDE.at(
                    self.whole.entry.source,
                    _heading_place(self.whole.entry, section.title),
                    f"{what} is wider than the column of a brief, and is left out",
                    "let a table have fewer columns, or a listing shorter lines",
                )
        return found

    def _half_empty(self, fit: Fit[LaidBrief | None]) -> Iterator[Diagnostic]:
        assert fit.best is not None
        if fit.best.choice.complete or fit.best.fill >= ENOUGH:
            return
        message = f"the brief is {fit.best.fill:.0%} full, and the next block doesn't fit"
        yield brf.HALF_EMPTY(message, Place(self.whole.entry.path), "part it, or give priorities")

    def _unknown_sections(self) -> Iterator[Diagnostic]:
        entry = self.whole.entry
        there = {
            section.title.casefold() for section in (*self.outline.sections, *self.outline.never)
        }
        for title in entry.brief.sections if entry.brief else ():
            if title.casefold() not in there:
                place = entry.place(f"brief.sections.{title}")
                message = f"the entry has no section `{title}`"
                yield brf.UNKNOWN_SECTION.at(entry.source, place, message)


def _written(
    laid: LaidBrief, cited: CitedPublication, fit: Fit[LaidBrief | None]
) -> Result[Artifact | None]:
    """The file of the pages that fit; of the same pages once more where ``cited`` claims less."""
    if cited is laid.cited:
        return laid.artifact()
    assert fit.best is not None
    again = lay_out_brief(cited, fit.best.choice.first_column)
    return again.value.artifact() if again.value else Result(None, again.diagnostics)


def _heading_place(entry: Entry, title: str) -> Place:
    at = entry.source.text.find(title, entry.body_start)
    return entry.source.place(at, at + len(title)) if at >= 0 else Place(entry.path)


def published_at(publication: Publication) -> str | None:
    """Where the whole dossier is: its page on the project's site, if there is one."""
    settings = publication.settings
    page = page_on_site(f"entry:{publication.id}", settings)
    return page if page is None or "html" in settings.formats else page[: -len("html")] + "pdf"


def number_of(publication: Publication) -> str:
    """The document's number: the author's, else by the settings' pattern."""
    entry, settings = publication.entry, publication.settings
    if entry.brief and entry.brief.number:
        return entry.brief.number
    day = entry.reviewed or entry.published
    return settings.brief.number.format(id=entry.id, date=day.isoformat() if day else "").strip(
        " -"
    )
