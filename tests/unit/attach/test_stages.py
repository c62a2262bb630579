"""Parts joined in stages give the document that they give when joined at once."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from publish.attach.compare import compare
from publish.attach.joining import Joined, Numbering, Part, join, join_in_stages
from publish.attach.joining.actions import bookmarks
from publish.attach.joining.elements import elements
from publish.attach.joining.objects import identity
from publish.attach.joining.targets import Targets
from publish.attach.joining.trees import names, numbers
from tests import odd, pdfs


def rich(number: int) -> Pdf:
    """A document that has something of everything, and names that others have too."""
    pdf = pdfs.document(2)
    pdfs.tag(pdf, ("H1", "P", "Body"), {"Body": "P" if number % 2 else "Div"}, ids=("n1",))
    pdfs.name_destinations(pdf, {"works": 1, f"own{number}": 0})
    pdfs.link(pdf, 0, String("works"))
    pdfs.bookmark(pdf, [("One", 0), ("Two", 1)])
    pdfs.attach(pdf, "data.txt", b"data %d" % number)
    pdfs.field(pdf, 1, "name", f"Ada {number}")
    pdfs.layer(pdf, "Grid", shown=bool(number % 2))
    pdfs.article(pdf, "Story")
    return pdf


def parts(count: int) -> Iterator[Part]:
    for number in range(count):
        yield Part(
            pdfs.reopened(rich(number)),
            f"Part {number}" if number % 3 else None,
            under=("Shelf", f"Row {number // 4}") if number > 2 else (),
            numbering=Numbering(("own", "kept", "continued")[number % 3], f"{number}-"),
        )


def staged(
    host: Pdf, which: Iterator[Part], stage: int = 1, coming: tuple[str, ...] = ()
) -> tuple[Pdf, Joined]:
    output = io.BytesIO()
    joined = join_in_stages(host, which, output, coming=coming, stage=stage)
    return pikepdf.open(output), joined


@pytest.mark.parametrize("stage", [1, 200, 100_000])
def test_what_is_joined_in_stages_is_what_is_joined_at_once(stage: int) -> None:
    host = pdfs.reopened(rich(99))
    found, joined = staged(host, parts(9), stage)
    assembly = join(host, list(parts(9)))
    assert not compare(pdfs.reopened(host), found)
    assert joined.places == tuple(guest.places for guest in assembly.guests)
    assert joined.pages == len(found.pages) == 20
    assert set(joined.told) == set(assembly.told)
    assert not found.check_pdf_syntax()


@pytest.mark.parametrize("stage", [1, 100_000])
def test_of_bookmarks_with_one_title_parts_stand_under_the_last(stage: int) -> None:
    def chapters() -> Iterator[Part]:
        for number in range(4):
            titled = pdfs.document(1)
            pdfs.bookmark(titled, [("Part", 0)])
            yield Part(pdfs.reopened(titled))
            chapter = pdfs.document(1)
            pdfs.bookmark(chapter, [(f"Chapter {number}", 0)])
            yield Part(pdfs.reopened(chapter), under=("Part",))

    found, _ = staged(pdfs.reopened(pdfs.document(1)), chapters(), stage)
    assert [(depth, str(item.Title)) for depth, item in bookmarks(found.Root.Outlines)] == [
        each for number in range(4) for each in ((0, "Part"), (1, f"Chapter {number}"))
    ]


def test_parts_that_were_one_document_lead_to_one_another_by_their_names() -> None:
    def halves() -> Iterator[Part]:
        for own, other in (("one", "two"), ("two", "one")):
            pdf = pdfs.document(1)
            pdfs.name_destinations(pdf, {own: 0})
            pdfs.link(pdf, 0, String(other))
            yield Part(pdfs.reopened(pdf), named_together=True)

    found, _ = staged(pdfs.reopened(pdfs.document(1)), halves())
    targets = Targets(found.Root, [page.obj for page in found.pages])
    leads = [targets.page(page.obj.Annots[0]) for page in found.pages if "/Annots" in page.obj]
    assert leads == [2, 1]


@pytest.mark.parametrize("stage", [1, 100_000])
@pytest.mark.parametrize("amid", ["Sect", ""])
def test_a_list_that_goes_on_in_the_next_part_is_one(stage: int, amid: str) -> None:
    def pieces() -> Iterator[Part]:
        yield Part(listed(("H1",), amid, 2))
        yield Part(listed((), amid, 2), goes_on=True)
        yield Part(listed((), amid, 1, ("P",)), goes_on=True)
        yield Part(listed((), amid, 1))

    found, _ = staged(pdfs.reopened(pdfs.document(1)), pieces(), stage)
    inside = [f"{depth} {str(each.S)[1:]}" for depth, each in elements(found.Root.StructTreeRoot)]
    below = int(bool(amid))
    section = [f"0 {amid}"] if amid else []
    item = f"{below + 1} LI"
    first = [*section, f"{below} H1", f"{below} L", *[item] * 5, f"{below} P"]
    assert inside == [*first, *section, f"{below} L", item]
    for held in numbers(found.Root.StructTreeRoot.ParentTree).values():
        assert all(identity(each) in map(identity, each.P.K) for each in held)


def test_what_ends_with_no_list_has_none_that_goes_on() -> None:
    which = [Part(listed(("H1",), "Sect", 0)), Part(listed((), "Sect", 2), goes_on=True)]
    found, _ = staged(pdfs.reopened(pdfs.document(1)), iter(which))
    inside = [str(element.S)[1:] for _, element in elements(found.Root.StructTreeRoot)]
    assert inside == ["Sect", "H1", "Sect", "L", "LI", "LI"]


def listed(before: tuple[str, ...], amid: str, items: int, behind: tuple[str, ...] = ()) -> Pdf:
    """A page of a list of so many items and of what stands before and behind it, all of it in an
    element of the type ``amid``.
    """
    pdf = pdfs.document(1)
    root = pdfs.tag(pdf, (*before, *["LI"] * items, *behind))
    root.K = root.K[0].K
    every = list(root.K)
    above = root
    if amid:
        above = pdf.make_indirect(Dictionary(S=Name("/" + amid), P=root, K=Array()))
        root.K = Array([above])
    below = every[: len(before)]
    if items:
        list_ = pdf.make_indirect(Dictionary(S=Name.L, P=above, K=Array()))
        list_.K = Array(every[len(before) : len(before) + items])
        below.append(list_)
    below += every[len(before) + items :]
    above.K = Array(below)
    for parent in (above, *below):
        for each in parent.K if isinstance(parent.get("/K"), Array) else ():
            each.P = parent
    return pdfs.reopened(pdf)


@pytest.mark.slow
def test_parts_of_many_objects_on_few_pages() -> None:
    """What goes on is small then, and its numbers are high."""

    def many(number: int) -> Pdf:
        pdf = pdfs.document(1)
        kept = (pdf.make_indirect(Dictionary(N=number * 10_000 + each)) for each in range(4_000))
        pdf.pages[0].obj.PieceInfo = Dictionary(X=Array(kept))
        return pdfs.reopened(pdf)

    found, joined = staged(pdfs.reopened(pdfs.document(1)), map(Part, map(many, range(6))))
    assert joined.pages == len(found.pages) == 7
    for number, page in enumerate(found.pages[1:]):
        kept = page.obj.PieceInfo.X
        assert [int(each.N) - number * 10_000 for each in kept] == list(range(4_000))


def test_the_host_is_not_changed() -> None:
    host = pdfs.reopened(rich(1))
    before = pdfs.saved(host)
    staged(host, parts(2))
    assert pdfs.saved(host) == before


def test_parts_are_closed_when_they_are_written(tmp_path: Path) -> None:
    rich(1).save(tmp_path / "part.pdf")
    held: list[int] = []

    def opened() -> Iterator[Part]:
        for _ in range(10):
            yield Part(pikepdf.open(tmp_path / "part.pdf"))
            held.append(len(os.listdir("/proc/self/fd")))

    staged(pdfs.document(1), opened())
    assert held[-1] == held[0]


def test_the_same_parts_give_the_same_bytes() -> None:
    outputs = [io.BytesIO(), io.BytesIO()]
    for output in outputs:
        join_in_stages(pdfs.reopened(rich(1)), parts(3), output, stage=1)
    assert outputs[0].getvalue() == outputs[1].getvalue()


def test_what_is_the_same_is_written_once() -> None:
    def part(number: int) -> Part:
        pdf = pdfs.document(1)
        program = pdf.make_indirect(Stream(pdf, b"font" * 1000))
        descriptor = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontFile2=program))
        font = pdf.make_indirect(Dictionary(Type=Name.Font, FontDescriptor=descriptor))
        pdfs.page(pdf, 0).Resources = Dictionary(Font=Dictionary(F=font))
        pdfs.page(pdf, 0).Contents = Stream(pdf, b"%d" % number)
        return Part(pdfs.reopened(pdf))

    found, _ = staged(pdfs.document(1), map(part, range(5)))
    fonts = {page.obj.Resources.Font.F.objgen for page in list(found.pages)[1:]}
    assert len(fonts) == 1
    contents = [page.obj.Contents.read_bytes() for page in list(found.pages)[1:]]
    assert contents == [b"0", b"1", b"2", b"3", b"4"]


def test_layers_that_look_alike_stay_apart() -> None:
    def part() -> Part:
        pdf = pdfs.document(1)
        pdfs.layer(pdf, "Grid", shown=True)
        return Part(pdfs.reopened(pdf))

    found, _ = staged(pdfs.document(1), iter([part(), part()]))
    assert len({layer.objgen for layer in found.Root.OCProperties.OCGs}) == 2


def linked(number: int, *actions: Dictionary, version: str = "1.7") -> Part:
    """A part of two pages called `NUMBER.pdf`, with links."""
    pdf = pdfs.document(2)
    pdfs.tag(pdf, ("P",))
    pdfs.name_destinations(pdf, {"works": 1})
    for action in actions:
        pdfs.annotate(pdf, 0, Subtype=Name.Link, A=action)
    data = io.BytesIO()
    pdf.save(data, force_version=version)
    return Part(pikepdf.open(data), files=(f"{number}.pdf",))


def to(address: str) -> Dictionary:
    return Dictionary(S=Name.URI, URI=String(address))


@pytest.mark.parametrize("stage", [1, 100_000])
def test_links_lead_to_parts_that_come_later_and_that_came_before(stage: int) -> None:
    ways = [
        to("1.pdf"),
        to("1.pdf#page=2"),
        to("1.pdf#works"),
        to("1.pdf#nameddest=works"),
        to("1.pdf#unheard"),
        Dictionary(S=Name.GoToR, F=String("1.pdf"), D=String("works")),
        Dictionary(S=Name.GoToR, F=String("1.pdf"), D=Array([1, Name.Fit])),
        to("elsewhere.pdf"),
    ]
    which = [linked(0, *ways), linked(1), linked(2, *ways)]
    coming = ("0.pdf", "1.pdf", "2.pdf")
    found, joined = staged(pdfs.document(1), iter(which), stage, coming=coming)
    targets = Targets(found.Root, [page.obj for page in found.pages])
    for page in (1, 5):
        led = [targets.page(link) for link in pdfs.page(found, page).Annots]
        assert led == [3, 4, 4, 4, 3, 4, 4, None]
    assert str(pdfs.page(found, 1).Annots[-1].A.URI) == "elsewhere.pdf"
    assert not [each for each in joined.told if each[0] == "links"]


def test_a_link_in_tagged_pdf_2_names_the_element_too() -> None:
    which = [linked(0, to("1.pdf#page=2"), version="2.0"), linked(1, version="2.0")]
    found, _ = staged(pdfs.document(1), iter(which), coming=("0.pdf", "1.pdf"))
    link = pdfs.page(found, 1).Annots[0]
    goal = names(found.Root.Names.Dests)[bytes(link.A.D)]
    assert goal.SD[0].Pg.objgen == goal.D[0].objgen == pdfs.page(found, 4).objgen


def test_a_part_that_never_comes_is_told() -> None:
    _, joined = staged(pdfs.document(1), iter([linked(0, to("1.pdf"))]), coming=("1.pdf",))
    assert ("links", "`1.pdf` never came, and links to it lead nowhere") in joined.told


def test_a_part_with_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="place of their own"):
        staged(pdfs.document(1), iter([Part(pdfs.document(1), at=0)]))


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("seed", range(0, 120, 4))
def test_odd_documents_too(seed: int) -> None:
    def each() -> list[Part]:
        random = Random(seed)
        documents = [pdfs.reopened(odd.odd_document(seed + side)) for side in (1, 2, 3)]
        return [Part(document, random.choice(("Part", None)), scripts=True)
                for document in documents]  # fmt: skip

    host = pdfs.reopened(odd.odd_document(seed))
    sound = not any(pdf.check_pdf_syntax() for pdf in (host, *(p.document for p in each())))
    found, _ = staged(host, iter(each()))
    join(host, each())
    difference = compare(pdfs.reopened(host), found)
    assert not difference, (difference.lost, difference.added, difference.moved)
    assert not (sound and found.check_pdf_syntax())
