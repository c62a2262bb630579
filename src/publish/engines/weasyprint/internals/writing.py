"""A structure tree is written into the objects of a PDF, in place of WeasyPrint's.

The structure tree is that of ISO 32000-1, 14.7. There is no public way to replace
the tagger: ours takes its name while one file is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf

from publish.engines.pdfstructure import (
    NAMESPACE_2,
    TYPES_2,
    ArtifactKind,
    LinkArea,
    Mark,
    StructureElement,
    Tagger,
    Tagging,
)
from publish.engines.weasyprint.internals.reading import drawn


@contextmanager
def tagging(tagger: Tagger) -> Iterator[None]:
    """While inside, files are tagged by ``tagger``."""
    original = weasyprint.pdf.add_tags

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        marks, areas = drawn(document, page_streams)
        _write(pdf, page_streams, tagger(marks, areas), pdf_version == "2.0")

    weasyprint.pdf.add_tags = add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = original


def _write(pdf: Any, page_streams: Any, tags: Tagging, namespaces: bool) -> None:
    """The structure tree (ISO 32000-1, 14.7) into pydyf's objects.

    With ``namespaces`` the types that PDF 2.0 knows stand in its own (ISO 32000-2,
    14.8.6); an element without one stands in that of PDF 1.7.
    """
    _write_properties(page_streams, tags)
    _drop_areas(pdf, tags)
    parents = pydyf.Dictionary({"Nums": pydyf.Array()})
    pdf.add_object(parents)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(root)
    namespace = _namespace(pdf, root) if namespaces else None
    objects = _Elements(pdf, root, len(page_streams), namespace)
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


def _namespace(pdf: Any, root: Any) -> Any:
    """The namespace of PDF 2.0, entered in the structure tree's root."""
    namespace = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(NAMESPACE_2)})
    pdf.add_object(namespace)
    root["Namespaces"] = pydyf.Array([namespace.reference])
    return namespace.reference


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

    def __init__(self, pdf: Any, root: Any, pages: int, namespace: Any = None) -> None:
        self.pdf = pdf
        self.root = root
        self.namespace = namespace
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
        if self.namespace is not None and element.type in TYPES_2:
            target["NS"] = self.namespace
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
