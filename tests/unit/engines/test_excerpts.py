"""A long PDF is judged piece by piece, and no fault in it is passed over."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, OutlineItem

from publish.attach import join_in_stages
from publish.engines.findings import Finding, NotJudged
from publish.engines.pagevalidation import findings
from publish.engines.pdftext import pages_of
from publish.engines.pikepdf import Excerpt, excerpts
from publish.engines.pikepdf.plain import is_plain
from publish.engines.pikepdf.structure import structure_elements
from publish.engines.pikepdf.windows import CONTAINERS
from publish.verify.judgement import judged
from tests import samples
from tests.conftest import require
from tests.judges import verapdf
from tests.unit.test_printing import ENTRIES, laid_out
from tests.unit.writers.made import pdf_artifact
from tests.unit.writers.volumes import bound

pytestmark = pytest.mark.slow

FEW = 1


@pytest.fixture(scope="module")
def book(pandoc) -> bytes:
    """A collection that was laid out entry by entry and joined."""
    return laid_out(bound(pandoc, references="both", index=True), ENTRIES).data


@pytest.fixture(scope="module")
def parts(book: bytes) -> tuple[Excerpt, ...]:
    return tuple(excerpts(book, FEW))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def plain(pdf: pikepdf.Pdf) -> bytes:
    """The document as it is written when it is joined."""
    output = io.BytesIO()
    join_in_stages(pdf, [], output)
    return output.getvalue()


def elements(data: bytes) -> Iterator[Any]:
    with opened(data) as pdf:
        yield from (e for e in structure_elements(pdf) if e.S not in CONTAINERS)


def test_pages_and_their_words_come_once_and_in_order(book, parts) -> None:
    every = [words(each.data) for each in parts]
    assert len(every) > 3
    assert [page for each in every for page in each] == words(book)
    assert [each.first for each in parts] == [sum(map(len, every[:n])) for n in range(len(every))]
    assert min(map(len, every[:-1])) >= FEW


def words(data: bytes) -> list[str]:
    with pages_of(data) as pages:
        return [page.text for page in pages]


def kinds(data: bytes) -> Counter[str]:
    return Counter(str(element.S) for element in elements(data))


def links(data: bytes) -> Counter[str]:
    with opened(data) as pdf:
        return Counter(str(a.get("/Contents")) for p in pdf.pages for a in p.obj.get("/Annots", ()))


def identifiers(data: bytes) -> Counter[str]:
    with opened(data) as pdf:
        return Counter(map(str, NameTree(pdf.Root.StructTreeRoot.IDTree).keys()))


def destinations(data: bytes) -> Counter[str]:
    with opened(data) as pdf:
        return Counter(map(str, NameTree(pdf.Root.Names.Dests).keys()))


def files(data: bytes) -> Counter[str]:
    with opened(data) as pdf:
        return Counter([*pdf.attachments, *(str(file.UF) for file in pdf.Root.get("/AF", ()))])


@pytest.mark.parametrize("count", [kinds, links, identifiers, destinations, files])
def test_nothing_is_lost_or_doubled(count: Callable[[bytes], Counter[str]], book, parts) -> None:
    every = sum((count(each.data) for each in parts), Counter[str]())
    assert every == count(book)
    assert every


def test_what_is_embedded_goes_with_the_first_pages_alone(book, parts) -> None:
    """It is other after each edit."""
    assert files(parts[0].data) == files(book)
    assert len(words(parts[0].data)) == 1


def test_a_name_in_any_script_is_kept(book: bytes) -> None:
    name = b"\xfe\xff" + "a chemin càdlàg".encode("utf-16-be")  # behind all that are in ASCII
    with opened(book) as pdf:
        there = [*NameTree(pdf.Root.Names.Dests).items()]
        named = [*((key.encode(), goal) for key, goal in there), (name, there[-1][1])]
        pairs = [each for key, goal in named for each in (pikepdf.String(key), goal)]
        pdf.Root.Names.Dests = Dictionary(Names=Array(pairs))
        data = plain(pdf)
    pieces = [*excerpts(data, FEW)]
    assert len(pieces) > 3
    assert sum((destinations(each.data) for each in pieces), Counter()) == destinations(data)


def test_excerpts_are_the_same_whatever_goes_before_them(book: bytes) -> None:
    """Where more elements do, the numbers of those that come are others."""
    with opened(book) as pdf:
        data = plain(pdf)
    with opened(book) as pdf:
        tree = pdf.Root.StructTreeRoot
        parents = {key + 7: value for key, value in NumberTree(tree.ParentTree).items()}
        annotations = (each for page in pdf.pages for each in page.get("/Annots", ()))
        for holder in (*pdf.pages, *annotations):
            for key in ("/StructParent", "/StructParents"):
                if key in holder:
                    holder[key] += 7
        pairs = [each for pair in sorted(parents.items()) for each in pair]
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(pairs)))
        tree.ParentTreeNextKey += 7
        moved = plain(pdf)
    assert moved != data
    parts = [*excerpts(data, FEW)]
    assert [*excerpts(moved, FEW)] == parts
    assert len(parts) > 3


def test_bookmarks_stand_where_they_lead(book, parts) -> None:
    assert {title for each in parts for title in titles(each.data)} == set(titles(book))


def titles(data: bytes) -> Iterator[str]:
    with opened(data) as pdf, pdf.open_outline() as outline:
        todo = [*outline.root]
        while todo:
            item = todo.pop()
            yield item.title
            todo += item.children


@pytest.mark.judge
def test_excerpts_of_a_good_file_are_good(book, parts, tmp_path) -> None:
    require(verapdf)
    paths = [tmp_path / f"{each.first}.pdf" for each in parts]
    for path, each in zip(paths, parts, strict=True):
        path.write_bytes(each.data)
    assert verapdf.validate(paths) == []
    assert {each.verdict for each in judged(book, ["a-3a", "ua-1"], parts)} == {"kept"}


# -- damages -----------------------------------------------------------------------


def first(pdf: pikepdf.Pdf, wanted: Callable[[Any], bool], number: int = 0) -> Any:
    return [each for each in pdf.objects if isinstance(each, Dictionary) and wanted(each)][number]


def link_without_words(pdf: pikepdf.Pdf) -> None:
    del first(pdf, lambda each: each.get("/Subtype") == Name.Link, -1).Contents


def link_outside_of_links(pdf: pikepdf.Pdf) -> None:
    del first(pdf, lambda each: each.get("/Subtype") == Name.Link, 7).StructParent


def item_outside_of_lists(pdf: pikepdf.Pdf) -> None:
    first(pdf, lambda each: each.get("/S") == Name.LI, -1).P.S = Name.Div


def heading_of_another_level(pdf: pikepdf.Pdf) -> None:
    first(pdf, lambda each: each.get("/S") == Name.H2, -1).S = Name.H5


def page_without_order(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1].obj.Tabs


def font_without_characters(pdf: pikepdf.Pdf) -> None:
    del first(pdf, lambda each: "/ToUnicode" in each, -1).ToUnicode


def font_without_file(pdf: pikepdf.Pdf) -> None:
    descriptor = first(pdf, lambda each: each.get("/Type") == Name.FontDescriptor)
    del descriptor[next(key for key in descriptor if key.startswith("/FontFile"))]


def content_without_tags(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[len(pdf.pages) // 2]
    page.contents_add(b"BT 1 0 0 1 90 90 Tm ET q 0 0 9 9 re f Q", prepend=False)


def file_without_relation(pdf: pikepdf.Pdf) -> None:
    del first(pdf, lambda each: "/EF" in each, -1)["/AFRelationship"]


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


DAMAGES = [
    link_without_words, link_outside_of_links, item_outside_of_lists, heading_of_another_level,
    page_without_order, font_without_characters, font_without_file, content_without_tags,
    file_without_relation, no_intent, no_language,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_found_in_the_whole_is_found_in_excerpts(damage, book: bytes) -> None:
    with opened(book) as pdf:
        damage(pdf)
        data = plain(pdf)
    pieces = tuple(excerpts(data, FEW))
    assert len(pieces) > 3
    assert broken(*pieces) == broken(Excerpt(data)) != set()


def broken(*pieces: Excerpt) -> set[str]:
    """The rules that pieces of a file break."""
    asked = product(pieces, ("a-3a", "ua-1"))
    return {each.rule for piece, name in asked for each in findings(piece.data, name)}


def test_a_finding_tells_its_page_in_the_file(book: bytes) -> None:
    with opened(book) as pdf:
        last = len(pdf.pages) - 1
        link_without_words(pdf)
        data = plain(pdf)
    (whole,), (parted,) = (
        judged(data, ["ua-1"], pieces) for pieces in ((), tuple(excerpts(data, FEW)))
    )
    assert [each.page for each in whole.findings] == [each.page for each in parted.findings]
    assert whole.findings[0].page in range(last + 1)


def test_each_judge_is_shown_the_pieces(book: bytes, parts, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr(
        "publish.engines.verapdf.findings",
        lambda data, names: shown.append(data) or [Finding("ua-1", "7.1-1", "M", obj=3, page=1)],
    )
    (judgement,) = judged(book, ["ua-1"], parts, thorough=True)
    assert shown == [each.data for each in parts]
    assert judgement.findings == (Finding("ua-1", "7.1-1", "M", page=parts[0].first + 1),)


def test_a_long_chain_of_bookmarks_is_judged(book: bytes) -> None:
    """page-validation follows no chain beyond a few hundred."""
    with opened(book) as pdf:
        with pdf.open_outline() as outline:
            count = len(pdf.pages)
            outline.root += [OutlineItem(f"Place {n}", n * count // 600) for n in range(600)]
        data = plain(pdf)
    with pytest.raises(NotJudged, match="depth"):
        findings(data, "ua-1")
    assert broken(*excerpts(data, FEW)) == set()


# -- what isn't parted ----------------------------------------------------------------


def test_what_is_short_is_judged_as_it_is(book: bytes) -> None:
    assert tuple(excerpts(book)) == (Excerpt(book),)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"endobj\n", b"endobj\r\n", 1),
        lambda data: data.replace(b" 0 obj\n", b"  0 obj\n", 1),
        lambda data: data.replace(b"\nendstream", b" endstream", 1),
        lambda data: data.replace(b"%%EOF\n", b"%%EOF\nmore"),
        lambda data: data[:8] + b"%" + data[8:],
        lambda data: b"x" + data,
        lambda data: data[: len(data) // 2],
        lambda data: b"",
    ],
)
def test_what_is_written_another_way_is_judged_as_it_is(spoil, book: bytes) -> None:
    """Excerpts don't show how the file is written."""
    assert is_plain(book)
    data = spoil(book)
    assert not is_plain(data)
    assert tuple(excerpts(data, FEW))[-1] == Excerpt(data)


def test_what_is_made_in_one_run_is_written_as_plainly(pandoc, tmp_path) -> None:
    assert is_plain(pdf_artifact(samples.sample(pandoc, tmp_path)).data)


def elements_in_another_order(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    document.K = Array(reversed(list(document.K)))


def no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def words_in_the_document(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].K.append(3)


def a_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array())


CHANGES = [elements_in_another_order, no_tags, words_in_the_document, a_form]


@pytest.mark.parametrize("change", CHANGES)
def test_what_cannot_be_parted_is_judged_as_it_is(change, book: bytes) -> None:
    with opened(book) as pdf:
        change(pdf)
        data = plain(pdf)
    assert tuple(excerpts(data, FEW))[-1] == Excerpt(data)


def words_on_a_page_of_another(pdf: pikepdf.Pdf) -> None:
    paragraph = next(each for each in structure_elements(pdf) if each.S == Name.P)
    mark = Dictionary(Type=Name.MCR, Pg=pdf.pages[-1].obj, MCID=0)
    paragraph.K = Array([*paragraph.K, mark])


def test_an_element_that_stands_on_pages_of_two_is_judged_in_the_whole(book: bytes) -> None:
    with opened(book) as pdf:
        words_on_a_page_of_another(pdf)
        data = plain(pdf)
    assert tuple(excerpts(data, FEW))[-1] == Excerpt(data)
