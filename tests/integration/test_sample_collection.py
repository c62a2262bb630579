"""The sample as a collection: judged by others, and read in a reading system by keyboard."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import require
from tests.integration.projects import run
from tests.integration.test_determinism import copy_sample
from tests.judges import ace, axe, epubcheck, epubcheck_ts, nu, reader, verapdf
from tests.judges.reader import Reading


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("sample")
    copy_sample(project)
    result = run(project, "build", "-c", "vision-wiki")
    assert result.returncode == 0, result.stderr
    return project / "output/vision-wiki"


@pytest.mark.judge
def test_judges_find_nothing(made: Path) -> None:
    for judge in (epubcheck, epubcheck_ts, verapdf, nu, axe):
        require(judge)
    pages = [made / "vision-wiki.html", made / "lists/works.html", made / "pages/kaiming-he.html"]
    assert epubcheck.epubcheck([made / "vision-wiki.epub"]) == []
    assert epubcheck_ts.epubcheck_ts([made / "vision-wiki.epub"]) == []
    assert verapdf.validate([made / "vision-wiki.pdf"]) == []
    assert nu.nu(made.rglob("*.html")) == []
    assert axe.axe([*pages, made / "works/he2016deep.html"]) == []


@pytest.mark.judge
@pytest.mark.proof
def test_ace_finds_nothing(made: Path) -> None:
    require(ace)
    assert ace.ace([made / "vision-wiki.epub"]) == []


# -- read ---------------------------------------------------------------------


@pytest.mark.judge
def test_the_reader_shows_what_is_broken(made: Path, tmp_path: Path) -> None:
    require(reader)
    bad = tmp_path / "bad.epub"
    with (
        zipfile.ZipFile(made / "vision-wiki.epub") as good,
        zipfile.ZipFile(bad, "w") as worse,
    ):
        for name in good.namelist():
            data = good.read(name)
            if name == "EPUB/faster-r-cnn.xhtml":
                assert b"<img " in data
                data = data.replace(b'src="images/', b'src="images/lost-')
            worse.writestr(name, data)
    with reader.opened(bad) as book:
        assert book.go("EPUB/faster-r-cnn.xhtml")["broken"] == 1


@pytest.fixture(scope="module")
def reading(made: Path) -> Iterator[Reading]:
    require(reader)
    with reader.opened(made / "vision-wiki.epub") as book:
        yield book
        assert book.errors == []


def only_letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


@pytest.mark.judge
def test_every_chapter_renders(reading: Reading) -> None:
    assert len(reading.files) > 15
    for number, file in enumerate(reading.files):
        place = reading.go(number)
        assert place["file"] == file
        assert place["broken"] == 0
        assert place["shown"] or file.endswith("cover.xhtml")
    assert reading.errors == []


@pytest.mark.judge
def test_the_contents_lead_to_their_headings(reading: Reading) -> None:
    for line in reading.contents:
        following = reading.go(line["href"])["following"]
        if line["level"] == 3:
            assert following.startswith(line["label"])
        elif line["href"] != "EPUB/title.xhtml":
            assert line["label"] in following[:90]
    assert {line["level"] for line in reading.contents} == {1, 2, 3}


@pytest.mark.judge
def test_pages_begin_and_end_with_the_words_of_the_pdf(reading: Reading, made: Path) -> None:
    with pypdfium2.PdfDocument(made / "vision-wiki.pdf") as document:
        printed = [only_letters(page.get_textpage().get_text_range()) for page in document]
    assert [page["label"] for page in reading.pages] == [str(n + 1) for n in range(len(printed))]
    compared = ended = 0
    for number, page in enumerate(reading.pages):
        if page["href"].startswith(("EPUB/title", "EPUB/nav")):
            continue  # each format lays out its own
        place = reading.go(page["href"])
        assert int(place["page"]) - int(page["label"]) in (0, 1)  # a short one may be whole in view
        following = place["following"]
        if place["text"][:60] == following[:60]:  # a chapter, whose title is laid out otherwise
            words = [only_letters(word) for word in following.split()[:12]]
        elif page["href"].startswith("EPUB/index"):  # numbers of pages stand between the words
            words = [only_letters(word) for word in following.split()[:6]]
        else:
            words = [only_letters(following)[:25]]
        assert all(each in printed[number] for each in words), (page, following)
        compared += 1
        if before := only_letters(place["preceding"])[-25:]:
            assert before in printed[number - 1], (page, place["preceding"])
            ended += 1
    assert compared > 30
    assert ended > 10


@pytest.mark.judge
def test_a_reference_pops_up_by_keyboard_and_leads_back(reading: Reading) -> None:
    reading.go("EPUB/kaiming-he.xhtml")
    address = reading.tab_to("a[role='doc-biblioref']")
    reading.press("Enter")
    shown = reading.pop_up()
    assert shown is not None
    assert shown["href"].endswith(address)
    assert shown["text"].startswith("He, Kaiming, Xiangyu Zhang, Shaoqing Ren, and Jian Sun. 2016a")
    reading.press("Escape")
    assert reading.pop_up() is None
    reading.go(shown["href"])
    back = reading.tab_to(f"[id='{address[1:]}'] a[role='doc-backlink']")
    reading.press("Enter")
    assert reading.place()["file"] == "EPUB/kaiming-he.xhtml"
    cited = reading.go(f"EPUB/kaiming-he.xhtml{back}")["following"]
    assert cited.startswith("(He et al. 2016a"), cited


@pytest.mark.judge
def test_a_note_pops_up_by_keyboard(reading: Reading) -> None:
    reading.go("EPUB/kaiming-he.xhtml")
    reading.tab_to("a[role='doc-noteref']")
    reading.press("Enter")
    shown = reading.pop_up()
    assert shown is not None
    assert shown["type"] == "footnote"
    assert shown["text"].startswith("1 ")
    reading.press("Escape")


@pytest.mark.judge
def test_the_list_of_the_whole_leads_to_where_entries_cite(reading: Reading) -> None:
    reading.go("EPUB/references.xhtml")
    address = reading.tab_to(".cited-in a[role='doc-backlink']")
    reading.press("Enter")
    assert reading.pop_up() is None
    assert reading.place()["file"] == f"EPUB/{address.partition('#')[0]}"
