"""Whole PDFs: pages, links, attachments, tags, and what veraPDF says of them."""

from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from publish.engines.pandoc import Pandoc
from publish.model.frozen import replace
from publish.model.publication import Artifact
from publish.model.settings import PdfSettings
from publish.verify.pdf import verify_pdf
from publish.writers.pdf import write_pdf
from publish.writers.tree import semantic_tree
from tests import pdfs, samples
from tests.conftest import require
from tests.judges import verapdf

LONG = (
    samples.RICH + "\n\n" + "## More\n\n" + ("Long words stand in a paragraph. " * 60 + "\n\n") * 6
)


def made(cited, style: str = "") -> Artifact:
    result = write_pdf(cited, semantic_tree(cited), style=style)
    assert [d.message for d in result.diagnostics] == []
    assert result.value is not None
    return result.value


@pytest.fixture(scope="module")
def rich(pandoc: Pandoc, tmp_path_factory) -> Artifact:
    folder = tmp_path_factory.mktemp("rich")
    return made(samples.rich(pandoc, folder, body=LONG))


@pytest.fixture(scope="module")
def opened(rich: Artifact):
    with pikepdf.open(io.BytesIO(rich.data)) as pdf:
        yield pdf


def structure(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """All structure elements, in reading order."""
    found, todo = [], [pdf.Root.StructTreeRoot.K[0]]
    while todo:
        node = todo.pop()
        found.append(node)
        kids = node.get("/K", [])
        todo.extend(
            kid
            for kid in reversed(list(kids))
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        )
    return found


def types(pdf: pikepdf.Pdf) -> list[str]:
    return [str(node.S)[1:] for node in structure(pdf)]


@pytest.mark.judge
def test_verapdf_finds_nothing(pandoc, rich, tmp_path):
    require(verapdf)
    notes = samples.rich(pandoc, tmp_path, style="chicago-notes-bibliography")
    files = {"rich": rich, "arabic": made(samples.arabic(pandoc, tmp_path)), "notes": made(notes)}
    paths = []
    for name, artifact in files.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(artifact.data)
    assert verapdf.validate(paths) == []


@pytest.mark.judge
def test_verapdf_can_find_something(rich, tmp_path):
    require(verapdf)
    path = tmp_path / "spoilt.pdf"
    with pikepdf.open(io.BytesIO(rich.data)) as pdf:
        for node in structure(pdf):
            if str(node.S) == "/Figure":
                del node.Alt
        del pdf.Root.OutputIntents
        pdf.save(path)
    found = verapdf.validate([path])
    assert any("ua-1 7.3" in line for line in found)
    assert any(": a-3a " in line for line in found)


def test_it_passes_our_own_verification(rich):
    assert rich.claims == ("a-3a", "ua-1")
    assert rich.attachments == ("sample.md", "sample.csl.json", "manifest.json")
    assert [d.message for d in verify_pdf(rich).diagnostics] == []


def test_several_pages_with_labels_bookmarks_and_language(opened):
    assert len(opened.pages) > 3
    assert opened.Root.Lang == "en"
    assert opened.Root.PageLabels.Nums[1].S == pikepdf.Name.D
    with opened.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Kaiming He & <Friends>"
        assert [item.title for item in top.children][:2] == ["Residual networks", "Detection"]


def test_what_crosses_pages_is_one_element(opened):
    words = types(opened)
    assert words.count("Table") == 1
    assert words.count("THead") == 1
    assert words.count("Note") == 2
    assert words.count("Figure") == 2
    assert words.count("Formula") == 2
    split = [
        node for node in structure(opened)
        if node.S == "/P" and any(isinstance(k, pikepdf.Dictionary) and k.get("/Type") == "/MCR"
                                  for k in node.K)
    ]  # fmt: skip
    assert split, "a paragraph that goes over a page has marked content of both"


def test_notes_follow_their_marks(opened):
    nodes = structure(opened)
    for index, node in enumerate(nodes):
        if str(node.S) == "/Note":
            before = [str(n.S) for n in nodes[index - 2 : index]]
            assert before == ["/Reference", "/Link"]


def test_every_link_says_where_it_leads(opened):
    areas = [a for page in opened.pages for a in page.get("/Annots", ())]
    assert areas
    assert all(str(area.Contents).strip() for area in areas)
    assert not any(str(area.Contents).startswith(("http", "#")) for area in areas)
    targets = {str(area.A.URI) for area in areas if "/A" in area}
    assert "https://example.org/a?b=1&c=2" in targets
    assert not any(target.startswith("file:") for target in targets)


@pytest.mark.parametrize(
    ("url", "address"), [(None, "../other/other.pdf#depth"),
                         ("https://x.org/w/", "https://x.org/w/other/other.html#depth")],
)  # fmt: skip
def test_links_to_other_entries(pandoc, tmp_path, url, address):
    cited = samples.sample(pandoc, tmp_path, "Words.", settings={"url": url})
    cited = replace(cited, markup='<p>See <a href="entry:other#depth">the other</a>.</p>')
    with pikepdf.open(io.BytesIO(made(cited).data)) as pdf:
        (area,) = pdf.pages[0].Annots
        assert str(area.A.URI) == address
        assert str(area.Contents) == "the other"


def test_references_name_the_pages_that_cite_them(pandoc, tmp_path):
    cited = samples.rich(pandoc, tmp_path, body="First [@he2016deep].\n\n" + LONG)
    assert "cited on pp. 1, 2" in words(made(cited), tmp_path)


def words(artifact: Artifact, folder: Path) -> str:
    """What is extracted from a file, line by line; every space is a plain one."""
    path = folder / "words.pdf"
    path.write_bytes(artifact.data)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True)
    return done.stdout.replace("\u00a0", " ")


@pytest.mark.parametrize("indent", range(0, 60, 7))
def test_lines_end_where_a_typesetter_would_end_them(pandoc, tmp_path, indent):
    address = "https://doi.org/10.1109/CVPR42600.2020.00975"
    body = f"{'x' * indent} {address} was cited by He et al. 2016 as Mask R-CNN [@he2016deep]."
    text = words(made(samples.sample(pandoc, tmp_path, body, style="ieee")), tmp_path)
    assert address in re.sub(r"\s+", "", text)
    assert "\u200b" not in text
    assert "He et al." in text
    assert "R-CNN [1]" in text
    (shown,) = re.findall(r"https://d.*?00975", text, re.DOTALL)
    parts = [part.strip() for part in shown.splitlines()]
    for before, after in pairwise(parts):
        assert before.endswith("/") or after.startswith("."), parts


def test_the_kind_and_the_summary_are_plain_words(pandoc, tmp_path):
    artifact = made(samples.rich(pandoc, tmp_path, kind="concept"))
    assert words(artifact, tmp_path).lstrip().startswith("CONCEPT")
    summary = "Kaiming He is a researcher in computer vision, known for deep residual networks."
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        assert str(pdf.docinfo.Subject) == summary
        assert f">{summary}<" in pdf.Root.Metadata.read_bytes().decode()


def test_sources_are_attached_and_dated(opened, rich):
    (entry,) = [f for f in opened.Root.AF if f.UF == "sample.md"]
    assert entry.AFRelationship == pikepdf.Name.Source
    assert entry.EF.F.Subtype == pikepdf.Name("/text/markdown")
    assert entry.EF.F.Params.ModDate == "D:20260519000000Z"
    assert b"Residual networks" in entry.EF.F.read_bytes()


def test_the_fonts_are_the_bundled_ones(opened):
    names = {
        str(font.BaseFont).partition("+")[2]
        for page in opened.pages
        for font in page.Resources.Font.values()
    }
    assert any(name.startswith("Spectral") for name in names)
    assert all(name.startswith(("Spectral", "Fira", "IBM-Plex", "IBMPlex", "Cardo", "Amiri"))
               for name in names), names  # fmt: skip


def test_the_same_bytes_twice_and_in_another_folder(pandoc, rich, tmp_path):
    assert made(samples.rich(pandoc, tmp_path, body=LONG)).data == rich.data


@pytest.mark.parametrize(("size", "points"), [("letter", (612, 792)), ("a5", (419.53, 595.28)),
                                              ("6x9", (432, 648))])  # fmt: skip
def test_page_sizes(pandoc, tmp_path, size, points):
    settings = {"pdf": PdfSettings(size=size)}
    artifact = made(samples.sample(pandoc, tmp_path, "Short.", settings=settings))
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        box = [float(value) for value in pdf.pages[0].MediaBox]
    assert box[2:] == pytest.approx(points, abs=0.1)


def test_a_character_without_a_glyph_is_an_error(pandoc, tmp_path):
    cited = samples.sample(pandoc, tmp_path, "The set ℝ is large.")
    result = write_pdf(cited, semantic_tree(cited))
    assert result.value is None
    assert [d.rule.code for d in result.diagnostics] == ["RES020"]
    assert "`ℝ` (U+211D" in result.diagnostics[0].message


def test_an_image_outside_the_project_is_not_read(pandoc, tmp_path):
    (tmp_path / "secret.png").write_bytes(samples.png())
    cited = samples.sample(pandoc, tmp_path / "project", "![Secret](../../secret.png)")
    result = write_pdf(cited, semantic_tree(cited))
    assert [d.rule.code for d in result.diagnostics] == ["PDF002"]


def test_nothing_of_this_machine_is_in_the_file(rich, tmp_path):
    with pikepdf.open(io.BytesIO(rich.data)) as pdf:
        for stream in pdf.objects:
            if isinstance(stream, pikepdf.Stream):
                assert str(Path.home()).encode() + b"/" not in stream.read_bytes()
    assert str(tmp_path.parent).encode() not in pdfs.unpacked(rich.data)


@pytest.mark.parametrize(
    "rules",
    [
        "p, li, h2 { opacity: .5 }",
        "section { opacity: .9 } a, em { opacity: .5 }",
        "figure, img, table, td { opacity: .5 }",
        "@page { @bottom-right { opacity: .5 } }",
        ".backlinks a { opacity: .5; display: inline-block }",
    ],
)
def test_what_is_seen_through_is_tagged_as_all_else(pandoc, tmp_path, rich, rules):
    """In a stream of its own, to which its elements lead (ISO 32000-1, 14.7.4)."""
    artifact = made(samples.rich(pandoc, tmp_path, body=LONG), rules)
    assert [d.message for d in verify_pdf(artifact).diagnostics] == []
    assert pdfs.told(artifact, tmp_path) == pdfs.told(rich, tmp_path)


@pytest.mark.parametrize(
    "rules",
    [".facts { font-size: 0 }", "@page { font-size: 0 }", ".backlinks a { display: none }"],
)
def test_what_style_sheets_hide_is_not_there(pandoc, tmp_path, rules):
    artifact = made(samples.rich(pandoc, tmp_path, body=LONG), rules)
    assert [d.message for d in verify_pdf(artifact).diagnostics] == []


def test_a_note_in_a_table_leaves_the_line_where_it_is(pandoc, tmp_path):
    table = "| A | B |\n|---|---|\n| left | right{} |\n\n[^n]: A note.\n"

    def tops(name: str, body: str) -> list[float]:
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(made(samples.sample(pandoc, tmp_path, body)).data)
        done = subprocess.run(
            ["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True
        )
        found = re.findall(r'yMin="([\d.]+)"[^>]*>(?:left|right)<', done.stdout)
        return [float(top) for top in found]

    plain, noted = tops("plain", table.format("")), tops("noted", table.format("[^n]"))
    assert len(plain) == len(noted) == 2
    assert noted == pytest.approx(plain)
