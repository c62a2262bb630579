"""What is written into the author's own files: decisions about mentions, and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publish.diagnostics.core import Result, UserError
from publish.diagnostics.rules import men
from publish.engines.replacement import replace_file, writing
from publish.mentions import (
    Manner,
    Placement,
    context_of,
    contradictions,
    essence,
    options,
    placements,
    set_citations,
)
from publish.model.decision import Decision
from publish.model.edit import Edit
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.mention import Mention
from publish.model.passages import passages
from publish.model.place import Place, SourceFile
from publish.model.publication import Project
from publish.readers.decisions import FILE, decision_edit, new_file, read_decisions
from publish.readers.entry import read_again
from publish.readers.parses import MarkdownParser
from publish.revision import Revision, disjoint, revised, revisions, save

Proof = Callable[[Sequence[Edit], Sequence[Placement]], bool]
"""Whether a text with these edits says what it says with these citations set."""


def decided(project: Project, entry: Entry, mention: Mention, key: str | None) -> Project:
    """The project with one decision more, which is then on disk.

    Raises `UserError` where ``mentions.toml`` can't be written or has changed since it
    was read.
    """
    root, source = project.settings.root, project.decisions.source
    context = context_of(mention, passages(entry.document, located=False))
    decision = Decision(entry.id, context, key, Place(FILE))
    if source is None:
        with writing(FILE):
            replace_file(root / FILE, new_file(decision).encode())
    else:
        edits = [decision_edit(project.decisions, decision)]
        saved = save(root, revisions({FILE: source}, edits))
        if saved.diagnostics:
            raise UserError(*saved.diagnostics)
    return replace(project, decisions=read_decisions(root))


def cited_source(
    project: Project, entry: Entry, mentions: Sequence[Mention], parser: MarkdownParser
) -> Result[Revision | None]:
    """The entry's file with the citations written into it that its mentions get in print.

    Each edit is proved: the revised text is parsed, and must be the document that is
    printed today. What can't be written so is left out and reported, and so is a year that
    contradicts the record and gives way to a citation: the text won't tell it any more.
    """
    places = placements(entry.document, mentions, Manner.of(project), project.bibliography)
    texts = passages(entry.document)
    choices = [options(texts[place.passage], place) for place in places]

    def proof(edits: Sequence[Edit], placed: Sequence[Placement]) -> bool:
        if disjoint(edits)[1]:
            return False
        text = revised(entry.source.text, edits)
        source = SourceFile(entry.source.path, text, entry.source.encoding)
        again = read_again(project.settings, source, parser)
        wanted = set_citations(entry.document, placed)
        return again is not None and essence(again.document) == essence(wanted)

    edits, left = _proved(places, choices, proof)
    told = [
        men.CITATION_NOT_WRITTEN.at(
            entry.source,
            texts[place.passage].place(max(place.offset - 1, 0)),
            f"no citation of {_listed(place.keys)} can be written here",
            "write it by hand, or leave it to the build, which sets it",
        )
        for place in left
    ]
    replaced = [mention for mention in mentions if _gives_way(mention, places)]
    told += contradictions(entry, replaced, texts, project.bibliography)
    found = revisions({entry.path: entry.source}, edits)
    return Result(found[0] if found else None, tuple(told))


def _gives_way(mention: Mention, places: Sequence[Placement]) -> bool:
    """Whether a citation takes the place of its words, or of some."""
    return any(
        place.passage == mention.passage
        and place.offset < mention.end
        and mention.start < place.end
        for place in places
    )


def _proved(
    places: Sequence[Placement], choices: Sequence[Sequence[Edit]], proof: Proof
) -> tuple[list[Edit], list[Placement]]:
    """An edit for each placement, and the placements that none of their options fits.

    All first options are tried at once, as is nearly always right; where that fails, one
    half after the other, down to the placement that is at fault.
    """
    edits: list[Edit] = []
    placed: list[Placement] = []
    left: list[Placement] = []
    pending = [list(zip(places, choices, strict=True))]
    while pending:
        group = pending.pop()
        taken = [place for place, _ in group]
        if len(group) > 1:
            likely = [choice[0] for _, choice in group if choice]
            if len(likely) < len(group) or not proof([*edits, *likely], [*placed, *taken]):
                middle = len(group) // 2
                pending += [group[middle:], group[:middle]]
                continue
        else:
            options = (edit for _, choice in group for edit in choice)
            fitting = (edit for edit in options if proof([*edits, edit], [*placed, *taken]))
            likely = [edit for edit in (next(fitting, None),) if edit]
        if likely:
            edits += likely
            placed += taken
        else:
            left += taken
    return edits, left


def _listed(keys: Sequence[str]) -> str:
    return " and ".join(f"`{key}`" for key in keys)
