"""A PDF to a list of all that joining may lose, in words that don't depend on where it stands.

Each item is of a *kind* (``link``, ``bookmark``, ``tag`` …) and on a page, counted
from the first of the pages that are looked at, or on none. Names that may change
(of destinations, of fields) are followed to what they name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from publish.attach.joining.actions import annotations_of, bookmarks, script_of
from publish.attach.joining.elements import STANDARD_TYPES, elements, kids
from publish.attach.joining.forms import field_names
from publish.attach.joining.labels import labels
from publish.attach.joining.objects import entry, identity, items, keys, section, text
from publish.attach.joining.targets import Target, Targets, destination_of, shown
from publish.attach.joining.trees import names


class Item(NamedTuple):
    """Something in a PDF. ``page`` is an index, None where it is on no page."""

    kind: str
    page: int | None
    what: str

    def __str__(self) -> str:
        place = "" if self.page is None else f" on page {self.page + 1}"
        return f"{self.kind}{place}: {self.what}"


@dataclass(frozen=True, slots=True)
class View:
    """What of a document is looked at: some of its pages (by their indices), or all."""

    pdf: Pdf
    pages: tuple[Dictionary, ...]
    places: dict[int, int]
    targets: Targets

    @classmethod
    def of(cls, pdf: Pdf, indices: Sequence[int] | None = None) -> View:
        every = [page.obj for page in pdf.pages]
        seen = range(len(every)) if indices is None else indices
        places = {index: place for place, index in enumerate(seen)}
        return cls(pdf, tuple(every[index] for index in places), places, Targets(pdf.Root, every))

    def target(self, target: Target | None) -> str | None:
        """A destination's page, from the first of the view's; None if it is in none of them."""
        if target is None or target.page is None:
            return None
        if target.page not in self.places:
            return None
        return f"page {self.places[target.page] + 1} {target.view}"


def inventory(pdf: Pdf, indices: Sequence[int] | None = None) -> tuple[Item, ...]:
    """All that stands in a document, or that belongs to some of its pages."""
    view = View.of(pdf, indices)
    return tuple(item for kind in KINDS for item in kind(view))


# -- on pages -----------------------------------------------------------------


def _pages(view: View) -> Iterator[Item]:
    for index, page in enumerate(view.pages):
        box = [shown(side) for side in items(page, "/MediaBox")]
        yield Item("page", index, f"{' '.join(box)} turned {page.get('/Rotate', 0)}")
        yield Item("content", index, _digest(page.get("/Contents")))
        for key in keys(section(page, "/PieceInfo")):
            yield Item("page-piece", index, key)


def _annotations(view: View) -> Iterator[Item]:
    for index, page in enumerate(view.pages):
        for annotation in annotations_of(page):
            subtype = text(annotation, "/Subtype") or "none"
            if subtype == "Link":
                yield Item("link", index, f"{_box(annotation)} to {_goal(view, annotation)}")
            else:
                said = text(annotation, "/Contents") or ""
                yield Item("annotation", index, f"{subtype} {_box(annotation)} {said}".rstrip())


def _box(annotation: Dictionary) -> str:
    return " ".join(map(shown, items(annotation, "/Rect")))


def _goal(view: View, item: Dictionary) -> str:
    destination = destination_of(item)
    if destination is not None:
        target = view.targets.of(destination)
        return view.target(target) or ("another page" if target and target.page is not None
                                       else "nowhere")  # fmt: skip
    action = entry(item, "/A", Dictionary)
    if action is None:
        return "nowhere"
    kind = text(action, "/S") or "none"
    if kind == "JavaScript":
        return f"script {script_of(action)}"
    details = (text(action, key) for key in ("/URI", "/F", "/N", "/D"))
    return " ".join([kind, *(each for each in details if each)])


# -- of the document ----------------------------------------------------------


def _bookmarks(view: View) -> Iterator[Item]:
    path: list[str] = []
    for depth, item in bookmarks(view.pdf.Root.get("/Outlines")):
        path[depth:] = [text(item, "/Title") or ""]
        goal = _goal(view, item)
        if goal != "another page":
            yield Item("bookmark", None, f"{path[depth]} to {goal}")


def _destinations(view: View) -> Iterator[Item]:
    root = view.pdf.Root
    old = section(root, "/Dests")
    values = [*names(section(root, "/Names").get("/Dests")).values()]
    values += [old[key] for key in keys(old)]
    for value in values:
        if (goal := view.target(view.targets.of(value))) is not None:
            yield Item("destination", None, goal)


def _labels(view: View) -> Iterator[Item]:
    every = labels(view.pdf.Root, len(view.pdf.pages))
    for index, place in view.places.items():
        yield Item("label", place, every[index])


def _tags(view: View) -> Iterator[Item]:
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


def _fields(view: View) -> Iterator[Item]:
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


def _layers(view: View) -> Iterator[Item]:
    properties = section(view.pdf.Root, "/OCProperties")
    default = section(properties, "/D")
    hidden = {identity(each) for each in items(default, "/OFF") if isinstance(each, Object)}
    shown_ = {identity(each) for each in items(default, "/ON") if isinstance(each, Object)}
    off = default.get("/BaseState") == "/OFF"
    for layer in items(properties, "/OCGs"):
        if isinstance(layer, Dictionary):
            is_off = identity(layer) in hidden or (off and identity(layer) not in shown_)
            yield Item("layer", None, f"{text(layer, '/Name') or ''} {'off' if is_off else 'on'}")


def _threads(view: View) -> Iterator[Item]:
    for thread in items(view.pdf.Root, "/Threads"):
        title = text(section(thread, "/I"), "/Title") or ""
        yield Item("article", None, title)


def _attachments(view: View) -> Iterator[Item]:
    for file in names(section(view.pdf.Root, "/Names").get("/EmbeddedFiles")).values():
        relation = text(file, "/AFRelationship") or "none"
        name = text(file, "/UF") or text(file, "/F") or ""
        data = entry(section(file, "/EF"), "/F", Stream)
        sum_ = _digest(data) if data is not None else "nothing"
        yield Item("attachment", None, f"{name} {relation} {sum_}")
    for file in items(view.pdf.Root, "/AF"):
        yield Item("associated file", None, text(file, "/UF") or text(file, "/F") or "")


def _intents(view: View) -> Iterator[Item]:
    """What colours are meant for, on all pages or on some of the view's."""
    found = (
        f"{text(intent, '/S') or 'none'} {text(intent, '/OutputConditionIdentifier') or ''}"
        for holder in (view.pdf.Root, *view.pages)
        for intent in items(holder, "/OutputIntents")
    )
    for intent in dict.fromkeys(found):
        yield Item("output intent", None, intent)


def _digest(content: Any) -> str:
    """The first digits of the SHA-256 of what a stream or an array of streams decodes to."""
    streams: Sequence[Any] = list(content) if isinstance(content, Array) else [content]
    digest = sha256()
    for stream in streams:
        if isinstance(stream, Stream):
            try:
                digest.update(stream.read_bytes())
            except Exception:  # a filter that nobody can undo
                digest.update(stream.read_raw_bytes())
    return digest.hexdigest()[:16]


KINDS = (
    _pages, _annotations, _bookmarks, _destinations, _labels, _tags, _fields, _layers, _threads,
    _attachments, _intents,
)  # fmt: skip
