"""What stands in two documents stands in the joined one: subject by subject."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from publish.attach.compare import losses
from publish.attach.inventory import inventory
from publish.attach.joining import Numbering, Part, join
from publish.attach.joining.elements import elements
from publish.attach.joining.labels import labels, ranges
from publish.attach.joining.trees import names, numbers
from tests import pdfs


def texts(pdf: pikepdf.Pdf) -> list[str]:
    return [page.Contents.read_bytes().decode() for page in (each.obj for each in pdf.pages)]


def test_pages_stand_where_they_are_wanted() -> None:
    host, one, two = pdfs.document(3), pdfs.document(1), pdfs.document(2)
    expected = [texts(host), texts(one), texts(two)]
    assembly = join(host, [Part(two), Part(one, at=1)])
    assert texts(host) == [*expected[0][:1], *expected[1], *expected[0][1:], *expected[2]]
    assert assembly.own_places == [0, 2, 3]
    assert [guest.first for guest in assembly.guests] == [4, 1]


def test_a_page_takes_along_what_it_inherits() -> None:
    part = pdfs.document(2)
    first = pdfs.page(part, 0)
    del first["/MediaBox"]
    part.Root.Pages.MediaBox = Array([0, 0, 77, 88])
    part.Root.Pages.Rotate = 90
    host = pdfs.document(1)
    join(host, [Part(part)])
    assert list(pdfs.page(host, 1).MediaBox) == [0, 0, 77, 88]
    assert pdfs.page(host, 2).Rotate == 90


def test_destinations_with_one_name_stay_two() -> None:
    host, part = pdfs.document(2), pdfs.document(2)
    for pdf, goal in ((host, 1), (part, 0)):
        pdfs.name_destinations(pdf, {"works": goal, "works-2": 0})
        pdfs.link(pdf, 0, String("works"))
        pdfs.annotate(pdf, 1, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=String("works")))
    before = inventory(part)
    assembly = join(host, [Part(part)])
    assert len(names(host.Root.Names.Dests)) == 4
    assert not losses(before, pdfs.reopened(host), assembly.guests[0].places)
    assert str(pdfs.page(host, 0).Annots[0].Dest) == "works"


def test_old_destinations_with_one_name_stay_two() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    for pdf in (host, part):
        pdf.Root.Dests = Dictionary(a=pdfs.to_page(pdf, 0))
        pdfs.link(pdf, 0, Name.a)
    before = inventory(part)
    assembly = join(host, [Part(part)])
    assert set(host.Root.Dests.keys()) == {"/a", "/a-2"}
    assert not losses(before, pdfs.reopened(host), assembly.guests[0].places)


def titles(pdf: pikepdf.Pdf) -> list[object]:
    def listed(items: list[pikepdf.OutlineItem]) -> list[object]:
        return [item.title if not item.children else (item.title, listed(list(item.children)))
                for item in items]  # fmt: skip

    with pdf.open_outline() as outline:
        return listed(list(outline.root))


def test_bookmarks_are_nested_under_the_parts_own() -> None:
    host, one, two = pdfs.document(2), pdfs.document(1), pdfs.document(1)
    for pdf in (host, one):
        pdfs.bookmark(pdf, [("A", 0), ("B", 0)])
    under = ("Appendices",)
    join(host, [Part(one, "One", under=under), Part(two, "Two", under=under)])
    assert titles(host) == ["A", "B", ("Appendices", [("One", ["A", "B"]), "Two"])]
    outline = host.Root.Outlines
    assert outline.Count == 5
    assert outline.Last.First.Count == -2
    assert outline.Last.Count == 2


def test_a_bookmark_in_the_midst_stands_in_the_order_of_pages() -> None:
    host = pdfs.document(3)
    pdfs.bookmark(host, [("first", 0), ("second", 1), ("third", 2)])
    join(host, [Part(pdfs.document(1), "new", at=2), Part(pdfs.document(1), "newest", at=0)])
    assert titles(host) == ["newest", "first", "second", "new", "third"]


def test_a_part_without_title_has_its_bookmarks_in_line() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    pdfs.bookmark(part, [("A", 0), ("B", 0)])
    join(host, [Part(part)])
    assert titles(host) == ["A", "B"]


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        (Numbering("continued"), ["i", "ii", "1", "2", "3", "4"]),
        (Numbering("own", "A-"), ["i", "ii", "1", "2", "A-1", "A-2"]),
        (Numbering("kept"), ["i", "ii", "1", "2", "B", "C"]),
    ],
)
def test_labels_go_on_as_asked(numbering: Numbering, expected: list[str]) -> None:
    host, part = pdfs.document(4), pdfs.document(2)
    pdfs.label(host, {0: Dictionary(S=Name.r), 2: Dictionary(S=Name.D)})
    pdfs.label(part, {0: Dictionary(S=Name.A, St=2)})
    join(host, [Part(part, numbering=numbering)])
    assert labels(host.Root, 6) == expected


@pytest.mark.parametrize(
    ("at", "kind", "expected"),
    [
        (1, "own", ["1", "A-1", "A-2", "2", "3"]),
        (1, "continued", ["1", "2", "3", "2", "3"]),
        (0, "continued", ["1", "2", "1", "2", "3"]),
    ],
)
def test_the_hosts_pages_keep_their_labels_around_a_part(
    at: int, kind: Any, expected: list[str]
) -> None:
    host = pdfs.document(3)
    join(host, [Part(pdfs.document(2), at=at, numbering=Numbering(kind, "A-"))])
    assert labels(host.Root, 5) == expected


def test_labels_that_go_on_are_one_range() -> None:
    host = pdfs.document(2)
    pdfs.label(host, {0: Dictionary(S=Name.r)})
    parts = [pdfs.document(1) for _ in range(3)]
    for number, part in enumerate(parts):
        pdfs.label(part, {0: Dictionary(S=Name.D, St=number + 3)})
    join(host, [Part(part, numbering=Numbering("kept")) for part in parts])
    assert labels(host.Root, 5) == ["i", "ii", "3", "4", "5"]
    assert sorted(ranges(host.Root)) == [0, 2]


def test_no_labels_are_made_where_nobody_has_any() -> None:
    host = pdfs.document(1)
    join(host, [Part(pdfs.document(1))])
    assert "/PageLabels" not in host.Root


def roles(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for _, element in elements(pdf.Root.StructTreeRoot)]


def test_trees_of_tags_become_one_that_finds_all() -> None:
    host, part = pdfs.document(2), pdfs.document(2)
    pdfs.tag(host)
    pdfs.tag(part, ("L",))
    before = inventory(host), inventory(part)
    assembly = join(host, [Part(part)])
    assert roles(host) == ["/Document", *["/H1", "/P"] * 2, "/Document", "/L", "/L"]
    found = numbers(host.Root.StructTreeRoot.ParentTree)
    for page in (each.obj for each in host.pages):
        assert {str(element.Pg.objgen) for element in found[page.StructParents]} == {
            str(page.objgen)
        }
    joined = pdfs.reopened(host)
    assert not losses(before[0], joined, assembly.own_places)
    assert not losses(before[1], joined, assembly.guests[0].places)


def test_a_part_in_the_midst_is_read_there() -> None:
    host, part = pdfs.document(2), pdfs.document(1)
    pdfs.tag(host, ("P",))
    pdfs.tag(part, ("L",))
    join(host, [Part(part, at=1)])
    assert roles(host) == ["/Document", "/P", "/Document", "/L", "/P"]


def test_a_type_with_two_meanings_gets_two_names() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    pdfs.tag(host, ("Body",), {"Body": "P"})
    pdfs.tag(part, ("Body",), {"Body": "Div"})
    before = inventory(part)
    assembly = join(host, [Part(part)])
    map_ = host.Root.StructTreeRoot.RoleMap
    assert {key: str(map_[key]) for key in map_} == {"/Body": "/P", "/Body-2": "/Div"}
    assert not losses(before, pdfs.reopened(host), assembly.guests[0].places)


def test_classes_with_one_name_stay_two() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    for pdf, space in ((host, 1), (part, 2)):
        tree = pdfs.tag(pdf, ("P",))
        tree.ClassMap = Dictionary(wide=Dictionary(O=Name.Layout, SpaceBefore=space))
        tree.K[0].K[0].C = Name.wide
    join(host, [Part(part)])
    tree = host.Root.StructTreeRoot
    found = [element for _, element in elements(tree) if "/C" in element]
    assert [tree.ClassMap[element.C].SpaceBefore for element in found] == [1, 2]


def test_ids_stay_unique_and_headers_follow() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    pdfs.tag(host, ("TH", "TD"), ids=("head",))
    tree = pdfs.tag(part, ("TH", "TD"), ids=("head",))
    tree.K[0].K[1].A = Dictionary(O=Name.Table, Headers=Array([String("head")]))
    join(host, [Part(part)])
    found = names(host.Root.StructTreeRoot.IDTree)
    assert sorted(found) == [b"head", b"head-2"]
    cell = [element for _, element in elements(host.Root.StructTreeRoot)][-1]
    assert str(cell.A.Headers[0]) == str(found[b"head-2"].ID) == "head-2"


@pytest.mark.parametrize("tagged", ["host", "part"])
def test_one_side_may_be_untagged(tagged: str) -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    pdfs.tag(host if tagged == "host" else part)
    pdfs.page(part if tagged == "host" else host, 0).StructParents = 0
    assembly = join(host, [Part(part)])
    pages = [page.obj for page in host.pages]
    assert ["/StructParents" in page for page in pages] == [tagged == "host", tagged == "part"]
    guest = "isn't, or not all" if tagged == "host" else "is"
    own = "tagged" if tagged == "host" else "not tagged"
    assert assembly.told == [("tags", f"the report is {own}, what comes to it {guest}")]
    assert host.Root.MarkInfo.Marked is False


def test_the_language_of_a_part_is_said_on_its_elements() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    for pdf, lang in ((host, "en"), (part, "de")):
        pdfs.tag(pdf)
        pdf.Root.Lang = String(lang)
    join(host, [Part(part)])
    top = [element for _, element in elements(host.Root.StructTreeRoot) if "/Lang" in element]
    assert [(str(each.S), str(each.Lang)) for each in top] == [("/Document", "de")]


def test_files_with_one_name_stay_two() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    pdfs.attach(host, "a.txt", b"one")
    pdfs.attach(part, "a.txt", b"two")
    join(host, [Part(part)])
    found = names(host.Root.Names.EmbeddedFiles)
    assert [bytes(file.EF.F.read_bytes()) for file in found.values()] == [b"one", b"two"]
    assert len(host.Root.AF) == 2


def test_fields_with_one_name_stay_two() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    pdfs.field(host, 0, "name", "Ada")
    pdfs.field(part, 0, "name", "Ben")
    pdfs.page(part, 0)
    part.Root.AcroForm.DR.Font.Helv.BaseFont = Name.Courier
    assembly = join(host, [Part(part)])
    form = host.Root.AcroForm
    assert [(str(each.T), str(each.V)) for each in form.Fields] == [
        ("name", "Ada"), ("name-2", "Ben"),
    ]  # fmt: skip
    assert str(form.Fields[1].DA) == "/Helv-2 12 Tf 0 g"
    assert str(form.DR.Font["/Helv-2"].BaseFont) == "/Courier"
    assert assembly.told == [("fields", "the field `name` is now called `name-2`")]


@pytest.mark.slow
def test_a_chain_of_a_hundred_thousand_bookmarks_is_copied() -> None:
    """In a process of its own: what fails here ends it."""
    code = (
        "import pikepdf\nfrom pikepdf import Dictionary\n"
        "from publish.attach.joining import Part, join\n"
        "part, host = pikepdf.new(), pikepdf.new()\n"
        "part.add_blank_page()\n"
        "before = first = part.make_indirect(Dictionary())\n"
        "for _ in range(100_000):\n"
        "    item = part.make_indirect(Dictionary(Prev=before))\n"
        "    before.Next = before = item\n"
        "part.Root.Outlines = part.make_indirect(Dictionary(First=first, Last=before))\n"
        "join(host, [Part(part)])\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_layers_stay_as_visible_as_they_were() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    pdfs.layer(host, "notes")
    for name, shown in (("notes", False), ("grid", True)):
        pdfs.layer(part, name, shown=shown)
    part.Root.OCProperties.D.BaseState = Name.OFF
    before = inventory(part)
    assembly = join(host, [Part(part)])
    assert not losses(before, pdfs.reopened(host), assembly.guests[0].places)
    assert len(host.Root.OCProperties.OCGs) == 3


def test_articles_and_private_data_are_kept() -> None:
    host, part = pdfs.document(1), pdfs.document(2)
    for pdf in (host, part):
        pdfs.article(pdf, "Story")
        pdf.Root.PieceInfo = Dictionary(
            Program=Dictionary(LastModified=String("D:2020"), Private=len(pdf.pages))
        )
    join(host, [Part(part)])
    assert [str(thread.I.Title) for thread in host.Root.Threads] == ["Story", "Story"]
    assert host.Root.Threads[1].F.P.objgen == pdfs.page(host, 1).objgen
    assert host.Root.PieceInfo.Program.Private == 1
    assert pdfs.page(host, 1).PieceInfo.Program.Private == 2


def test_an_output_intent_is_said_once_or_of_its_own_pages() -> None:
    host, same, other = pdfs.document(1), pdfs.document(1), pdfs.document(1)
    for pdf, name in ((host, "sRGB"), (same, "sRGB"), (other, "FOGRA39")):
        pdf.Root.OutputIntents = Array(
            [Dictionary(S=Name.GTS_PDFA1, OutputConditionIdentifier=String(name))]
        )
    assembly = join(host, [Part(same), Part(other)])
    assert len(host.Root.OutputIntents) == 1
    assert ["/OutputIntents" in page.obj for page in host.pages] == [False, False, True]
    assert [subject for subject, _ in assembly.told] == ["intents"]


def scripted() -> pikepdf.Pdf:
    part = pdfs.document(1)
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdfs.names(part).JavaScript = Dictionary(Names=Array([String("start"), script]))
    goto = Dictionary(S=Name.GoTo, D=pdfs.to_page(part, 0))
    action = Dictionary(S=Name.JavaScript, JS=String("x"), Next=goto)
    pdfs.annotate(part, 0, Subtype=Name.Link, A=action)
    pdfs.page(part, 0).AA = Dictionary(O=script)
    return part


def test_scripts_are_dropped_and_told() -> None:
    host = pdfs.document(1)
    assembly = join(host, [Part(scripted(), "Brief")])
    assert b"JavaScript" not in pdfs.saved(host, compress_streams=False)
    assert str(pdfs.page(host, 1).Annots[0].A.S) == "/GoTo"
    assert assembly.told == [("scripts", "3 scripts of `Brief` left out")]


def test_scripts_are_kept_where_that_is_asked_for() -> None:
    host = scripted()
    join(host, [Part(scripted(), scripts=True)])
    assert sorted(names(host.Root.Names.JavaScript)) == [b"start", b"start-2"]


def test_links_to_a_joined_file_stay_inside() -> None:
    host, part = pdfs.document(1), pdfs.document(2)
    for pdf in (host, part):
        pdfs.name_destinations(pdf, {"a": 0})
    actions = (
        Dictionary(S=Name.GoToR, F=String("x/brief.pdf"), D=Array([1, Name.Fit])),
        Dictionary(S=Name.GoToR, F=Dictionary(UF=String("brief.pdf")), D=String("a")),
        Dictionary(S=Name.URI, URI=String("brief.pdf#page=2")),
        Dictionary(S=Name.Launch, F=String("brief.pdf")),
        Dictionary(S=Name.URI, URI=String("https://example.org/brief.pdf")),
        Dictionary(S=Name.GoToR, F=String("brief.pdf"), D=Array([7, Name.Fit])),
    )
    for action in actions:
        pdfs.annotate(host, 0, Subtype=Name.Link, A=action)
    join(host, [Part(part, files=("brief.pdf",))])
    found = [annotation.A for annotation in pdfs.page(host, 0).Annots]
    assert [str(action.S) for action in found] == ["/GoTo"] * 4 + ["/URI", "/GoToR"]
    assert found[0].D[0].objgen == found[2].D[0].objgen == pdfs.page(host, 2).objgen
    assert found[3].D[0].objgen == pdfs.page(host, 1).objgen
    assert str(found[1].D) == "a-2"


def test_relative_addresses_keep_their_base() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    part.Root.URI = Dictionary(Base=String("https://example.org/a/"))
    for address in ("b.html", "mailto:a@example.org"):
        pdfs.annotate(part, 0, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)))
    join(host, [Part(part)])
    found = [str(annotation.A.URI) for annotation in pdfs.page(host, 1).Annots]
    assert found == ["https://example.org/a/b.html", "mailto:a@example.org"]


def test_metadata_version_and_extensions_go_along() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    part.Root.Metadata = pikepdf.Stream(part, b"<x/>")
    part.Root.Version = Name("/2.0")
    part.Root.Extensions = Dictionary(ADBE=Dictionary(BaseVersion=Name("/1.7"), ExtensionLevel=8))
    join(host, [Part(part)])
    assert pdfs.page(host, 1).Metadata.read_bytes() == b"<x/>"
    assert host.Root.Version == "/2.0"
    assert host.Root.Extensions.ADBE.ExtensionLevel == 8


def test_what_nothing_joins_is_told() -> None:
    host, part = pdfs.document(1), pdfs.document(1)
    host.Root.Lang, part.Root.Lang = String("en"), String("de")
    part.Root.Collection = Dictionary(View=Name.D)
    part.Root.PageMode = Name.UseOutlines
    assembly = join(host, [Part(part, "A brief")])
    assert assembly.told == [
        ("catalogue", "`/Collection` of `A brief` is left out"),
        ("language", "nothing says any more that `A brief` is in `de`"),
    ]
    tagged = pdfs.document(1)
    pdfs.tag(tagged)
    tagged.Root.Lang = String("fr")
    assert not join(pdfs.document(0), [Part(tagged)]).told


def test_links_of_a_part_to_the_host_stay_inside() -> None:
    host, part = pdfs.document(2), pdfs.document(1)
    action = Dictionary(S=Name.GoToR, F=String("report.pdf"), D=Array([1, Name.Fit]))
    pdfs.annotate(part, 0, Subtype=Name.Link, A=action)
    join(host, [Part(part)], files=("report.pdf",))
    assert pdfs.page(host, 2).Annots[0].A.D[0].objgen == pdfs.page(host, 1).objgen
