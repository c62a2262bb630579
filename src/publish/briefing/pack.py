"""Briefs → a pack: cover, contents, the briefs in order, and one list of all that they cite.

The briefs are joined as they are, page for page; only the sheets around them are laid out, and
pages get the numbers that contents give.
Where briefs number what they cite, each from 1, the list of all has no numbers of its own.
Its pages are numbered through, and contents and bookmarks lead to each brief.
"""

from __future__ import annotations

from collections.abc import Sequence

from publish.attach.leaves import Leaf, address, bound
from publish.attach.sheets import Frame, Line
from publish.briefing.making import MadeBrief
from publish.briefs.shortening import unnumbered
from publish.cite import cite
from publish.diagnostics.core import Collector, Result
from publish.engines.jinja import DEFAULT_THEME
from publish.engines.pandoc import Pandoc
from publish.model.frozen import replace
from publish.model.nodes import div, text_node
from publish.model.publication import Artifact, CitedPublication, Publication
from publish.proving import proved
from publish.verify import VERIFIERS
from publish.writers.pdf import write_pdf
from publish.writers.pdf.brief import house_style
from publish.writers.pdf.sheets import SheetWriter
from publish.writers.terms import Terms, terms
from publish.writers.tree import semantic_tree

NO_FOLIO = """@page { @bottom-right { content: none } }
@page rtl { @bottom-left { content: none } }"""
"""The list has no numbers of pages of its own."""


def packed(briefs: Sequence[MadeBrief], title: str, pandoc: Pandoc) -> Result[Artifact | None]:
    """The pack as a PDF that claims what all of its briefs do; None where it can't be made.
    ``briefs`` are of one project, and there is one at least.
    """
    found = Collector()
    first = briefs[0].cited.publication
    words = terms(first.settings.lang or first.entry.lang)
    claims = tuple(
        name for name in briefs[0].artifact.claims
        if all(name in brief.artifact.claims for brief in briefs)
    )  # fmt: skip
    listed = found.take(_listed(briefs, words, claims, pandoc))
    inner = [Leaf(brief.cited.publication.entry.title, brief.artifact.data) for brief in briefs]
    if listed is not None:
        inner.append(Leaf(words.works, listed.data))
    width, height = inner[0].size
    frame = Frame(width, height, words.lang, claims)
    house = first.settings.brand.name if first.settings.brand else None
    writer = SheetWriter(house_style(first.settings.brand))
    cover = writer.divider(frame, title, house or first.settings.title)
    contents = _contents(writer, frame, words.contents, inner)
    classified = first.settings.brand.classification if first.settings.brand else None
    front = (Leaf(title, cover), Leaf(words.contents, contents))
    data = bound(front, inner, range(len(briefs)), classified)
    made = Artifact("pdf", "pack.pdf", data, claims)
    verdict = VERIFIERS["pdf"](made)
    found.extend(verdict.diagnostics)
    return found.result(None if verdict.unproved else made)


def _listed(
    briefs: Sequence[MadeBrief], words: Terms, claims: tuple[str, ...], pandoc: Pandoc
) -> Result[Artifact | None]:
    """All that the briefs cite as one list in their style; None where they cite nothing."""
    publications = [brief.cited.publication for brief in briefs]
    known = {each.key: each for publication in publications for each in publication.references}
    if not known:
        return Result(None)
    whole = _list_of(publications[0], words.works, claims)
    style = unnumbered(whole.style)
    if style != whole.style:
        said = div([{"t": "Para", "c": text_node(words.by_author)}], classes=["entry-summary"])
        whole = replace(whole, style=style, blocks=(said, *whole.blocks))
    whole = replace(whole, references=tuple(known.values()), nocite=tuple(known))
    found = Collector()
    cited: CitedPublication | None = found.take(cite(whole, pandoc))
    return found.result(found.take(proved(cited, "pdf", _list_pdf)) if cited else None)


def _list_pdf(cited: CitedPublication) -> Result[Artifact | None]:
    style = f"{NO_FOLIO}\n{house_style(cited.publication.settings.brand)}"
    return write_pdf(cited, semantic_tree(cited), style=style)


def _list_of(publication: Publication, title: str, claims: tuple[str, ...]) -> Publication:
    """A publication that is nothing but a list of references."""
    settings = publication.settings
    plain = replace(settings.pdf, standard=claims, attach_sources=False)
    entry = replace(
        publication.entry, title=title, kind="matter", subtitle=None, summary=None, authors=(),
        published=None, reviewed=None, facts=(), image=None, questions=(), identifier=None,
        tags=(), lang=settings.lang or publication.entry.lang,
    )  # fmt: skip
    return replace(
        publication, id="works", entry=entry, blocks=(div([], identifier="refs"),), mentions=(),
        links=(), brief=None, settings=replace(settings, theme=DEFAULT_THEME, pdf=plain),
    )  # fmt: skip


def _contents(writer: SheetWriter, frame: Frame, name: str, inner: Sequence[Leaf]) -> bytes:
    """The contents, whose own pages are counted before they can say where anything stands."""
    own = 1
    while True:
        lines, page = [], 2 + own
        for number, sheet in enumerate(inner):
            lines.append(Line("", sheet.title, str(page), address(number)))
            page += sheet.pages
        made = writer.contents(frame, name, tuple(lines))
        if (pages := Leaf(name, made).pages) <= own:
            return made
        own = pages
