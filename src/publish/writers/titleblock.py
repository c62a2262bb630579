"""The head of a dossier: what stands before its text, as values for templates.

Kind, title, portrait, summary, facts, names and dates, the same in every format.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lxml import html

from publish.engines.jinja import safe
from publish.model.collection import MATTER
from publish.model.entry import Author, Entry
from publish.model.frozen import Frozen
from publish.model.gist import gist
from publish.model.publication import Publication
from publish.writers.lines import keep_together
from publish.writers.terms import Terms
from publish.writers.tidying import Element
from publish.writers.tree import Tree

Serialise = Callable[[Element], str]


class Day(Frozen):
    """A date with its label: for people, and in ISO 8601."""

    label: str
    shown: str
    iso: str


class TitleBlock(Frozen):
    """``summary``, ``facts``, ``caption`` are markup, title and subtitle may be; the
    rest is plain."""

    kind: str
    title: str
    subtitle: str | None
    summary: str
    facts: str
    caption: str
    credit: str | None
    authors: tuple[Author, ...]
    days: tuple[Day, ...]
    rights: str | None
    tags: tuple[str, ...]
    identifier: str | None


def title_block(tree: Tree, serialise: Serialise) -> TitleBlock:
    publication = tree.publication
    entry, words = publication.entry, tree.terms
    return TitleBlock(
        kind=kind_label(publication, words),
        title=_kept(entry.title, serialise),
        subtitle=_kept(entry.subtitle, serialise) if entry.subtitle else None,
        summary=_inner(tree.summary, serialise),
        facts=_facts(tree.facts, serialise),
        caption=_caption(tree.caption, serialise),
        credit=entry.image.credit if entry.image else None,
        authors=entry.authors,
        days=days(publication, words),
        rights=entry.rights or publication.settings.rights,
        tags=entry.tags,
        identifier=entry.identifier,
    )


def kind_label(publication: Publication, words: Terms) -> str:
    """The kind in the entry's language, or as the project's settings call it; that of the
    texts of a collection is nothing to print.
    """
    name = publication.entry.kind
    if name == MATTER:
        return ""
    kind = (publication.settings.kinds or {}).get(name)
    return words.kind(name, kind.label if kind else "")


def plain_summary(entry: Entry) -> str:
    """The summary as one line of words, for descriptions."""
    told = gist(entry.document).summary
    return " ".join((entry.summary or "").split()) if told is None else told


def days(publication: Publication, words: Terms) -> tuple[Day, ...]:
    entry = publication.entry
    found: list[tuple[str, date | None]] = [
        (words.published, entry.published),
        (words.reviewed, entry.reviewed),
    ]
    return tuple(Day(label, words.day(d), d.isoformat()) for label, d in found if d)


def _kept(text: str, serialise: Serialise) -> str:
    """Plain text as markup, with the words that no line ends inside."""
    host = html.Element("span")
    host.text = text
    keep_together(host)
    return serialise(host) if len(host) else text


def _inner(part: Element | None, serialise: Serialise) -> str:
    return safe("".join(serialise(child) for child in part)) if part is not None else ""


def _facts(part: Element | None, serialise: Serialise) -> str:
    """The list of facts, each label and its values in a group of their own."""
    given = part.find("dl") if part is not None else None
    if given is None:
        return ""
    facts = html.Element("dl")
    for child in list(given):
        if child.tag == "dt":
            facts.append(html.Element("div", {"class": "fact"}))
        if len(facts):
            facts[-1].append(child)
    return serialise(facts)


def _caption(part: Element | None, serialise: Serialise) -> str:
    """The portrait's caption without the paragraph around it."""
    if part is None:
        return ""
    caption = html.Element("span")
    paragraph = part.find("p")
    source = paragraph if paragraph is not None else part
    caption.text = source.text
    caption.extend(list(source))
    return serialise(caption)
