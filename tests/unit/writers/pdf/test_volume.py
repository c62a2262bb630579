"""A collection as one PDF: what leads where, and the numbers of pages."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from publish.engines.pandoc import Pandoc
from publish.model.frozen import replace
from publish.model.publication import Artifact
from publish.verify import VERIFIERS
from publish.writers import WRITERS
from tests.unit.writers.volumes import bound


def written(pandoc: Pandoc, **asked: Any) -> Artifact:
    made = WRITERS["pdf"](bound(pandoc, **asked))
    assert made.diagnostics == ()
    assert made.value is not None
    return made.value


@pytest.fixture(scope="module")
def book(pandoc: Pandoc) -> Artifact:
    return written(pandoc)


@pytest.fixture(scope="module")
def pages(book: Artifact) -> list[str]:
    with pypdfium2.PdfDocument(book.data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_it_keeps_what_it_claims(book):
    assert book.claims == ("a-3a", "ua-1")
    assert VERIFIERS["pdf"](book).diagnostics == ()


def test_the_sources_of_all_entries_are_in_it(book):
    names = ("intro.md", "one.md", "two.md", "book.csl.json", "manifest.json")
    assert book.attachments == names


def test_bookmarks_have_the_levels_of_parts_entries_and_sections(book):
    with pikepdf.open(io.BytesIO(book.data)) as pdf, pdf.open_outline() as outline:
        tree = {item.title: [child.title for child in item.children] for item in outline.root}
        first = next(item for item in outline.root if item.title == "First")
        sections = {child.title: [s.title for s in child.children] for child in first.children}
    assert list(tree) == ["Contents", "First", "Two", "References"]
    assert tree["First"] == ["Intro", "One"]
    assert sections["One"] == ["Works", "References"]


def test_contents_name_the_pages_on_which_entries_begin(pages):
    contents = pages[1]
    lines = dict(re.findall(r"^(\w+)\s+(\d+)\s*$", contents, re.M))
    assert set(lines) == {"Contents", "First", "Intro", "One", "Two", "References"}
    for title, number in lines.items():
        assert title in pages[int(number) - 1]


def test_a_reference_names_the_pages_and_the_whole_the_entries_that_cite_it(pages):
    one = next(at for at, page in enumerate(pages, 1) if "A note" in page)
    two = next(at for at, page in enumerate(pages, 1) if "Another." in page)
    whole = pages[-1].replace("\xa0", " ")
    assert f"cited in One {one}, Two {two}" in " ".join(whole.split())
    assert f"cited on p. {one}" in pages[one - 1].replace("\xa0", " ")


def test_links_lead_to_places_that_are_there_and_none_to_a_file(book):
    with pikepdf.open(io.BytesIO(book.data)) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        goals = [
            annotation
            for page in pdf.pages
            for annotation in page.get("/Annots", ())
            if annotation.get("/Subtype") == "/Link"
        ]
        for annotation in goals:
            goal = annotation.get("/Dest", annotation.get("/A", {}).get("/D"))
            if isinstance(goal, pikepdf.String):
                assert str(goal) in names
            uri = str(annotation.get("/A", {}).get("/URI", "https:"))
            assert uri.startswith("https:")
    assert goals


def test_an_entry_that_reads_from_the_right_is_turned_round(book, pandoc):
    with pikepdf.open(io.BytesIO(book.data)) as pdf:
        kinds, found = [pdf.Root.StructTreeRoot], []
        while kinds:
            node = kinds.pop()
            if isinstance(node, pikepdf.Dictionary):
                if node.get("/S") == "/Art":
                    found.append(str(node.get("/Lang", "")))
                kids = node.get("/K", ())
                kinds.extend(kids if isinstance(kids, pikepdf.Array) else [kids])
    assert "ar" in found


def test_the_same_twice_is_the_same_bytes(book, pandoc):
    assert written(pandoc).data == book.data


@pytest.mark.parametrize(
    ("picture", "said"), [("entries/seal.svg", ["PDF002"]), ("styles/seal.svg", [])]
)
def test_a_template_shows_pictures_that_stand_among_the_styles(
    pandoc: Pandoc, tmp_path: Path, picture: str, said: list[str]
) -> None:
    """Of others it isn't known by them what was made before."""
    for folder in ("entries", "styles"):
        (tmp_path / folder).mkdir()
    (tmp_path / picture).write_text(SEAL)
    own = (THEME / "volume.html.j2").read_text("utf-8")
    image = f'<img src="{picture}" alt="A seal"/><h1'
    (tmp_path / "styles/volume.html.j2").write_text(own.replace("<h1", image, 1), "utf-8")
    cited = bound(pandoc)
    settings = replace(cited.publication.settings, root=tmp_path)
    book = replace(cited.publication, settings=settings)
    made = WRITERS["pdf"](replace(cited, publication=book))
    assert [each.rule.code for each in made.diagnostics] == said


THEME = Path(__file__).parents[4] / "src/publish/themes/dossier"
SEAL = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
