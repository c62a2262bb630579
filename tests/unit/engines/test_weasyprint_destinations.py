"""In PDF 2.0 whatever leads to a place in the file leads to an element of its structure."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

from publish.engines.weasyprint.layout import lay_out
from publish.model.conformance import Conformance
from publish.writers.pdf.tags import tagger

TEXT = (
    "<html lang='en'><body><h1 id='top'>Title</h1><p><a href='#two'>See</a> "
    "<a href='#point'>this</a></p><h2 id='two'>Two</h2><p>A <i id='point'>point</i>.</p>"
    "</body></html>"
)


def written(standard: str) -> pikepdf.Pdf:
    root = ElementTree.fromstring(TEXT)
    conformance = Conformance((standard,))
    made = lay_out(root, ("body { font: 10pt Spectral }",), "entries/", Path("/nowhere"))
    data, _ = made.write(tagger(root, conformance), conformance.version)
    return pikepdf.open(io.BytesIO(data))


def led_to(thing: Any) -> tuple[str, str]:
    """The type of the element that a link or bookmark leads to, and how it is shown."""
    assert (thing.A.S, "/Dest" in thing) == ("/GoTo", False)
    assert thing.A.D is not None, "readers that don't know of structure need a place"
    element, *view = thing.A.SD
    return str(element.S), str(view[0])


def test_links_and_bookmarks_lead_to_elements() -> None:
    with written("ua-2") as pdf:
        areas = pdf.pages[0].Annots
        assert [led_to(area) for area in areas] == [("/H2", "/XYZ"), ("/Em", "/XYZ")]
        with pdf.open_outline() as outline:
            title = outline.root[0]
            titles = [title.obj, *(child.obj for child in title.children)]
        assert [led_to(each) for each in titles] == [("/H1", "/XYZ"), ("/H2", "/XYZ")]


@pytest.mark.parametrize("standard", ["ua-1", "a-3a"])
def test_in_pdf_1_they_lead_to_places(standard: str) -> None:
    with written(standard) as pdf:
        assert all("/SD" not in area.get("/A", {}) for area in pdf.pages[0].Annots)
