"""The blocks of a publication → its sections, each with the priority that it has in a brief.

A section's priority is what its heading says (``{brief=1}``), else the entry's header
(``brief: {sections: …}``), else the settings, else its place behind those that have one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publish.fitting.stock import MUST
from publish.model.frozen import Frozen, field
from publish.model.nodes import Node, marked, plain_text
from publish.model.publication import Publication
from publish.model.settings import LAST_PRIORITY, Priority
from publish.resolve import SECTION_LEVEL, cited_keys

UNSAID = 100
"""The priority of a section of which nothing is said."""

LAST = 200
"""That of the open questions, unless something is said."""

LEAD, QUESTIONS = "lead", "questions"

TEXT = frozenset({"Para", "Plain", "BulletList", "OrderedList", "BlockQuote", "DefinitionList"})
"""Blocks whose lines are those of the text."""


class Unit(Frozen):
    """A block of a publication by its index; what stands in it is ``text``, ``heading`` or
    ``other`` (a table, a figure, a listing)."""

    index: int
    kind: str
    keys: tuple[str, ...]
    length: int
    """Its characters, about."""
    leads: bool
    """Whether it announces what follows: a heading, or words that end with a colon."""
    identifier: str = ""
    """That of a heading."""
    notes: int = 0


class Section(Frozen):
    """A section with its units; ``name`` is that of its first unit."""

    name: str
    title: str
    identifier: str
    priority: int | None
    units: tuple[Unit, ...]

    @property
    def length(self) -> int:
        return sum(unit.length for unit in self.units)

    def extent_of(self, unit: Unit) -> str:
        """The name by which one of its units is measured."""
        if self.name == QUESTIONS:
            return QUESTIONS
        return f"heading-{unit.identifier}" if unit.kind == "heading" else f"unit-{unit.index}"


class Outline(Frozen):
    """What a brief can choose from: the summary (if there is one), the sections in the order
    of the text, and those that are never to be in a brief."""

    summary: Unit | None
    sections: tuple[Section, ...]
    never: tuple[Section, ...] = ()
    facts: tuple[tuple[str, ...], ...] = field(default=())
    """The keys that each fact cites."""
    misread: tuple[tuple[str, str], ...] = ()
    """The titles of headings that say something else than a priority, and what."""


def outline(publication: Publication, questions: str = "") -> Outline:
    """The parts of ``publication``; ``questions`` is what open questions are called."""
    blocks = publication.blocks
    summary = next((_unit(i, b) for i, b in enumerate(blocks) if _is(b, "entry-summary")), None)
    found = [*_sections(publication, blocks, questions)]
    return Outline(
        summary,
        tuple(section for section in found if section.priority is not None),
        tuple(section for section in found if section.priority is None),
        tuple(_facts(blocks)),
        tuple(_misread(blocks)),
    )


def part_class(block: Node) -> str:
    """``entry-facts`` and the like for the parts of a header; empty for the text itself."""
    if block["t"] != "Div":
        return ""
    identifier, classes, _ = block["c"][0]
    known = [name for name in classes if name.startswith("entry-")]
    return known[0] if known else "refs" if identifier == "refs" else ""


def _is(block: Node, name: str) -> bool:
    return part_class(block) == name


def _facts(blocks: Sequence[Node]) -> Iterator[tuple[str, ...]]:
    for block in blocks:
        if _is(block, "entry-facts"):
            for item in block["c"][1][0]["c"]:
                yield tuple(cited_keys(item[1]))


def _sections(
    publication: Publication, blocks: Sequence[Node], questions: str
) -> Iterator[Section]:
    said = _priorities(publication)
    pending: list[tuple[int, Node]] = []
    for index, block in enumerate(blocks):
        own = part_class(block)
        if own and own != "entry-questions":
            continue
        starts = block["t"] == "Header" and block["c"][0] == SECTION_LEVEL
        if pending and (starts or own):
            yield _section(pending, said)
            pending = []
        if own:
            priority = said.get(questions.casefold(), LAST)
            yield Section(QUESTIONS, questions, "questions", _number(priority),
                          (_unit(index, block),))  # fmt: skip
        else:
            pending.append((index, block))
    if pending:
        yield _section(pending, said)


def _section(blocks: Sequence[tuple[int, Node]], said: Mapping[str, Priority]) -> Section:
    first, heading = blocks[0]
    units = tuple(_unit(index, block) for index, block in blocks)
    if heading["t"] != "Header":
        return Section(LEAD, "", "", UNSAID - 1, units)
    title = plain_text(heading["c"][2])
    identifier, _, pairs = heading["c"][1]
    own = _written(dict(pairs).get("brief", ""))
    priority = said.get(title.casefold(), UNSAID) if own is None else own
    return Section(f"unit-{first}", title, identifier, _number(priority), units)


def _priorities(publication: Publication) -> dict[str, Priority]:
    """What the settings and the entry's header say, by the titles of sections."""
    brief = publication.entry.brief
    said = {**publication.settings.brief.sections, **(brief.sections if brief else {})}
    return {title.casefold(): priority for title, priority in said.items()}


def _written(text: str) -> Priority | None:
    """The priority that a heading gives; None where it is none."""
    if text in ("must", "never"):
        return text  # type: ignore[return-value]
    return int(text) if text.isdecimal() and 1 <= int(text) <= LAST_PRIORITY else None


def _misread(blocks: Sequence[Node]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] == SECTION_LEVEL:
            said = dict(block["c"][1][2]).get("brief")
            if said is not None and _written(said) is None:
                yield plain_text(block["c"][2]), said


def _number(priority: Priority) -> int | None:
    if isinstance(priority, str):
        return MUST if priority == "must" else None
    return priority


def _unit(index: int, block: Node) -> Unit:
    kind = "heading" if block["t"] == "Header" else "text" if block["t"] in TEXT else "other"
    identifier = block["c"][1][0] if kind == "heading" else ""
    words = plain_text(block)
    leads = kind == "heading" or words.endswith((":", "："))
    notes = sum(node["t"] == "Note" for node in marked(block))
    length = len(words) + (60 if kind != "other" or block["t"] == "Div" else 300)
    return Unit(index, kind, tuple(cited_keys([block])), length, leads, identifier, notes)
