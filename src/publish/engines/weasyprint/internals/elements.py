"""Structure elements become objects of a PDF, and what they hold points back at them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pydyf

from publish.engines.pdfstructure import (
    NAMESPACE_2,
    TYPES_2,
    AssociatedFile,
    LinkArea,
    Mark,
    StructureElement,
)

NO_NAMESPACES: Mapping[str, Any] = MappingProxyType({})


class Elements:
    """Writes structure elements (ISO 32000-1, table 323) and remembers them.

    ``of`` gives the object of each; ``names`` are identifiers with references to
    their elements, for the tree of identifiers. ``namespaces`` are references by address
    (ISO 32000-2, 14.7.4); none in PDF 1.7.
    """

    def __init__(
        self, pdf: Any, root: Any, pages: int, namespaces: Mapping[str, Any] = NO_NAMESPACES
    ) -> None:
        self.of: dict[StructureElement, Any] = {}
        self.names: list[tuple[str, Any]] = []
        self._pdf = pdf
        self._root = root
        self._namespaces = namespaces
        self._pages = pdf.page_references  # read once: it is made anew each time
        self._marked: list[dict[int, Any]] = [{} for _ in range(pages)]
        self._grouped: dict[int, dict[int, Any]] = {}
        self._areas: list[tuple[LinkArea, Any]] = []

    def write(self, document: StructureElement) -> None:
        for element in document.elements():
            self.of[element] = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.type}"})
            self._pdf.add_object(self.of[element])
        for element, target in self.of.items():
            self._fill(element, target)

    def _fill(self, element: StructureElement, target: Any) -> None:
        parent = self.of[element.parent] if element.parent is not None else self._root
        target["P"] = parent.reference
        namespace = element.namespace or (NAMESPACE_2 if element.type in TYPES_2 else "")
        if namespace in self._namespaces:
            target["NS"] = self._namespaces[namespace]
        has_content = any(not isinstance(kid, StructureElement) for kid in element.kids)
        page = element.first_page if has_content or "Layout" in element.attributes else None
        if page is not None:
            target["Pg"] = self._pages[page]
        for name, text in element.entries.items():
            target[name] = pydyf.String(text)
        if "ID" in element.entries:
            self.names.append((element.entries["ID"], target.reference))
        if element.attributes:
            target["A"] = _attributes(element, target.get("NS"))
        if self._namespaces and (refs := self._references(element)):
            target["Ref"] = pydyf.Array(refs)
        if element.file is not None:
            target["AF"] = pydyf.Array([self._file(element.file)])
        if element.kids or not element.namespace:
            target["K"] = pydyf.Array(self._kid(kid, target, page) for kid in element.kids)

    def _references(self, element: StructureElement) -> list[Any]:
        """``Ref`` is of PDF 2.0 (ISO 32000-2, table 355)."""
        return [self.of[other].reference for other in element.refs if other in self.of]

    def _kid(self, kid: Any, target: Any, page: int | None) -> Any:
        if isinstance(kid, StructureElement):
            return self.of[kid].reference
        reference = self._pages[kid.page]
        if isinstance(kid, Mark):
            marked = self._marked[kid.page]
            values = {"Type": "/MCR", "Pg": reference, "MCID": kid.number}
            if kid.group is not None:
                marked = self._grouped.setdefault(kid.group, {})
                values["Stm"] = self._pdf.objects[kid.group].reference
            marked[kid.number] = target
            if kid.page == page and kid.group is None:
                return kid.number
            return pydyf.Dictionary(values).data
        self._areas.append((kid, target))
        area = self._pdf.objects[kid.number].reference
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": reference, "Obj": area}).data

    def _file(self, file: AssociatedFile) -> Any:
        """A file that goes with an element (ISO 32000-2, 14.13; ISO 19005-3, 6.8)."""
        kind = file.media_type.replace("/", "#2f")
        stream = pydyf.Stream(
            [file.data],
            {
                "Type": "/EmbeddedFile",
                "Subtype": f"/{kind}",
                "Params": pydyf.Dictionary({"Size": len(file.data)}),
            },
            compress=True,
        )
        self._pdf.add_object(stream)
        values = {
            "Type": "/Filespec",
            "F": pydyf.String(file.name),
            "UF": pydyf.String(file.name),
            "Desc": pydyf.String(file.description),
            "AFRelationship": f"/{file.relationship}",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
        specification = pydyf.Dictionary(values)
        self._pdf.add_object(specification)
        return specification.reference

    def write_parent_tree(self, numbers: Any) -> int:
        """From each mark and area back to its element; the next free number."""
        for key, marked in enumerate((*self._marked, *self._grouped.values())):
            last = max(marked, default=-1)
            references = [marked[i].reference if i in marked else "null" for i in range(last + 1)]
            numbers.extend((key, pydyf.Array(references)))
        for key, group in enumerate(self._grouped, len(self._marked)):
            self._pdf.objects[group].extra["StructParents"] = key
        key = len(self._marked) + len(self._grouped)
        for area, target in self._areas:
            self._pdf.objects[area.number]["StructParent"] = key
            numbers.extend((key, target.reference))
            key += 1
        return key


def _attributes(element: StructureElement, namespace: Any) -> Any:
    """The attributes by owner; those of a namespace name it and are texts."""
    owners = [
        pydyf.Dictionary(
            {"O": f"/{owner}"}
            | ({"NS": namespace} if owner == "NSO" else {})
            | {k: pydyf.String(v) if owner == "NSO" else _value(v) for k, v in values.items()}
        )
        for owner, values in element.attributes.items()
    ]
    return owners[0] if len(owners) == 1 else pydyf.Array(owner.data for owner in owners)


def _value(value: Any) -> Any:
    return pydyf.Array(value) if isinstance(value, tuple) else value
