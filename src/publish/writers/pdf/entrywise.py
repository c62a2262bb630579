"""A cited collection becomes one PDF entry by entry: each is laid out by itself, and all joined.

What comes out is what one run over the whole would give; but no more than one entry is held in
memory, several may be laid out side by side, and what has not changed is taken from a shelf.
Every entry begins a page of its own, so what ties it to the others are numbers of pages. These
are found by going round: what was laid out with a number that has turned out to be another is
laid out again, until all agree; or counted anew, where nothing but its own numbers is another.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from publish.diagnostics.core import Collector, Diagnostic, Result, has_errors
from publish.diagnostics.rows import restored
from publish.engines.crew import Crew, shared_numbers
from publish.engines.garbage import set_aside
from publish.engines.packing import pack
from publish.engines.pdfstructure import Face
from publish.engines.pikepdf import SharedFaces, finish, first_section, section
from publish.engines.store import Store, hash_of
from publish.model.publication import Artifact, CitedPublication, PageStart
from publish.writers.pdf.lengths import Lengths
from publish.writers.pdf.parting import ENDS, LOST, Impossible, Section, sections_of
from publish.writers.pdf.section_pages import File, Pages
from publish.writers.pdf.sections import Sections, Task
from publish.writers.pdf.shelved import Prepared
from publish.writers.pdf.volume import frame
from publish.writers.pdf.write import artifact_of, finishing_of
from publish.writers.works import Citing

GARBAGE = (20_000, 5, 5)
"""When circles of garbage are looked for: a layout leaves a hundred thousand objects."""

MOST_ROUNDS = 6
"""How often the numbers of pages are gone through, at most."""

MOST_TRIES = 3
"""How often entries are laid out, at most, before it is asked who cites them on which page."""


class Bound(NamedTuple):
    """A section of the file: a digest of all that went into it, what gives its documents, and the
    titles of the bookmarks that its own stand under. It has several documents where it ends in a
    long list: each goes on with that of the one before.
    """

    digest: str
    documents: Callable[[], Iterable[Any]]
    under: tuple[str, ...]


Join = Callable[[bytes, int, Callable[[], Iterable[Bound]]], bytes]
"""The first pages, how many documents a section has at most, what goes on with the first pages (the
first of all) and what goes behind them → the whole file.
"""


def write_entrywise(
    cited: CitedPublication, shelf: Store, join: Join, workers: int = 1
) -> Result[Artifact | None]:
    """The PDF of a collection, laid out entry by entry, so many as there are ``workers`` at a
    time; pages are kept on ``shelf``, which has to keep them. Raises `Impossible`.
    """
    return _Printing(cited, shelf, workers).artifact(join)


class _Printing:
    def __init__(self, cited: CitedPublication, shelf: Store, workers: int) -> None:
        self._cited, self._book, self._workers = cited, cited.publication, workers
        self._found = Collector()
        self._frame = self._found.take(frame(cited, Citing()))
        self._names = {member.publication.id for member in cited.members}
        self._fixed = {each.get("id", "") for each in self._frame.iter() if each.get("id")}
        self._sections = list(sections_of(self._frame, self._book))
        known = shared_numbers(len(self._sections))
        self._make = Sections(cited, shelf, self._frame, self._may_be, known)
        self._lengths = Lengths(self._sections)
        self._pages: dict[str, int] = {}
        self._settled = False
        self._citing = Citing()

    def artifact(self, join: Join) -> Result[Artifact | None]:
        sections = self._sections
        with Crew(self._make.made, self._workers) as crew, _little_garbage():
            self._prepare(sections, crew)
            if not has_errors(self._found):
                self._settle(sections, crew)
        if has_errors(self._found):
            return self._found.result(None)
        pieces: list[int] = []
        fonts = SharedFaces(self._faces(sections, pieces))
        fonts.cut(self._make.cut, self._make.usual)
        first = self._kept(sections[0])
        languages, starts = self._collected(sections)
        finishing = finishing_of(self._book, languages, first.addresses)
        file = first.files[0]
        front = finish(first_section(file.pdf, fonts, file.faces), finishing)
        data = join(front, max(pieces), partial(self._bound, sections, fonts))
        return self._found.result(artifact_of(self._book, data, finishing, starts))

    # -- documents -------------------------------------------------------------------

    def _prepare(self, sections: Sequence[Section], crew: Crew) -> None:
        """Put the document of each section on the shelf; those of works and persons come last, for
        they say who cites them.
        """
        articles, formula = self._articles(crew), 1
        for each in sections:
            each.formula = formula
            if each.member is not None:
                prepared = articles[each.member]
                formula += prepared.files
                each.content, each.size = prepared.digest, prepared.size
                continue
            elements = each.elements
            if (name := elements[0].get("id")) in ENDS:
                whole = self._found.take(frame(self._cited, self._citing))
                elements = [e for e in whole.iter() if e.get("id") == name][:1]
            each.content, each.size = self._make.documents.put(elements)

    def _articles(self, crew: Crew) -> list[Prepared]:
        """Every entry made ready for paper."""
        numbers = range(len(self._cited.members))
        made = [each for _, each in sorted(crew.made(iter(numbers)))]
        for member, prepared in zip(self._cited.members, made, strict=True):
            self._found.extend(restored(prepared.said))
            for key, places in prepared.cites.items():
                self._citing.places.setdefault(key, []).append((member.publication, places))
        return made

    # -- pages -----------------------------------------------------------------------

    def _settle(self, sections: Sequence[Section], crew: Crew) -> None:
        """Lay out all sections, until their numbers agree."""
        at = range(1, len(sections))
        ends = [number for number in at if sections[number].elements[0].get("id") in ENDS]
        between = [number for number in at if number not in ends]
        # where the first ends tells where all begin, and the ends ask for the pages of all
        for some in ([0], *[between] * MOST_TRIES, ends):
            self._lay_out(sections, some, crew)
        self._settled = True
        for _ in range(MOST_ROUNDS):
            if has_errors(self._found) or self._are_right(sections):
                return
            self._lay_out(sections, [*between, 0, *ends], crew)

    def _lay_out(self, sections: Sequence[Section], some: Iterable[int], crew: Crew) -> None:
        """Lay out what of ``some`` isn't right; if one can't be, none after it."""
        for task, made in crew.made(self._tasks(sections, some)):
            if made.value is None:
                self._found.extend(made.diagnostics)
            else:
                self._take(task.number, made.value)

    def _are_right(self, sections: Sequence[Section]) -> bool:
        first = 1
        for each in sections:
            if not each.is_right(first, self._pages, self._settled):
                return False
            first += each.pages
        return True

    def _tasks(self, sections: Sequence[Section], some: Iterable[int]) -> Iterator[Task]:
        """What of ``some`` isn't right yet, nor on the shelf. How many pages those have that are
        being laid out now, is guessed.
        """
        for number in some:
            if has_errors(self._found):
                return
            each = sections[number]
            first, guessed = self._lengths.first(number)
            if each.is_right(first, self._pages, self._settled):
                continue
            place = (each.content, first, each.formula)
            kept = self._make.kept(*place) or self._make.counted_anew(*place)
            if kept is not None and (not self._settled or self._agrees(kept)):
                self._take(number, kept)
                continue
            own = (*each.asked, *each.led, *each.missed)
            wanted = self._pages if each.member is None else own
            pages = {name: self._pages[name] for name in wanted if name in self._pages}
            yield Task(number, each.content, first, each.formula, pages, self._settled, guessed)

    def _agrees(self, kept: Pages) -> bool:
        named = all(self._pages.get(name) == page for name, page in kept.asked.items())
        led = all(name in self._pages for name in kept.led)
        return named and led and not any(name in self._pages for name in kept.missed)

    def _take(self, number: int, made: Pages) -> None:
        if made.amid:
            raise Impossible("its style sheets let an entry begin amid a page")
        each = self._sections[number]
        self._lengths.put(number, made.pages)
        each.first = made.first
        each.asked, each.led, each.missed = made.asked, made.led, made.missed
        self._make.tell(number, made.pages)
        self._pages |= {name: made.first - 1 + page for name, page in made.places.items()}

    def _may_be(self, name: str) -> bool:
        """Whether there may be such a place in the whole, before all is laid out."""
        return name in self._fixed or name.partition(".")[0] in self._names or name[:4] == "ref-"

    # -- the whole -------------------------------------------------------------------

    def _kept(self, each: Section) -> Pages:
        kept = self._make.kept(each.content, each.first, each.formula)
        if kept is None:
            raise Impossible(LOST)
        return kept

    def _faces(
        self, sections: Sequence[Section], pieces: list[int]
    ) -> Iterator[Mapping[str, Face]]:
        """The fonts of all sections; in how many ``pieces`` each was laid out is noted."""
        for files in (self._kept(each).files for each in sections):
            pieces.append(len(files))
            yield from (file.faces for file in files)

    def _collected(self, sections: Sequence[Section]) -> tuple[list[str], tuple[PageStart, ...]]:
        """The languages of all sections, and where pages begin; what was said is told."""
        languages: dict[str, None] = {}
        starts: list[PageStart] = []
        said: dict[Diagnostic, None] = {}
        for kept in map(self._kept, sections):
            languages.update(dict.fromkeys(kept.languages))
            starts += [PageStart(*each) for each in kept.starts]
            said.update(dict.fromkeys(restored(kept.said)))
        self._found.extend(said)
        return [*languages], tuple(starts)

    def _bound(self, sections: Sequence[Section], fonts: SharedFaces) -> Iterator[Bound]:
        """The sections, each under the bookmark that its own belong to; of the first, what goes on
        with its first file.
        """
        above: list[tuple[int, str]] = []
        for number, kept in enumerate(map(self._kept, sections)):
            level = min((level for level, _ in kept.bookmarks), default=1)
            under = tuple(title for own, title in above if own < level)
            files = kept.files if number else kept.files[1:]
            parts = (part for file in files for part in (file.data, fonts.digest(file.faces)))
            digest = hash_of((*parts, pack(kept.addresses)))
            yield Bound(digest, partial(_documents, files, fonts, kept.addresses), under)
            for own, title in kept.bookmarks:
                above = [(level, t) for level, t in above if level < own] + [(own, title)]


def _documents(
    files: Iterable[File], fonts: SharedFaces, addresses: Mapping[str, str]
) -> Iterator[Any]:
    return (section(file.pdf, fonts, file.faces, addresses) for file in files)


@contextmanager
def _little_garbage() -> Iterator[None]:
    """What is there already, the whole project, isn't looked through for garbage while inside:
    what each layout leaves behind can be looked for often then.
    """
    before = gc.get_threshold()
    with set_aside():  # before: else all of it is looked through once
        gc.set_threshold(*GARBAGE)
        try:
            yield
        finally:
            gc.set_threshold(*before)
