"""WeasyPrint's private parts, all in one place; a test fails when they change.

WeasyPrint 70 tags a PDF by page and line, so that one paragraph on two pages is
two. There is no public way to replace its tagger: ours takes the place of
``weasyprint.pdf.add_tags`` while one file is written. This module reads the laid
out boxes into :class:`Mark` and :class:`LinkArea`, and writes a
:class:`StructureElement` tree and its artifacts into pydyf's objects.

``SURFACE`` lists what is used. When a new WeasyPrint fails the test of this list,
look here, and nowhere else, for what must be mended.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree

import cssselect2
import pydyf
import weasyprint
import weasyprint.pdf
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from publish.engines.pdfstructure import (
    ArtifactKind,
    LinkArea,
    Mark,
    StructureElement,
    Tagger,
    Tagging,
)

TESTED_VERSION = "70.0"

SURFACE: dict[str, tuple[object, str]] = {
    "the tagger": (weasyprint.pdf.add_tags, "pdf document pdf_version page_streams"),
    "the drawing of a page": (Stream.marked, "self box tag"),
    "parsing a document": (HTML.__init__, "self guess filename url file_obj string encoding "
                           "base_url url_fetcher media_type"),
    "laying out notes": (LayoutContext._update_footnote_area, "self"),
    "the renderer": (Document._render, "html font_config counter_style color_profiles options"),
}  # fmt: skip
"""Functions whose parameters this module relies on."""

POINTS = 0.75
"""Points in a CSS pixel."""


def surface_changes() -> list[str]:
    """What differs from the WeasyPrint that this module was written for."""
    changes = []
    for name, (function, expected) in SURFACE.items():
        found = " ".join(inspect.signature(function).parameters)  # type: ignore[arg-type]
        if found != expected:
            changes.append(f"{name} now takes ({found})")
    box = boxes.TextBox("p", {}, None, "x")
    wanted = ("element", "element_tag", "link_annotation", "is_leader", "text", "style")
    changes.extend(f"boxes have no `{name}`" for name in wanted if not hasattr(box, name))
    kinds = ("MarginBox", "TextBox", "ReplacedBox", "PageBox")
    changes.extend(f"there is no `{name}`" for name in kinds if not hasattr(boxes, name))
    return changes


# -- parsing ------------------------------------------------------------------


def parsed(root: ElementTree.Element, base_url: str, fetcher: Any) -> HTML:
    """WeasyPrint's document of an XML tree, without its HTML parser.

    The tree is ours and well-formed; parsing its text once more as HTML would cost
    as much as laying out a page, and would move blocks out of paragraphs.
    """
    document = HTML.__new__(HTML)
    document.base_url = base_url
    document.url_fetcher = fetcher
    document.media_type = "print"
    document.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    document.etree_element = document.wrapper_element.etree_element
    return document


# -- layout -------------------------------------------------------------------


class _StayingNotes(list[Any]):
    """A page's notes, which answer "are there any?" with no.

    Where a paragraph's last possible line doesn't fit, WeasyPrint asks whether the
    page has notes, and moves them to the next page, away from their marks, to make
    room for that line. Told that there are none, it moves the line.
    """

    def __bool__(self) -> bool:
        return False


@contextmanager
def notes_beside_marks() -> Iterator[None]:
    """While inside, a note stays on the page of its mark."""
    original = LayoutContext._update_footnote_area

    def update(context: Any) -> Any:
        notes = context.current_page_footnotes
        context.current_page_footnotes = list(notes)
        overflow = original(context)
        context.current_page_footnotes = _StayingNotes(notes)
        return overflow

    LayoutContext._update_footnote_area = update
    try:
        yield
    finally:
        LayoutContext._update_footnote_area = original


# -- tagging ------------------------------------------------------------------


@contextmanager
def tagging(tagger: Tagger) -> Iterator[None]:
    """While inside, files are tagged by ``tagger``."""
    original = weasyprint.pdf.add_tags

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        marks, areas = _drawn(document, page_streams)
        _write(pdf, page_streams, tagger(marks, areas))

    weasyprint.pdf.add_tags = add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = original


def _drawn(document: Any, page_streams: Any) -> tuple[list[Mark], list[LinkArea]]:
    """All marked content and all link areas, page by page, in the order of the text."""
    marks: list[Mark] = []
    areas: list[LinkArea] = []
    for index, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        reader = _PageReader(index, page.height * POINTS, stream._tags, marks, areas)
        reader.read(page._page_box, None, None)
        for box, mark in stream._tags.items():  # what hangs nowhere in the tree
            marks.append(Mark(index, mark["mcid"], box.element, artifact="Layout"))
        stream._tags.clear()
    return marks, areas


class _PageReader:
    """Reads one page's tree of boxes."""

    def __init__(
        self, page: int, height: float, tags: Any, marks: list[Mark], areas: list[LinkArea]
    ) -> None:
        self.page = page
        self.height = height
        self.tags = tags
        self.marks = marks
        self.areas = areas

    def read(self, box: Any, artifact: ArtifactKind | None, link: Any) -> None:
        """Read ``box`` and what is in it; ``link`` is the element of the area around."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            artifact = "Header" if box.at_keyword.startswith("@top") else "Footer"
        elif box.is_leader:
            artifact = "Layout"
        if box.link_annotation is not None:
            link = self._area(box, link)
        if box in self.tags:
            self._mark(box, self.tags.pop(box)["mcid"], artifact)
        for child in getattr(box, "children", ()):
            self.read(child, artifact, link)

    def _mark(self, box: Any, number: int, artifact: ArtifactKind | None) -> None:
        text = box.text if isinstance(box, boxes.TextBox) else None
        hyphen = box.style["hyphenate_character"]
        self.marks.append(
            Mark(
                self.page,
                number,
                box.element,
                _pseudo(box),
                text,
                None if text is not None else self._rectangle(box),
                text is not None and len(text) > 1 and text.endswith(hyphen) and hyphen != "-",
                artifact,
            )
        )

    def _rectangle(self, box: Any) -> tuple[float, float, float, float]:
        left, top = box.content_box_x() * POINTS, box.content_box_y() * POINTS
        right, bottom = left + box.width * POINTS, top + box.height * POINTS
        return (left, self.height - bottom, right, self.height - top)

    def _area(self, box: Any, link: Any) -> Any:
        annotation = box.link_annotation
        self.areas.append(
            LinkArea(
                self.page,
                annotation.number,
                box.element,
                external="A" in annotation,
                inner=link is box.element or box.element.tag != "a",
                empty=not _shows(box),
            )
        )
        return box.element if box.element.tag == "a" else link


def _pseudo(box: Any) -> str:
    tag = box.element_tag
    return tag.partition("::")[2] if isinstance(tag, str) else ""


def _shows(box: Any) -> bool:
    if isinstance(box, boxes.TextBox):
        return bool(box.text.strip())
    return isinstance(box, boxes.ReplacedBox) or any(map(_shows, getattr(box, "children", ())))


# -- writing ------------------------------------------------------------------


def _write(pdf: Any, page_streams: Any, tags: Tagging) -> None:
    """The structure tree (ISO 32000-1, 14.7) into pydyf's objects."""
    _write_properties(page_streams, tags)
    _drop_areas(pdf, tags)
    parents = pydyf.Dictionary({"Nums": pydyf.Array()})
    pdf.add_object(parents)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(root)
    objects = _Elements(pdf, root, len(page_streams))
    objects.write(tags.document)
    root["K"] = pydyf.Array([objects.of[tags.document].reference])
    root["ParentTreeNextKey"] = objects.write_parent_tree(parents["Nums"])
    if objects.names:
        names = [part for name, ref in sorted(objects.names) for part in (pydyf.String(name), ref)]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    if tags.role_map:
        root["RoleMap"] = pydyf.Dictionary({k: f"/{v}" for k, v in tags.role_map.items()})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _write_properties(page_streams: Any, tags: Tagging) -> None:
    """Artifacts and actual texts into the drawing operators of the pages."""
    for page, page_stream in enumerate(page_streams):
        stream = page_stream.stream
        for at, item in enumerate(stream):
            if not isinstance(item, pydyf.Dictionary) or "MCID" not in item:
                continue
            key = (page, item["MCID"])
            kind = tags.artifacts.get(key)
            if kind is not None:
                stream[at - 1] = "/Artifact"
                stream[at] = _artifact_properties(kind)
            elif key in tags.actual_texts:
                item["ActualText"] = pydyf.String(tags.actual_texts[key])


def _artifact_properties(kind: ArtifactKind) -> Any:
    if kind in ("Header", "Footer"):
        return pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{kind}"})
    return pydyf.Dictionary({"Type": f"/{kind}"})


def _drop_areas(pdf: Any, tags: Tagging) -> None:
    """Leave the areas that nobody asked for out of their pages."""
    for page in pdf.objects:
        if not isinstance(page, dict) or "Annots" not in page:
            continue
        kept = [ref for ref in page["Annots"] if int(ref.split()[0]) in tags.contents]
        if kept:
            page["Annots"] = pydyf.Array(kept)
        else:
            del page["Annots"]
    for number, contents in tags.contents.items():
        annotation = pdf.objects[number]
        annotation["Contents"] = pydyf.String(contents)
        annotation["F"] = 4  # printed; PDF/A allows no hidden ones


class _Elements:
    """Writes structure elements and remembers what points at them."""

    def __init__(self, pdf: Any, root: Any, pages: int) -> None:
        self.pdf = pdf
        self.root = root
        self.of: dict[StructureElement, Any] = {}
        self.names: list[tuple[str, Any]] = []
        self.marked: list[dict[int, Any]] = [{} for _ in range(pages)]
        self.areas: list[tuple[LinkArea, Any]] = []

    def write(self, document: StructureElement) -> None:
        for element in document.elements():
            self.of[element] = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.type}"})
            self.pdf.add_object(self.of[element])
        for element, target in self.of.items():
            self._fill(element, target)

    def _fill(self, element: StructureElement, target: Any) -> None:
        parent = self.of[element.parent] if element.parent is not None else self.root
        target["P"] = parent.reference
        page = element.first_page if any(not _is_element(kid) for kid in element.kids) else None
        if page is None and "Layout" in element.attributes:
            page = element.first_page
        if page is not None:
            target["Pg"] = self.pdf.page_references[page]
        for name, text in element.entries.items():
            target[name] = pydyf.String(text)
        if "ID" in element.entries:
            self.names.append((element.entries["ID"], target.reference))
        if element.attributes:
            owners = [
                pydyf.Dictionary({"O": f"/{owner}"} | {k: _value(v) for k, v in values.items()})
                for owner, values in element.attributes.items()
            ]
            target["A"] = owners[0] if len(owners) == 1 else pydyf.Array(o.data for o in owners)
        target["K"] = pydyf.Array(self._kid(kid, target, page) for kid in element.kids)

    def _kid(self, kid: Any, target: Any, page: int | None) -> Any:
        if _is_element(kid):
            return self.of[kid].reference
        if isinstance(kid, Mark):
            self.marked[kid.page][kid.number] = target
            if kid.page == page:
                return kid.number
            values = {"Type": "/MCR", "Pg": self.pdf.page_references[kid.page], "MCID": kid.number}
            return pydyf.Dictionary(values).data
        self.areas.append((kid, target))
        reference = self.pdf.objects[kid.number].reference
        values = {"Type": "/OBJR", "Pg": self.pdf.page_references[kid.page], "Obj": reference}
        return pydyf.Dictionary(values).data

    def write_parent_tree(self, numbers: Any) -> int:
        """From each mark and area back to its element; the next free number."""
        for page, marked in enumerate(self.marked):
            last = max(marked, default=-1)
            references = [marked[i].reference if i in marked else "null" for i in range(last + 1)]
            numbers.extend((page, pydyf.Array(references)))
        key = len(self.marked)
        for area, target in self.areas:
            self.pdf.objects[area.number]["StructParent"] = key
            numbers.extend((key, target.reference))
            key += 1
        return key


def _is_element(kid: Any) -> bool:
    return isinstance(kid, StructureElement)


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return pydyf.Array(value)
    return value
