"""An entry to a publication: one tree, every key, link and heading level resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from publish.model.document import Document, Fragment
from publish.model.entry import Entry
from publish.model.expressions import expression
from publish.model.gist import gist
from publish.model.mention import Mention
from publish.model.nodes import (
    Node,
    attributes,
    citation,
    copied,
    copied_at,
    div,
    marked,
    plain_text,
    text_node,
)
from publish.model.passages import top_level
from publish.model.publication import NOTE, EntryLink, Project, Publication
from publish.model.reference import Bibliography, Reference

SECTION_LEVEL = 2
"""The heading level of an entry's sections; level 1 is its title."""

UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of an entry that has none: the first day that a ZIP archive can hold."""

CHANGED = frozenset({"Cite", "Header", "Link"})
"""The kinds of nodes of which a publication has its own."""

RESERVED_IDS = expression(
    r"(main|contents|summary|facts|questions|refs|references|footnotes|notes|related|cover)"
    r"(-title)?$|(cite|ref|fn|fnref|page|note)-?\d*$|(cite|ref)-"
)
"""Identifiers of what the writers add; a heading that has one gets another."""


def resolve(
    project: Project,
    entry: Entry,
    document: Document,
    mentions: Sequence[Mention] = (),
    epoch: int | None = None,
) -> Publication:
    """The publication of ``entry``, whose ``document`` already holds the citations
    that its mentions got. Every key and link in it is known to resolve. ``epoch``
    (seconds since 1970) dates the files instead of the entry's own date.
    """
    bibliography = project.bibliography
    blocks = tuple(_composed(entry, document, bibliography))
    nodes = list(marked(list(blocks)))
    _name_links(nodes)
    if project.style.citation_format == NOTE:
        _sign_notes(blocks)
    keys = [key for key in _cited(nodes) if key in bibliography]
    listed = dict.fromkeys(_main_keys(entry.nocite, bibliography))
    nocite = [key for key in listed if key not in keys]
    return Publication(
        id=entry.id,
        entry=entry,
        blocks=blocks,
        mentions=tuple(mentions),
        references=tuple(_references([*keys, *nocite], bibliography)),
        nocite=tuple(nocite),
        links=tuple(_links(project, nodes)),
        style=project.style,
        settings=project.settings,
        modified=_modified(entry, epoch),
    )


def _modified(entry: Entry, epoch: int | None) -> datetime:
    """When the entry last changed as far as it says: never the clock."""
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC)
    day = entry.reviewed or entry.published
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else UNDATED


def cited_keys(blocks: Iterable[Node]) -> list[str]:
    """The keys cited in ``blocks``, each once, in the order of first citation."""
    return _cited(marked(list(blocks)))


def _cited(nodes: Iterable[Node]) -> list[str]:
    keys: dict[str, None] = {}
    for node in nodes:
        if node["t"] == "Cite":
            keys.update((item["citationId"], None) for item in node["c"][0])
    return list(keys)


def _sign_notes(blocks: Iterable[Node]) -> None:
    """Give citations that become notes their authors: the text that names them stands
    elsewhere on the page, and a note without them reads as if the work were anonymous.
    """
    notes = [node for node in marked(list(blocks)) if node["t"] == "Note"]
    inside = {id(node) for note in notes for node in marked(note["c"])}
    for node in marked(list(blocks)):
        if node["t"] == "Cite" and id(node) not in inside:
            for item in node["c"][0]:
                if item["citationMode"]["t"] == "SuppressAuthor":
                    item["citationMode"] = {"t": "NormalCitation"}


def _composed(entry: Entry, document: Document, bibliography: Bibliography) -> Iterator[Node]:
    """The parts of an entry in reading order, each in a Div of its own."""
    if summary := document.fragment("summary"):
        yield div(_prepared(summary, bibliography), classes=["entry-summary"])
    if entry.facts:
        yield div([_fact_list(entry, document, bibliography)], classes=["entry-facts"])
    if caption := document.fragment("caption"):
        yield div(_prepared(caption, bibliography), classes=["entry-caption"])
    if body := document.fragment("body"):
        yield from _prepared(body, bibliography)
    if questions := document.named("questions"):
        items = [_prepared(question, bibliography) for question in questions]
        yield div([{"t": "BulletList", "c": items}], classes=["entry-questions"])
    yield div([], identifier="refs")


def _fact_list(entry: Entry, document: Document, bibliography: Bibliography) -> Node:
    items = []
    for fact, fragment in zip(entry.facts, document.named("facts"), strict=True):
        value = copied(_prepared(fragment, bibliography))
        if fact.source:
            for key in _main_keys([fact.source], bibliography):
                _cite_source(value, key)
        items.append([text_node(fact.label), [value]])
    return {"t": "DefinitionList", "c": items}


def _cite_source(value: list[Node], key: str) -> None:
    """Add the source of a fact: to the citation that its value ends with, else behind it."""
    if key in cited_keys(value):
        return
    if not value or value[-1]["t"] not in ("Para", "Plain"):
        value.append({"t": "Para", "c": []})
    words, cited = value[-1]["c"], citation([key])
    if words and words[-1]["t"] == "Cite" and _in_brackets(words[-1]):
        words[-1]["c"][0] += cited["c"][0]
    else:
        words += [{"t": "Space"}, cited]


def _in_brackets(cite: Node) -> bool:
    return all(item["citationMode"]["t"] != "AuthorInText" for item in cite["c"][0])


def _prepared(fragment: Fragment, bibliography: Bibliography) -> list[Node]:
    """A copy of a fragment's blocks, with main keys and our heading levels."""
    blocks, own = copied_at(fragment.blocks, CHANGED)
    shift = SECTION_LEVEL - top_level(blocks)
    for node in marked(own):
        if node["t"] == "Cite":
            node["c"][0] = [
                each for item in node["c"][0] for each in _main_items(item, bibliography)
            ]
        elif node["t"] == "Header":
            _place_heading(node, shift)
        elif node["t"] == "Link":
            _mark_link(node)
    return blocks


def _main_items(item: Node, bibliography: Bibliography) -> list[Node]:
    """A citation under its main key; that of an @set as those of its members, the words
    before it at the first and those behind it at the last.
    """
    keys = list(_main_keys([item["citationId"]], bibliography))
    if len(keys) < 2:
        return [{**item, "citationId": keys[0]}]
    items = [{**item, "citationId": key} for key in keys]
    for first in items[:-1]:
        first["citationSuffix"] = []
    for later in items[1:]:
        later.update(citationPrefix=[], citationMode={"t": "NormalCitation"})
    if item["citationMode"]["t"] != "AuthorInText":
        items[1:] = [{**later, "citationMode": item["citationMode"]} for later in items[1:]]
    return items


def _place_heading(node: Node, shift: int) -> None:
    level, attr, _ = node["c"]
    node["c"][0] = max(SECTION_LEVEL, min(level + shift, 6))
    attr[0] = _own_id(attr[0])


def _own_id(identifier: str) -> str:
    """The identifier of an author's heading, kept apart from those of the writers."""
    return identifier + "-section" if RESERVED_IDS.match(identifier) else identifier


def _mark_link(node: Node) -> None:
    """Links between entries are marked, links to a renamed heading follow it."""
    attr, _, target = node["c"]
    if target[0].startswith("entry:"):
        node["c"][0] = attributes(attr[0], [*attr[1], "entry-link"])
    path, mark, identifier = target[0].partition("#")
    if mark and (not path or path.startswith("entry:")):
        target[0] = path + mark + _own_id(identifier)


def _main_keys(keys: Iterable[str], bibliography: Bibliography) -> Iterator[str]:
    """The keys under which the records stand; of an @set those of its members."""
    for key in keys:
        cited = bibliography.cited_by(key)
        yield from [reference.key for reference in cited] or [key]


def _references(keys: Iterable[str], bibliography: Bibliography) -> Iterator[Reference]:
    for key in keys:
        if reference := bibliography.get(key):
            yield reference


def _name_links(nodes: Sequence[Node]) -> None:
    """Give links without words some: what the place in the entry is called, or the address."""
    empty = [node for node in nodes if node["t"] == "Link" and not node["c"][1]]
    titles = _titles(nodes) if any(node["c"][2][0].startswith("#") for node in empty) else {}
    for node in empty:
        address = node["c"][2][0]
        if address.startswith("#"):
            node["c"][1] = text_node(titles.get(address[1:]) or address[1:])
        elif not address.startswith("entry:"):
            node["c"][1] = text_node(address.removeprefix("mailto:"))
            node["c"][0] = attributes(node["c"][0][0], [*node["c"][0][1], "uri"])


def _titles(nodes: Iterable[Node]) -> dict[str, str]:
    """What each heading, figure and table with an identifier is called."""
    found = {}
    for node in nodes:
        if node["t"] == "Header":
            found[node["c"][1][0]] = plain_text(node["c"][2])
        elif node["t"] in ("Figure", "Table"):
            found[node["c"][0][0]] = plain_text(node["c"][1][1])
    return found


def _links(project: Project, nodes: Iterable[Node]) -> Iterator[EntryLink]:
    """The entries that the text links to, each once; empty link texts get the title."""
    seen: set[str] = set()
    for node in nodes:
        if node["t"] != "Link" or not node["c"][2][0].startswith("entry:"):
            continue
        target = project.entries.get(entry_id(node["c"][2][0]))
        if target is None:
            _unlink(node)
            continue
        if not node["c"][1]:
            node["c"][1] = text_node(target.title)
        if target.id not in seen:
            seen.add(target.id)
            yield EntryLink(target.id, target.title, _summary(target), target.lang)


def _unlink(node: Node) -> None:
    """Leave the words of a link whose entry could not be read this time."""
    _, words, (address, _) = node["c"]
    node.update(t="Span", c=[attributes(), words or text_node(entry_id(address))])


def entry_id(target: str) -> str:
    """The entry that an address ``entry:ID`` or ``entry:ID#section`` names."""
    return target.removeprefix("entry:").partition("#")[0]


def _summary(entry: Entry) -> str | None:
    told = gist(entry.document).summary
    return entry.summary if told is None else told
