"""Links of a brief to files beside it, once it has left them: to where these are published, or
to plain words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from publish.attach.joining.actions import annotations_of
from publish.attach.joining.elements import kids
from publish.attach.joining.objects import entry, identity, items, section, text
from publish.attach.joining.trees import number_tree, numbers


def lead_outward(pdf: Pdf, links: Mapping[str, str | None], attached: Collection[str]) -> None:
    """Give each link to a file in ``links`` its new address; where that is None, the words
    that it stands on are linked no more. Links to what is ``attached`` stay for joining.
    """
    dead: list[Dictionary] = []
    for page in (each.obj for each in pdf.pages if links):
        gone = []
        for annotation in annotations_of(page):
            action = section(annotation, "/A")
            file, mark, place = (text(action, "/URI") or "").partition("#")
            if file not in links or file in attached or text(action, "/S") != "URI":
                continue
            address = links[file]
            if address is None:
                gone.append(identity(annotation))
                dead.append(annotation)
            else:
                action.URI = String(address + mark + place)
        if gone:
            left = [each for each in items(page, "/Annots") if identity(each) not in gone]
            page.Annots = Array(left)
    if dead:
        _untag(pdf, dead)


def _untag(pdf: Pdf, annotations: Collection[Dictionary]) -> None:
    """Make the elements of links that are gone stretches of words."""
    tree: Any = section(pdf.Root, "/StructTreeRoot")
    parents = numbers(tree.get("/ParentTree"))
    for annotation in annotations:
        element = parents.pop(entry(annotation, "/StructParent", int) or -1, None)
        if isinstance(element, Dictionary) and text(element, "/S") == "Link":
            element.S = Name.Span
            element.K = Array([kid for kid in kids(element) if not _refers(kid, annotation)])
    if "/ParentTree" in tree:
        tree.ParentTree = number_tree(pdf, parents)


def _refers(kid: Any, annotation: Dictionary) -> bool:
    target = entry(kid, "/Obj", Dictionary)
    return target is not None and identity(target) == identity(annotation)
