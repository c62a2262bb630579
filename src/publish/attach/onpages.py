"""Pages to what stands on them: sizes, content, annotations, fields, pieces of tags."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Stream

from publish.attach.joining.actions import annotations_of
from publish.attach.joining.elements import STANDARD_TYPES, elements, kids
from publish.attach.joining.forms import field_names
from publish.attach.joining.objects import entry, identity, items, keys, section, text
from publish.attach.joining.targets import shown
from publish.attach.view import Item, View, digest, goal_of

BOXES = ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
"""What of a page is seen, printed, cut (ISO 32000-2, 14.11.2)."""


def page_items(view: View) -> Iterator[Item]:
    for index, page in enumerate(view.pages):
        box = [shown(side) for side in items(page, "/MediaBox")]
        yield Item("page", index, f"{' '.join(box)} turned {page.get('/Rotate', 0)}")
        for key in BOXES:
            if sides := items(page, key):
                yield Item("page", index, f"{key[1:]} {' '.join(map(shown, sides))}")
        yield Item("content", index, digest(page.get("/Contents")))
        for key in keys(section(page, "/PieceInfo")):
            yield Item("page-piece", index, key)


def annotation_items(view: View) -> Iterator[Item]:
    for index, page in enumerate(view.pages):
        for annotation in annotations_of(page):
            subtype = text(annotation, "/Subtype") or "none"
            if subtype == "Link":
                yield Item("link", index, f"{_box(annotation)} to {goal_of(view, annotation)}")
            else:
                said = text(annotation, "/Contents") or ""
                yield Item("annotation", index, f"{subtype} {_box(annotation)} {said}".rstrip())


def _box(annotation: Dictionary) -> str:
    return " ".join(map(shown, items(annotation, "/Rect")))


def tag_items(view: View) -> Iterator[Item]:
    """The elements that have content on the pages, and those above them, in order."""
    index = {identity(page): number for number, page in enumerate(view.pages)}
    tree = section(view.pdf.Root, "/StructTreeRoot")
    roles = section(tree, "/RoleMap")
    for _, element in elements(tree):
        for piece in _pieces(element, index):
            yield Item("tag", piece[0], f"{_role(element, roles)} {piece[1]}")
        for key in ("/Alt", "/ActualText", "/E"):
            if (said := text(element, key)) is not None and _on(element, index):
                yield Item("tag text", None, f"{_role(element, roles)} {key[1:]} {said}")


def _pieces(element: Dictionary, index: dict[object, int]) -> Iterator[tuple[int, str]]:
    """The content right below an element: its page, and what it is."""
    for kid in kids(element):
        holder = kid if isinstance(kid, Dictionary) and "/Pg" in kid else element
        page = entry(holder, "/Pg", Dictionary)
        number = index.get(identity(page)) if page is not None else None
        if number is None:
            continue
        if isinstance(kid, int):
            yield number, f"content {kid}"
        elif isinstance(kid, Dictionary) and kid.get("/Type") == "/MCR":
            yield number, f"content {kid.get('/MCID')}"
        elif isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR":
            yield number, f"object {text(kid.get('/Obj'), '/Subtype') or ''}".rstrip()


def _on(element: Dictionary, index: dict[object, int]) -> bool:
    return any(True for _, each in [(0, element), *elements(element)] for _ in _pieces(each, index))


def _role(element: Dictionary, roles: Dictionary) -> str:
    """An element's standard type; ``unknown`` if no map leads to one."""
    type_, seen = text(element, "/S") or "none", set[str]()
    while f"/{type_}" in roles and type_ not in seen and "/NS" not in element:
        seen.add(type_)
        type_ = text(roles, f"/{type_}") or type_
    return type_ if f"/{type_}" in STANDARD_TYPES or "/NS" in element else "unknown"


def field_items(view: View) -> Iterator[Item]:
    pages = enumerate(view.pages)
    on = {identity(each): number for number, page in pages for each in annotations_of(page)}
    for _, field in field_names(view.pdf.Root):
        widgets = [field, *(kid for kid in items(field, "/Kids") if isinstance(kid, Dictionary))]
        where = next((on[identity(each)] for each in widgets if identity(each) in on), None)
        if where is not None:
            yield Item("field", where, f"{text(field, '/FT') or 'none'} {_value(field)}".rstrip())


def _value(field: Dictionary) -> str:
    value = field.get("/V")
    return "" if value is None or isinstance(value, Dictionary | Stream) else str(value)
