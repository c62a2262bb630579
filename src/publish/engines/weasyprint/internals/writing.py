"""A structure tree is written into the objects of a PDF, in place of WeasyPrint's.

The structure tree is that of ISO 32000-1, 14.7, or of ISO 32000-2. There is no public
way to replace the tagger: ours takes its name while one file is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf

from publish.engines.pdfstructure import (
    NAMESPACE_2,
    ArtifactKind,
    StructureElement,
    Tagger,
    Tagging,
)
from publish.engines.weasyprint.internals.destinations import lead_to_elements
from publish.engines.weasyprint.internals.elements import Elements
from publish.engines.weasyprint.internals.reading import drawn
from publish.engines.weasyprint.internals.streams import (
    Alphabets,
    Piece,
    alphabets,
    append_space,
    groups,
    led_to,
    name_artifacts,
    part_hyphen,
    pieces,
    say,
    searchable_glyphs,
)

_PAGINATION = {"Header": "/Top", "Footer": "/Bottom"}
"""Artifacts outside of a page's text, and the edge that they stand at."""


@contextmanager
def tagging(tagger: Tagger) -> Iterator[None]:
    """While inside, files are tagged by ``tagger``."""
    original = weasyprint.pdf.add_tags

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        tag_file(pdf, document, page_streams, pdf_version == "2.0", tagger)

    weasyprint.pdf.add_tags = add_tags
    try:
        with searchable_glyphs():
            yield
    finally:
        weasyprint.pdf.add_tags = original


def tag_file(pdf: Any, document: Any, page_streams: Any, version_2: bool, tagger: Tagger) -> None:
    """Read what was drawn, have it tagged, and write that down."""
    letters = alphabets(document.fonts.values())
    contents = []
    for page, stream in zip(_pages(pdf), page_streams, strict=True):
        own = pieces(stream.stream, letters)
        name_artifacts(stream.stream)
        for group in groups(pdf, stream, led_to(pdf, page["Resources"])):
            own |= pieces(group.stream, letters, group)
            name_artifacts(group.stream)
        contents.append(own)
    found = drawn(document, page_streams, contents)
    tags = tagger(found.marks, found.areas)
    for page, spelt in enumerate(contents):
        _write_content(page, spelt, letters, tags)
    _drop_areas(pdf, tags)
    objects = _write_tree(pdf, len(page_streams), tags, version_2)
    if version_2:  # its destinations all lead to elements (ISO 14289-2, 8.8)
        lead_to_elements(pdf, found.bookmarked, tags, objects)


def _pages(pdf: Any) -> list[Any]:
    return [led_to(pdf, reference) for reference in pdf.page_references]


def _write_content(page: int, found: dict[int, Piece], letters: Alphabets, tags: Tagging) -> None:
    """Artifacts, actual texts, hyphens and spaces into a page's drawing operators."""
    for number, piece in found.items():
        key = (page, number)
        if (kind := tags.artifacts.get(key)) is not None:
            piece.stream[piece.at - 1] = "/Artifact"
            piece.stream[piece.at] = _artifact_properties(kind)
        elif (text := tags.actual_texts.get(key)) is not None:
            say(piece, text)
        elif (text := tags.hyphens.get(key)) is not None:
            if not part_hyphen(piece):
                say(piece, text)
        elif (text := tags.spaces.get(key)) is not None:
            gap = text[len(text.rstrip("\n")) :] or " "
            if not append_space(piece, letters, gap):
                say(piece, text)


def _artifact_properties(kind: ArtifactKind) -> Any:
    if kind in _PAGINATION:
        edge = pydyf.Array([_PAGINATION[kind]])
        values = {"Type": "/Pagination", "Subtype": f"/{kind}", "Attached": edge}
        return pydyf.Dictionary(values)
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


def _write_tree(
    pdf: Any, pages: int, tags: Tagging, version_2: bool
) -> dict[StructureElement, Any]:
    """The structure tree into pydyf's objects; gives the object of each element.

    In PDF 2.0 the types that it knows stand in its own namespace (ISO 32000-2,
    14.8.6); an element without one stands in that of PDF 1.7.
    """
    parents = pydyf.Dictionary({"Nums": pydyf.Array()})
    pdf.add_object(parents)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(root)
    objects = Elements(pdf, root, pages, _namespaces(pdf, root, tags) if version_2 else {})
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
    return objects.of


def _namespaces(pdf: Any, root: Any, tags: Tagging) -> dict[str, Any]:
    """References to the namespaces that types stand in, entered in the structure tree's root."""
    others = {element.namespace for element in tags.document.elements()} - {"", NAMESPACE_2}
    found = {}
    for name in (NAMESPACE_2, *sorted(others)):
        namespace = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(name)})
        pdf.add_object(namespace)
        found[name] = namespace.reference
    root["Namespaces"] = pydyf.Array(found.values())
    return found
