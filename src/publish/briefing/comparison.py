"""Two entries → the publication of a brief that sets them beside each other.

A row for each thing that is said of both: their summaries, facts by their labels, sections by
their titles; then what is said of one alone. Each row is a block of the text, from which a
brief is chosen and laid out as from any entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from os.path import relpath

from publish.briefs.outline import part_class
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.nodes import Node, div, plain_text, text_node
from publish.model.publication import Publication
from publish.resolve import SECTION_LEVEL
from publish.writers.terms import terms

Rows = Mapping[str, Sequence[Node]]
"""What an entry says, by what it is called."""


def compared(one: Publication, other: Publication) -> Publication:
    """The publication that compares two, in the language of the first."""
    entry = _entry(one.entry, other.entry)
    both = (one, other)
    known = {each.key: each for publication in both for each in publication.references}
    return replace(
        one,
        id=entry.id,
        entry=entry,
        blocks=(*_rows(both, entry), div([], identifier="refs")),
        mentions=(*one.mentions, *other.mentions),
        references=tuple(known.values()),
        nocite=(),
        links=tuple(dict.fromkeys((*one.links, *other.links))),
        modified=max(one.modified, other.modified),
        compared=both,
    )


def _entry(one: Entry, other: Entry) -> Entry:
    """What the comparison says of itself: reviewed when the older of both was."""
    reviewed = [each.reviewed for each in (one, other) if each.reviewed]
    return replace(
        one,
        id=f"{one.id}--{other.id}",
        title=f"{one.title} · {other.title}",
        subtitle=None,
        summary=None,
        kind=one.kind if one.kind == other.kind else "matter",
        authors=tuple(dict.fromkeys((*one.authors, *other.authors))),
        reviewed=min(reviewed) if len(reviewed) == 2 else None,
        published=None,
        facts=(),
        image=None,
        questions=(),
        identifier=None,
        tags=tuple(dict.fromkeys((*one.tags, *other.tags))),
        brief=None,
    )


def _rows(both: tuple[Publication, Publication], entry: Entry) -> Iterator[Node]:
    yield _row("", [_head(each, entry) for each in both], "heads")
    yield _row(terms(entry.lang).summary, [_part(each, "entry-summary") for each in both])
    facts = [dict(_facts(each)) for each in both]
    sections = [dict(_sections(each)) for each in both]
    shared = [name for name in facts[0] if name in facts[1]]
    alone = [name for name in chain(*facts) if name not in shared]
    for name in (*shared, *alone):
        yield _row(name, [each.get(name, ()) for each in facts])
    for name in sections[0]:
        if name in sections[1]:
            yield _row(name, [each[name] for each in sections])


def _row(label: str, cells: Sequence[Sequence[Node]], name: str = "") -> Node:
    """A label, and what each of both says."""
    labelled = div([{"t": "Para", "c": text_node(label)}] if label else [], classes=["label"])
    none = [{"t": "Para", "c": text_node("–")}]
    classes = ["compare", name] if name else ["compare"]
    return div([labelled, *(div(list(cell) or none) for cell in cells)], classes=classes)


def _head(publication: Publication, beside: Entry) -> list[Node]:
    """Portrait and title, which leads to the dossier."""
    entry = publication.entry
    link = {
        "t": "Link",
        "c": [["", [], []], text_node(entry.title), [f"entry:{publication.id}", ""]],
    }
    blocks: list[Node] = []
    if entry.image and not entry.image.decorative:
        folder = entry.path.rpartition("/")[0]
        file = relpath(f"{folder}/{entry.image.file}", beside.path.rpartition("/")[0] or ".")
        image = {"t": "Image", "c": [["", [], []], text_node(entry.image.alt), [file, ""]]}
        blocks.append({"t": "Plain", "c": [image]})
    return [*blocks, {"t": "Para", "c": [link]}]


def _part(publication: Publication, name: str) -> list[Node]:
    block = next((each for each in publication.blocks if part_class(each) == name), None)
    return list(block["c"][1]) if block else []


def _facts(publication: Publication) -> Iterator[tuple[str, list[Node]]]:
    for listed in _part(publication, "entry-facts"):
        for label, values in listed["c"]:
            yield plain_text(label), [block for value in values for block in value]


def _sections(publication: Publication) -> Iterator[tuple[str, list[Node]]]:
    """The blocks of each section of the first level, by its title."""
    title, blocks = "", list[Node]()
    for block in publication.blocks:
        if part_class(block):
            continue
        if block["t"] == "Header" and block["c"][0] == SECTION_LEVEL:
            if title:
                yield title, blocks
            title, blocks = plain_text(block["c"][2]), []
        elif title:
            blocks.append(block)
    if title:
        yield title, blocks
