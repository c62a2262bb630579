"""What was drawn is hung into the structure tree, in the order of the text.

Every structure element keeps a cursor: the place behind what was hung in last.
It only moves forward, so the words of a note at the foot of a page don't pull
the rest of their paragraph behind them.
"""

from __future__ import annotations

from publish.engines.pdfstructure import ArtifactKind, Mark, StructureElement, Tagging
from publish.writers.pdf.tags.roles import GROUPING, NO_TEXT
from publish.writers.pdf.tags.skeleton import Skeleton, body, part


def hang_in(marks: list[Mark], tree: Skeleton, tags: Tagging) -> None:
    """Put each mark into its structure element, or among the artifacts."""
    heads: dict[StructureElement, int] = {}
    for mark in marks:
        owner = tree.owner.get(mark.element)
        kind = _artifact(mark, owner, tree, heads)
        if kind is not None or owner is None:
            tags.artifacts[mark.page, mark.number] = kind or "Layout"
        elif mark.text is None:
            _picture(mark, owner)
        else:
            _words(mark, owner)


def _artifact(
    mark: Mark, owner: StructureElement | None, tree: Skeleton, heads: dict[StructureElement, int]
) -> ArtifactKind | None:
    """Why this mark is no content, if it isn't."""
    if mark.artifact is not None:
        return mark.artifact
    if owner is None or mark.element in tree.hidden:
        return "Layout"
    head = owner.inside("THead", "TFoot")
    if head is not None and heads.setdefault(head, mark.page) != mark.page:
        return "Pagination"  # repeated on a following page
    if mark.text is not None and not mark.text.strip() and owner.type in NO_TEXT:
        return "Layout"
    return None


def _picture(mark: Mark, owner: StructureElement) -> None:
    figure = owner.inside("Figure", "Formula") or _paragraph(owner)
    _insert(figure, mark)
    if mark.rectangle is not None and figure.type in ("Figure", "Formula"):
        figure.attributes["Layout"] = {
            "BBox": tuple(round(value, 2) for value in mark.rectangle),
            "Placement": "/Block" if _stands_alone(figure) else "/Inline",
        }


def _stands_alone(figure: StructureElement) -> bool:
    return figure.parent is not None and figure.parent.type in GROUPING


def _words(mark: Mark, owner: StructureElement) -> None:
    _insert(_paragraph(_label(mark, owner)), mark)


def _label(mark: Mark, owner: StructureElement) -> StructureElement:
    """The label of an item for its marker, else the element itself."""
    if mark.pseudo in ("marker", "footnote-marker"):
        item = owner.inside("LI", "TOCI", "Note")
        return (part(item, "Lbl") if item is not None else None) or owner
    return owner


def _paragraph(owner: StructureElement) -> StructureElement:
    """``owner``, or the paragraph in it that words have to stand in."""
    if owner.type == "LI":
        owner = body(owner)
    if owner.type not in GROUPING and owner.type != "TOCI":
        return owner
    for at in (owner.cursor - 1, owner.cursor):
        if 0 <= at < len(owner.kids):
            near = owner.kids[at]
            if isinstance(near, StructureElement) and near.implied and near.type == "P":
                return near
    paragraph = StructureElement("P", owner, implied=True)
    _insert(owner, paragraph)
    return paragraph


def _insert(host: StructureElement, kid: Mark | StructureElement) -> None:
    """Hang ``kid`` in at the cursor, and move the cursors of all above."""
    host.kids.insert(host.cursor, kid)
    host.cursor += 1
    node = host
    while node.parent is not None:
        _pass(node.parent, node)
        node = node.parent


def _pass(parent: StructureElement, child: StructureElement) -> None:
    """Move the cursor of ``parent`` behind ``child``, and behind a note that follows it."""
    kids = parent.kids
    if parent.cursor and kids[parent.cursor - 1] is child:
        return
    for at in range(parent.cursor, len(kids)):
        if kids[at] is child:
            parent.cursor = at + 1
            if child.type == "Reference":
                _pass_note(parent)
            return


def _pass_note(parent: StructureElement) -> None:
    following = parent.kids[parent.cursor : parent.cursor + 1]
    if following and isinstance(following[0], StructureElement) and following[0].type == "Note":
        parent.cursor += 1
