"""Links and bookmarks lead to elements of the structure, not to places on pages alone.

A structure destination (ISO 32000-2, 12.3.2.3) names the element; the action that
holds it keeps the place on the page for readers that don't know of structure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from publish.engines.pdfstructure import StructureElement, Tagging


def lead_to_elements(
    pdf: Any, bookmarked: Sequence[Any], tags: Tagging, objects: Mapping[StructureElement, Any]
) -> None:
    """Give links and bookmarks of a file destinations in its structure.

    ``bookmarked`` are the elements of the document that have a bookmark, in order.
    """
    document = objects[tags.document]
    headings = iter(bookmarked)
    for item in pdf.objects:
        if not isinstance(item, dict) or "Dest" not in item:
            continue
        if "Title" in item:
            element = tags.elements.get(next(headings, None))
        else:
            element = tags.places.get(_text(item["Dest"]))
        target = objects.get(element, document) if element is not None else document
        place = item.pop("Dest")
        item["A"] = _action(place, target)


def _action(place: Any, target: Any) -> Any:
    structure = pydyf.Array([target.reference, "/XYZ", "null", "null", "null"])
    return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": place, "SD": structure})


def _text(value: Any) -> str:
    text = value.string if isinstance(value, pydyf.String) else value
    return text.decode() if isinstance(text, bytes) else str(text)
