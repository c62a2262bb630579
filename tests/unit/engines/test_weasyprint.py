"""WeasyPrint as we use it: its private parts as they were, our repairs, what it may read."""

from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
import weasyprint
from PIL import Image

from publish.diagnostics.core import EngineFailure
from publish.engines.pdfstructure import StructureElement, Tagging
from publish.engines.weasyprint import internals
from publish.engines.weasyprint.fetcher import ProjectFetcher, Refused
from publish.engines.weasyprint.layout import lay_out

CSS = (
    "@page { size: %smm 60mm; margin: 0 } body { margin: 0; font: 10pt/14pt Spectral }"
    " p { margin: 0; hyphens: auto; orphans: 2; widows: 2 } .note { float: footnote }"
    " ::footnote-call, ::footnote-marker { content: none }"
)


def parsed(body: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<html lang='en'><body>{body}</body></html>")


def layout(body: str, width: int = 100, css: str = "", root: Path = Path("/nowhere")):
    return lay_out(parsed(body), (CSS % width + css,), "entries/", root)


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


@pytest.mark.slow
def test_what_is_nested_too_deep_for_a_layout_is_told():
    with pytest.raises(EngineFailure) as failure:
        layout("<i>" * 20_000 + "</i>" * 20_000)
    assert failure.value.diagnostic.rule.code == "PDF005"


def test_a_layout_that_takes_too_long_is_ended_and_the_next_is_made():
    with pytest.raises(EngineFailure) as failure:
        lay_out(parsed("<p>Words.</p>"), (CSS % 100,), "entries/", Path("/nowhere"), seconds=0)
    assert failure.value.diagnostic.rule.code == "ENG003"
    assert layout("<p>Words.</p>").page_count == 1


NOTES = "".join(
    f"<p>Words <aside>{'of a note ' * (number % 7 + 1)}<p>{number}</p></aside> go on.</p>"
    for number in range(40)
)


@pytest.mark.parametrize("margin", [0, 4])
def test_notes_are_measured_as_if_they_were_set_together(monkeypatch, margin):
    from publish.engines.weasyprint.internals import notearea

    css = f"aside {{ float: footnote; margin: 1px 0 {margin}px }} aside p {{ margin: 2px 0 }}"

    def drawn() -> bytes:
        return layout(NOTES, 400, css).write(lambda marks, areas: _tags())[0]

    measured = drawn()
    monkeypatch.setattr(notearea, "FEW", 1000)
    assert drawn() == measured


def test_a_drawing_that_takes_too_long_is_ended_and_the_next_is_made():
    made = layout("<p>Words.</p>")
    with pytest.raises(EngineFailure, match="the drawing took longer"):
        made.write(lambda marks, areas: _tags(), seconds=0)
    assert made.write(lambda marks, areas: _tags())[0].startswith(b"%PDF")


def _tags():
    from publish.engines.pdfstructure import StructureElement, Tagging

    return Tagging(StructureElement("Document"))


def test_a_note_stays_on_the_page_of_its_mark():
    noted = "<p><a id='mark'/>x<span class='note' id='note'>A note of a line.</span></p>"
    for lines in range(6, 14):
        body = noted + "<p>line</p>" * lines + f"<p>{'word ' * 80}</p>"
        pages = layout(body).page_numbers()
        assert pages["note"] == pages["mark"], lines


@pytest.mark.parametrize(("words", "cut"), [(60, False), (900, True)])
def test_a_note_that_begins_above_its_page_is_told(words, cut):
    made = layout(f"<p>One.<span class='note'>{'word ' * words}</span></p><p>Two.</p>")
    told = [said for said in made.warnings if "longer than the page" in said]
    assert len(told) == cut


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


def test_a_run_that_ends_in_a_no_break_space_is_broken_before_its_last_word():
    text = "features learned without labels by how well they carry over to segmentation"
    for width in range(90, 130):
        body = f"<p>{text}\u00a0<b>[1]</b>, and others behind it.</p>"
        lines = _lines(layout(body, width)._document)
        assert all(len(line) > 40 for line in lines[:-1]), (width, lines)
        assert not any(line.startswith("[1]") for line in lines), (width, lines)


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
    fetcher = ProjectFetcher(project, ["file:///own.png"])
    assert fetcher.fetch("file:///own.png").read() == b"own"
    for address in ("file:///../secret.png", "file:///%2e%2e/secret.png", "file:///link.png"):
        with pytest.raises(Refused, match="outside"):
            fetcher.fetch(address)
    with pytest.raises(OSError, match="No such file"):
        fetcher.fetch("file:///etc/passwd")
    assert fetcher.fetch("data:text/plain,x").read() == b"x"


def test_style_sheets_show_what_stands_in_styles(tmp_path):
    for name in ("styles/a b.png", "styles/own/b.png", "styles/notice.bak", "assets/c.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "styles/linked").symlink_to(tmp_path / "assets")
    fetcher = ProjectFetcher(tmp_path, ["file:///entries/d.png"])
    assert fetcher.fetch("file:///styles/a%20b.png").read() == b"styles/a b.png"
    assert fetcher.fetch("file:///styles/own/b.png").read() == b"styles/own/b.png"
    for path in ("assets/c.png", "styles/../assets/c.png", "styles/linked/c.png",
                 "styles/notice.bak"):  # fmt: skip
        with pytest.raises(Refused, match="`styles/`"):
            fetcher.fetch(f"file:///{path}")


@pytest.mark.parametrize("address", ["d%20%C3%A4.png", " d ä.png ", "../entries/d ä.png"])
def test_a_document_shows_its_own_images(tmp_path, address):
    (tmp_path / "entries").mkdir()
    Image.new("RGB", (4, 4)).save(tmp_path / "entries/d ä.png")
    laid = layout(f"<p><img src='{address}' alt='x'/></p>", root=tmp_path)
    assert laid.warnings == ()


def test_an_image_that_cannot_be_read_is_told(tmp_path):
    (said,) = layout("<p><img src='http://example.org/x.png' alt='x'/></p>", root=tmp_path).warnings
    assert said.startswith("Failed to load image")


def test_greys_of_sixteen_bits_are_drawn_in_eight(monkeypatch, tmp_path):
    row = b"".join(grey.to_bytes(2, "little") for grey in range(0, 65536, 256))
    Image.frombytes("I;16", (256, 40), row * 40).save(tmp_path / "deep.png")

    def shown():
        data, _ = layout("<p><img src='../deep.png' alt='x'/></p>", root=tmp_path).write(
            lambda marks, areas: Tagging(StructureElement("Document"))
        )
        with pikepdf.open(BytesIO(data)) as file:
            (picture,) = file.pages[0].Resources.XObject.values()
            return str(picture.ColorSpace), pikepdf.PdfImage(picture).read_bytes()

    assert shown() == ("/DeviceGray", bytes(range(256)) * 40)
    monkeypatch.setattr(internals, "repairs", nullcontext)
    assert shown()[0] == "/DeviceRGB"  # of samples that aren't there


PLACES = "<p id='one'>first</p>" + "<p>line</p>" * 41 + "<p id='two'>second</p>"
HOST = "<p>On <span class='pages'>p. <a href='#one'>1</a><a href='#two'>1</a></span>.</p>"


@pytest.mark.parametrize("behind", [True, False])
def test_a_page_is_made_twice_only_where_it_names_later_ones(monkeypatch, behind):
    made = []
    original = weasyprint.layout.page.remake_page

    def remake(index, *arguments):
        made.append(index)
        return original(index, *arguments)

    monkeypatch.setattr(weasyprint.layout.page, "remake_page", remake)
    document = parsed(PLACES + HOST if behind else HOST + PLACES)
    host = document.find(".//span")
    one, two = host
    said = [()]

    def labels(numbers, here):
        pages = (numbers.get("one", here), numbers.get("two", here))
        if pages == said[-1]:
            return {}
        said.append(pages)
        runs = [(None, "pp. "), (one, str(pages[0])), (None, ", "), (two, str(pages[1]))]
        return {host: runs[: 2 if pages[0] == pages[1] else 4]}

    result = lay_out(document, (CSS % 100,), "entries/", Path("/nowhere"), labels)
    last = result.page_count
    numbers = result.page_numbers()
    assert 1 == numbers["one"] < numbers["two"] == last
    boxes = result._document.pages[-1 if behind else 0]._page_box.descendants()
    assert f"On pp. 1, {last}." in "".join(getattr(box, "text", None) or "" for box in boxes)
    assert made == ([*range(last)] if behind else [*range(last), 0])


def test_an_address_ends_a_line_behind_a_solidus_only():
    from publish.writers.pdf.addresses import break_addresses

    address = "https://doi.org/10.1109/CVPR.2017.106"
    ends = set()
    for width in range(40, 90, 3):
        document = parsed(f"<p>Some words before {address} and more.</p>")
        break_addresses(document)
        style = CSS % width + ".piece { white-space: nowrap }"
        result = lay_out(document, (style,), "entries/", Path("/nowhere"))
        lines = [line.strip() for line in _lines(result._document)]
        assert address in "".join(lines)
        joined = "|".join(lines)
        for at in range(1, len(address)):
            if address[:at] + "|" + address[at:] in joined:
                ends.add(address[:at])
    assert ends
    assert ends <= {"https://doi.org/", "https://doi.org/10.1109/"}
