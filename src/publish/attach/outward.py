"""Links of a brief to files beside it, once it has left them: to where these are published, to
plain words, or to a list of what they miss.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from publish.attach.joining.actions import Survey, annotations_of
from publish.attach.joining.bridges import file_of, outside
from publish.attach.joining.elements import kids
from publish.attach.joining.objects import entry, identity, items, section, text
from publish.attach.joining.trees import number_tree, numbers


def lead_outward(pdf: Pdf, links: Mapping[str, str | None], attached: Collection[str] = ()) -> bool:
    """Give each link to a file in ``links`` its new address; where that is None, the words
    that it stands on are linked no more. Links to what is ``attached`` stay for joining.
    Whether there was any.
    """
    dead: list[Dictionary] = []
    led = False
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
                led = True
        if gone:
            left = [each for each in items(page, "/Annots") if identity(each) not in gone]
            page.Annots = Array(left)
    if dead:
        _untag(pdf, dead)
    return led or bool(dead)


def files_beside(root: Any, seen: Survey) -> list[str]:
    """The files that a document's links lead to, as seen from where it lies itself."""
    based = text(section(root, "/URI"), "/Base")
    found: dict[str, None] = {}
    for slot in outside(seen):
        file, is_address = file_of(slot.value), text(slot.value, "/S") == "URI"
        if file and not (is_address and (based or _is_host(file))):
            found.setdefault(file)
    return list(found)


def _is_host(address: str) -> bool:
    """Whether an address without a scheme is rather that of a site, as ``example.org/a``."""
    first, slash, _ = address.partition("/")
    return not first or ("." in first.strip(".") and (bool(slash) or not first.endswith(".pdf")))


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
