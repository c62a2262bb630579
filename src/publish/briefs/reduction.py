"""A publication and what was chosen of it → the publication of the brief.

It is an entry's publication in every respect, and goes the same way from here on: only
what it holds is less, and so are the records that it cites.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from publish.briefs.outline import TEXT, Outline, part_class
from publish.model.brief import Brief
from publish.model.frozen import replace
from publish.model.nodes import Node, div, marked, text_node
from publish.model.publication import Publication
from publish.resolve import cited_keys, entry_id


def reduced(
    publication: Publication,
    outline: Outline,
    taken: Mapping[str, int],
    facts: int,
    brief: Brief,
    continued: str = "",
) -> Publication:
    """The publication with so many blocks of each section (``taken``, by name), and so many
    facts. ``continued`` stands behind a section that is shortened.
    """
    kept, cut = _kept(outline, taken)
    blocks = [*_blocks(publication.blocks, kept, cut, facts, _mark(continued, brief))]
    keys = cited_keys(blocks)
    known = {reference.key: reference for reference in publication.references}
    linked = {entry_id(target) for target in _targets(blocks)}
    return replace(
        publication,
        blocks=tuple(blocks),
        references=tuple(known[key] for key in keys if key in known),
        nocite=(),
        links=tuple(link for link in publication.links if link.id in linked),
        brief=brief,
    )


def _kept(outline: Outline, taken: Mapping[str, int]) -> tuple[set[int], set[int]]:
    """The indexes of the blocks that stay, and of those behind which something is cut off."""
    kept = {outline.summary.index} if outline.summary else set()
    cut = set()
    for section in outline.sections:
        count = taken.get(section.name, 0)
        kept.update(unit.index for unit in section.units[:count])
        if 0 < count < len(section.units):
            cut.add(section.units[count - 1].index)
    return kept, cut


def _blocks(
    blocks: Sequence[Node], kept: Collection[int], cut: Collection[int], facts: int, mark: Node
) -> Iterator[Node]:
    for index, block in enumerate(blocks):
        name = part_class(block)
        if name == "entry-facts":
            if facts:
                yield _fewer(block, facts)
        elif name in ("refs", "entry-caption", "entry-summary"):
            if name != "entry-summary" or index in kept:
                yield block
        elif index in kept:
            yield block if name or block["t"] == "Header" else _named(block, index)
        if index in cut:
            yield mark


def _named(block: Node, index: int) -> Node:
    """A block that can be found again when it is laid out."""
    classes = ["unit", f"unit-{index}"]
    return div([block], classes=classes if block["t"] in TEXT else [*classes, "solid"])


def _fewer(facts: Node, count: int) -> Node:
    attr, (listed,) = facts["c"]
    return {"t": "Div", "c": [attr, [{"t": "DefinitionList", "c": listed["c"][:count]}]]}


def _mark(words: str, brief: Brief) -> Node:
    text = text_node(words)
    if brief.address:
        text = [{"t": "Link", "c": [["", [], []], text, [brief.address, ""]]}]
    return div([{"t": "Para", "c": text}], classes=["continued"])


def _targets(blocks: Sequence[Node]) -> Iterator[str]:
    for node in marked(list(blocks)):
        if node["t"] == "Link" and node["c"][2][0].startswith("entry:"):
            yield node["c"][2][0]


def whole(outline: Outline) -> dict[str, int]:
    """Everything that there is to take."""
    return {section.name: len(section.units) for section in outline.sections}
