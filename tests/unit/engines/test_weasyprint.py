"""WeasyPrint as we use it: its private parts as they were, our repairs, what it may read."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
import weasyprint

from publish.engines.weasyprint import internals
from publish.engines.weasyprint.fetcher import ProjectFetcher, Refused
from publish.engines.weasyprint.layout import lay_out

CSS = (
    "@page { size: %smm 60mm; margin: 0 } body { margin: 0; font: 10pt/14pt Spectral }"
    " p { margin: 0; hyphens: auto; orphans: 2; widows: 2 } .note { float: footnote }"
    " ::footnote-call, ::footnote-marker { content: none }"
)


def layout(body: str, width: int = 100, css: str = "", root: Path = Path("/nowhere")):
    document = ElementTree.fromstring(f"<html lang='en'><body>{body}</body></html>")
    return lay_out(document, (CSS % width + css,), "entries/", root)


def test_the_private_parts_are_those_that_the_tagging_was_written_for():
    changes = internals.surface_changes()
    assert not changes, (
        f"WeasyPrint {weasyprint.__version__} differs from {internals.TESTED_VERSION} in what "
        f"publish.engines.weasyprint.internals relies on: {'; '.join(changes)}"
    )
    assert weasyprint.__version__ == internals.TESTED_VERSION, (
        "a new WeasyPrint: run the PDF tests with veraPDF, then set TESTED_VERSION"
    )


def test_everything_is_given_back_after_a_layout():
    before = [function for function, _ in internals.SURFACE.values()]
    layout("<p>Words.</p>").write(
        lambda marks, areas: pytest.fail("never") if not marks else _tags()
    )
    assert [function for function, _ in internals.SURFACE.values()] == before
    assert weasyprint.pdf.add_tags is internals.SURFACE["the tagger"][0]


def _tags():
    from publish.engines.pdfstructure import StructureElement, Tagging

    return Tagging(StructureElement("Document"))


def test_a_note_stays_on_the_page_of_its_mark():
    noted = "<p><a id='mark'/>x<span class='note' id='note'>A note of a line.</span></p>"
    for lines in range(6, 14):
        body = noted + "<p>line</p>" * lines + f"<p>{'word ' * 80}</p>"
        pages = layout(body).anchors()
        assert pages["note"] == pages["mark"], lines


def test_no_line_ends_between_a_word_and_its_mark_nor_behind_its_first_word():
    text = (
        "He has also been central to self-supervised visual learning. Contrast framed it as "
        "dictionary lookup and showed strong transfer from unsupervised visual pretraining to "
        "downstream detection and segmentation tasks <span>(<a>He 2020</a>)</span>."
        "<sup><a>10</a></sup>"
    )
    for width in range(90, 110):
        lines = _lines(layout(f"<p>{text}</p>", width)._document)
        assert not lines[-1].startswith("10"), (width, lines)
        full = max(map(len, lines))
        assert all(len(line) > 0.7 * full for line in lines[:-1]), (width, lines)


def _lines(document) -> list[str]:
    found: list[str] = []

    def visit(box) -> None:
        if type(box).__name__ == "LineBox":
            found.append("".join(b.text for b in box.descendants() if hasattr(b, "text")))
            return
        for child in getattr(box, "children", ()):
            visit(child)

    visit(document.pages[0]._page_box)
    return found


def test_what_is_only_logged_comes_back_as_warnings():
    (said,) = layout("<p>Words.</p>", css="p { no-such-property: 1 }").warnings
    assert "no-such-property" in said


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/x.png", "ftp://x/y", "gopher://x", "x.png"],
)
def test_nothing_outside_is_read(tmp_path, address):
    with pytest.raises(Refused):
        ProjectFetcher(tmp_path).fetch(address)


def test_no_way_out_by_dots_or_links(tmp_path):
    project, outside = tmp_path / "project", tmp_path / "secret.png"
    project.mkdir()
    outside.write_bytes(b"secret")
    (project / "link.png").symlink_to(outside)
    (project / "own.png").write_bytes(b"own")
    fetcher = ProjectFetcher(project)
    assert fetcher.fetch("file:///own.png").read() == b"own"
    for address in ("file:///../secret.png", "file:///%2e%2e/secret.png", "file:///link.png"):
        with pytest.raises(Refused, match="outside"):
            fetcher.fetch(address)
    with pytest.raises(OSError, match="No such file"):
        fetcher.fetch("file:///etc/passwd")
    assert fetcher.fetch("data:text/plain,x").read() == b"x"


def test_an_image_that_cannot_be_read_is_told(tmp_path):
    (said,) = layout("<p><img src='http://example.org/x.png' alt='x'/></p>", root=tmp_path).warnings
    assert said.startswith("Failed to load image")
