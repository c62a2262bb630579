"""What a book has around its chapters: cover, title page, related entries, colophon."""

from __future__ import annotations

from lxml import html

from publish.engines.images import ImageFile
from publish.writers.epub.book import Chapter, Line
from publish.writers.tree import Tree


def cover_page(tree: Tree) -> Chapter:
    words = tree.terms
    return Chapter("cover", words.cover, [], "cover", None, template="epub-cover.xhtml.j2")


def title_page(tree: Tree, portrait: ImageFile | None) -> Chapter:
    """The head of the dossier; its parts are there for their links and notes."""
    parts = [part for part in (tree.summary, tree.facts, tree.caption) if part is not None]
    own = tree.publication.entry.image
    if portrait is not None and own is not None:
        parts.append(html.Element("img", {"alt": "" if own.decorative else own.alt}))
    return Chapter(
        "title",
        tree.publication.entry.title,
        parts,
        "titlepage",
        None,
        headings=(Line("title.xhtml", tree.terms.title_page),),
        template="epub-title.xhtml.j2",
    )


def related_entries(tree: Tree) -> list[Chapter]:
    """Where links to other entries lead, if the settings don't say where those are."""
    if not tree.publication.links or tree.publication.settings.url:
        return []
    return [_back_matter("related", tree.terms.related, "appendix", "doc-appendix")]


def colophon(tree: Tree) -> Chapter:
    return _back_matter("about", tree.terms.about, "colophon", "doc-colophon")


def _back_matter(name: str, title: str, kind: str, role: str) -> Chapter:
    line = Line(f"{name}.xhtml", title)
    return Chapter(name, title, [], kind, role, headings=(line,), template=f"epub-{name}.xhtml.j2")
