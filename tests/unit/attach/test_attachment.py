"""A brief attached to a report: how, or why not; the rules about it are shown here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from publish.attach.attachment import attach
from publish.attach.description import describe
from publish.attach.embedding import enclosures
from publish.attach.joining.labels import labels
from publish.attach.looking import compared, described, detach
from publish.attach.manner import Attached, Manner
from publish.attach.opening import Document, fitting
from publish.diagnostics.core import Result, Severity
from publish.model.frozen import replace
from publish.verify.claims import claims_in
from publish.writers.pdf.sheets import SheetWriter
from tests import pdfs, reports
from tests.signing import sign


def said(xmp: bytes) -> Sequence[str]:
    """The claims of these tests: words between blanks."""
    return xmp.decode().split()


def document(
    pdf: pikepdf.Pdf, name: str = "brief.pdf", claims: str = "", **options: Any
) -> Document:
    if claims:
        pdf.Root.Metadata = pikepdf.Stream(pdf, claims.encode())
    data = io.BytesIO()
    pdf.save(data, fix_metadata_version=False, **options)
    return Document(name, data.getvalue())


def attached(report: Document, brief: Document, **manner: Any) -> Result[Attached | None]:
    return attach(report, [brief], Manner(**manner), said, SheetWriter())


def codes(result: Result[Any]) -> list[tuple[str, str]]:
    return [(each.rule.code, str(each.severity)) for each in result.diagnostics]


def made(result: Result[Attached | None]) -> pikepdf.Pdf:
    assert result.value is not None, result.diagnostics
    return pikepdf.open(io.BytesIO(result.value.data))


REPORT, BRIEF = document(pdfs.document(3), "report.pdf"), document(pdfs.document(2))


def test_an_appendix_is_labelled_and_bookmarked() -> None:
    pdf = made(attached(REPORT, BRIEF))
    assert labels(pdf.Root, 5) == ["1", "2", "3", "A-1", "A-2"]
    with pdf.open_outline() as outline:
        assert outline.root[0].title == "Appendices"
        assert outline.root[0].children[0].title == "brief"


@pytest.mark.parametrize(
    ("manner", "place"),
    [
        ({"at": 0}, 0),
        ({"at": 2}, 2),
        ({"bookmark": "B", "beside": "before"}, 1),
        ({"bookmark": "A", "beside": "after"}, 1),
        ({"bookmark": "B", "beside": "after"}, 3),
    ],
)
def test_an_insert_stands_where_it_is_wanted(manner: dict[str, Any], place: int) -> None:
    report = pdfs.document(3)
    pdfs.bookmark(report, [("A", 0), ("B", 1)])
    result = attached(document(report), BRIEF, kind="insert", **manner)
    assert result.value is not None
    assert result.value.pages == (range(place, place + 2),)


@pytest.mark.parametrize("manner", [{"at": 9}, {"bookmark": "missing"}])
def test_a_place_that_is_not_there_is_told(manner: dict[str, Any]) -> None:
    result = attached(REPORT, BRIEF, kind="insert", **manner)
    assert result.value is None
    assert codes(result) == [("PDF108", "error")]


def test_a_bookmark_written_otherwise_is_hinted_at() -> None:
    report = pdfs.document(2)
    pdfs.bookmark(report, [("Introduction", 0), ("Methods", 1)])
    result = attached(document(report), BRIEF, kind="insert", bookmark="introductions")
    assert (result.diagnostics[0].hint or "").startswith("did you mean `Introduction`?")


def test_no_two_pages_of_an_insert_are_labelled_alike() -> None:
    pdf = made(attached(REPORT, BRIEF, kind="insert", at=2, contents=True))
    assert labels(pdf.Root, 6) == ["1", "2", "Appendices-1", "A-1", "A-2", "3"]


def test_a_brief_whose_only_bookmark_has_its_name_gets_no_other() -> None:
    brief = pdfs.document(2)
    pdfs.bookmark(brief, [("brief", 0)])
    with made(attached(REPORT, document(brief))).open_outline() as outline:
        (only,) = outline.root[0].children
        assert (only.title, list(only.children)) == ("brief", [])


@pytest.mark.parametrize("indirect", [False, True])
def test_files_that_stand_on_pages_are_files_too(indirect: bool) -> None:
    pdf = pdfs.document(2)
    pdfs.attach(pdf, "a.txt", b"one")
    stream = pikepdf.Stream(pdf, b"two", Type=Name.EmbeddedFile)
    file = Dictionary(Type=Name.Filespec, UF=String("a.txt"), EF=Dictionary(F=stream))
    specification = pdf.make_indirect(file) if indirect else file
    pdfs.annotate(pdf, 1, Subtype=Name.FileAttachment, FS=specification)
    pdfs.annotate(pdf, 1, Subtype=Name.Text, Contents=String("stays"))
    found = detach(document(pdf)).value
    assert found is not None
    assert {each.name: each.data for each in found.files} == {"a.txt": b"one", "a-2.txt": b"two"}
    taken = detach(document(pdf), ["a-2.txt"]).value
    assert taken is not None
    assert taken.left is not None
    left = pikepdf.open(io.BytesIO(taken.left))
    assert [each.name for each in enclosures(left)] == ["a.txt"]
    assert [str(each.Contents) for each in pdfs.page(left, 1).Annots] == ["stays"]


def test_what_is_no_pdf_is_refused() -> None:
    for data in (b"", b"no PDF", b"%PDF-1.7\n%%EOF", pdfs.saved(pikepdf.new())):
        result = attached(REPORT, Document("x.pdf", data))
        assert codes(result) == [("PDF100", "error")]
        assert "BytesIO" not in result.diagnostics[0].message


def test_what_to_do_with_another_kind_of_file_is_told() -> None:
    result = attached(REPORT, Document("x.docx", b"PK"))
    assert result.diagnostics[0].message == "`x.docx` is no PDF"
    assert result.diagnostics[0].hint == "save or print it as PDF first"


def encrypted(*, open_to_changes: bool = True) -> Document:
    allowed = pikepdf.Permissions(
        modify_assembly=open_to_changes, modify_other=open_to_changes, modify_annotation=False
    )
    wish = pikepdf.Encryption(owner="o", user="u", allow=allowed)
    return document(pdfs.document(1), encryption=wish)


def test_what_is_encrypted_needs_its_password() -> None:
    brief = encrypted()
    assert codes(attached(REPORT, brief)) == [("PDF101", "error")]
    assert codes(attached(REPORT, Document("x.pdf", brief.data, password="no"))) == [
        ("PDF101", "error")
    ]
    assert len(made(attached(REPORT, Document("x.pdf", brief.data, password="u"))).pages) == 4


def test_of_several_passwords_the_one_that_fits_is_taken() -> None:
    data = encrypted().data
    assert fitting(data, ["x", "u", "o"]) == "o"
    assert fitting(data, ["x", "u"]) == "u"
    assert fitting(data, ["x", "y"]) == "x"
    assert fitting(data, []) == ""
    assert fitting(b"junk", ["x", "y"]) == "x"


def test_permissions_are_respected() -> None:
    brief = encrypted(open_to_changes=False)
    assert codes(attached(REPORT, Document("x.pdf", brief.data, password="u"))) == [
        ("PDF102", "error")
    ]
    assert attached(REPORT, Document("x.pdf", brief.data, password="o")).value


def test_an_encrypted_report_stays_encrypted() -> None:
    report = Document("r.pdf", encrypted().data, password="u")
    result = attached(report, BRIEF)
    assert result.value is not None
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(result.value.data))
    assert len(pikepdf.open(io.BytesIO(result.value.data), password="u").pages) == 3


@pytest.mark.parametrize(
    ("kind", "told", "files"),
    [("appendix", [("PDF107", "warning")], ["a.txt"]), ("embedded", [], ["brief.pdf"])],
)
def test_what_is_encrypted_is_open_only_where_that_is_told(
    kind: str, told: list[tuple[str, str]], files: list[str]
) -> None:
    brief = pdfs.document(1)
    pdfs.attach(brief, "a.txt", b"one")
    locked = document(brief, encryption=pikepdf.Encryption(owner="o", user="u"))
    result = attached(REPORT, replace(locked, password="o"), kind=kind)
    assert codes(result) == told
    assert [each.name for each in enclosures(made(result))] == files


def test_a_linearized_report_stays_linearized() -> None:
    result = attached(document(pdfs.document(2), linearize=True), BRIEF)
    assert made(result).is_linearized


def test_a_signature_is_not_broken_unless_that_is_wanted() -> None:
    report = Document("r.pdf", sign(pdfs.document(2)))
    assert codes(attached(report, BRIEF)) == [("PDF103", "error")]
    forced = attached(report, BRIEF, force=True)
    assert codes(forced) == [("PDF103", "warning")]
    pdf = made(forced)
    assert "/V" not in pdf.Root.AcroForm.Fields[0]


@pytest.mark.parametrize("streams", [False, True])
def test_what_is_embedded_stands_behind_what_is_signed(streams: bool) -> None:
    mode = pikepdf.ObjectStreamMode
    report = Document("r.pdf", sign(pdfs.document(2), mode.generate if streams else mode.disable))
    result = attached(report, BRIEF, kind="embedded")
    assert result.value is not None
    assert result.value.data.startswith(report.data)
    pdf = made(result)
    assert not pdf.check_pdf_syntax()
    assert [each.data for each in enclosures(pdf)] == [BRIEF.data]


def test_what_is_signed_and_linearized_is_linearized_no_more() -> None:
    report = Document("r.pdf", sign(pdfs.document(2), linearize=True))
    result = attached(report, BRIEF, kind="embedded")
    assert codes(result) == [("PDF107", "warning")]
    assert made(result).attachments
    assert result.value is not None
    assert result.value.data.startswith(report.data)


def test_a_signed_report_gives_up_a_claim_behind_what_is_signed() -> None:
    pdf = pdfs.document(1)
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "B"
    report = Document("r.pdf", sign(pdf))
    manner = Manner("embedded", drop_claims=True)
    result = attach(report, [BRIEF], manner, claims_in, SheetWriter())
    assert codes(result) == [("PDF106", "warning")]
    assert result.value is not None
    assert result.value.data.startswith(report.data)
    facts = described(Document("r.pdf", result.value.data), claims_in).value
    assert facts is not None
    assert (facts.claims, facts.signatures, facts.attachments) == ((), 1, ("brief.pdf",))
    assert b"pikepdf" in made(result).Root.Metadata.read_bytes()


def test_what_is_certified_is_left_alone() -> None:
    report = Document("r.pdf", sign(pdfs.document(1), certified=True))
    assert codes(attached(report, BRIEF, kind="embedded")) == [("PDF104", "error")]


def test_an_xfa_form_is_refused() -> None:
    report = pdfs.document(1)
    pdfs.field(report, 0, "a", "b")
    report.Root.AcroForm.XFA = String("<xfa/>")
    assert codes(attached(document(report), BRIEF)) == [("PDF105", "error")]
    assert codes(attached(document(report), BRIEF, kind="embedded")) == []
    assert "/XFA" not in made(attached(document(report), BRIEF, force=True)).Root.AcroForm


CLAIMS = [
    ("a-2a", "a-2a", True), ("a-2b", "a-2a", True), ("a-2a", "a-2b", False), ("a-3a", "a-2a", True),
    ("a-2a", "a-3a", False), ("ua-1", "", False), ("ua-1", "ua-1", True), ("x-4", "a-2a", False),
    ("a-4f", "a-4", True), ("a-4", "a-4f", False), ("", "a-2a", True), ("a-2u", "a-1a", False),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "kept"), CLAIMS)
def test_a_claim_that_would_break_is_told(ours: str, theirs: str, kept: bool) -> None:
    report, brief = (
        document(pdfs.document(1), "r.pdf", ours),
        document(pdfs.document(1), "b.pdf", theirs),
    )
    result = attached(report, brief)
    assert codes(result) == ([] if kept else [("PDF106", "error")])
    given_up = attached(report, brief, drop_claims=True)
    assert given_up.value is not None
    assert given_up.value.claims == (tuple(ours.split()) if kept else ())


def test_other_colours_break_an_archival_claim() -> None:
    report, brief = pdfs.document(1), pdfs.document(1)
    for pdf, name in ((report, "sRGB"), (brief, "FOGRA39")):
        pdf.Root.OutputIntents = Array(
            [Dictionary(S=Name.GTS_PDFA1, OutputConditionIdentifier=String(name))]
        )
    result = attached(document(report, claims="a-2a"), document(brief, claims="a-2a"))
    assert codes(result) == [("PDF106", "error")]
    assert "for another output" in result.diagnostics[0].message


@pytest.mark.parametrize(
    ("ours", "theirs", "kept"),
    [("a-3b", "", True), ("a-2b", "", False), ("a-2b", "a-2b", True), ("a-1b", "a-1b", False)],
)
def test_files_are_embedded_where_the_standard_takes_them(
    ours: str, theirs: str, kept: bool
) -> None:
    report, brief = (
        document(pdfs.document(1), claims=ours),
        document(pdfs.document(1), claims=theirs),
    )
    result = attached(report, brief, kind="embedded")
    assert codes(result) == ([] if kept else [("PDF106", "error")])


def test_what_is_embedded_brings_its_own_files() -> None:
    brief = pdfs.document(1)
    pdfs.attach(brief, "brief.md", b"# Brief")
    pdf = made(attached(REPORT, document(brief), kind="embedded"))
    found = {each.name: each for each in enclosures(pdf)}
    assert set(found) == {"brief.pdf", "brief.md"}
    assert found["brief.pdf"].relationship == "Supplement"
    assert found["brief.md"].relationship == "Source"
    assert len(pdf.Root.AF) == 2


def test_what_is_embedded_says_what_it_is_and_of_when() -> None:
    brief = pdfs.document(1)
    brief.docinfo[Name.ModDate] = String("D:20260501120000Z")
    brief.docinfo[Name.Title] = String("On Things")
    pdf = made(attached(REPORT, document(brief), kind="embedded"))
    (file,) = pdf.Root.AF
    assert [str(file.get(key)) for key in ("/UF", "/Desc", "/AFRelationship")] == [
        "brief.pdf", "On Things", "/Supplement",
    ]  # fmt: skip
    assert str(file.EF.F.Subtype) == "/application/pdf"
    dates = [str(file.EF.F.Params[key]) for key in ("/ModDate", "/CreationDate")]
    assert dates == ["D:20260501120000Z"] * 2


def test_what_is_left_out_is_told() -> None:
    brief = pdfs.document(1)
    pdfs.page(brief, 0).AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("x")))
    result = attached(REPORT, document(brief))
    assert codes(result) == [("PDF107", "warning")]
    assert result.diagnostics[0].severity is Severity.WARNING


@pytest.mark.filterwarnings("error")
def test_pictures_that_cannot_be_unpacked_are_taken_as_they_are() -> None:
    brief = pdfs.document(1)
    packed = pikepdf.Stream(brief, b"junk", Filter=Name.JBIG2Decode, Subtype=Name.Image)
    pdfs.page(brief, 0).Resources = Dictionary(XObject=Dictionary(I=packed))
    result = attached(REPORT, document(brief))
    assert codes(result) == []
    assert pdfs.page(made(result), 3).Resources.XObject.I.read_raw_bytes() == b"junk"


def test_a_loss_is_found_before_anything_is_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    report = pdfs.document(2)
    pdfs.link(report, 0, pdfs.to_page(report, 1))
    pdfs.bookmark(report, [("A", 0)])

    def careless(assembly: Any) -> None:
        del assembly.own[0]["/Annots"]

    monkeypatch.setattr("publish.attach.joining.passes.PASSES", (careless,))
    result = attached(document(report), BRIEF)
    assert result.value is None
    assert codes(result) == [("PDF109", "error")]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_stamp_stands_upright_at_the_upper_right(turned: int) -> None:
    brief = pdfs.document(1, (300, 400))
    pdfs.page(brief, 0).Rotate = turned
    pdf = made(attached(REPORT, document(brief), stamp="{letter} {page}/{pages}"))
    content = pdfs.page(pdf, 3).Contents[-1].read_bytes().decode()
    assert content.count("/Artifact") == 1
    matrix = [float(each) for each in content.split(" cm")[0].split()[-6:]]
    up = {0: (0, 1), 90: (-1, 0), 180: (0, -1), 270: (1, 0)}[turned]
    assert (round(matrix[2]), round(matrix[3])) == up
    near = {0: (300, 400), 90: (0, 400), 180: (0, 0), 270: (300, 0)}[turned]
    assert abs(matrix[4] - near[0]) < 80
    assert abs(matrix[5] - near[1]) < 80


@pytest.mark.parametrize("content", [b"q 2 0 0 2 0 0 cm q", b"Q Q 2 0 0 2 0 0 cm", b"q Q Q", b""])
def test_a_stamp_begins_with_a_state_of_its_own(content: bytes) -> None:
    brief = pdfs.document(1, (300, 400))
    pdfs.page(brief, 0).Contents = pikepdf.Stream(brief, content)
    pdf = made(attached(REPORT, document(brief), stamp="{letter}"))
    drawn = b"\n".join(each.read_bytes() for each in pdfs.page(pdf, 3).Contents)
    states = [1 if each == b"q" else -1 for each in drawn.split() if each in (b"q", b"Q")]
    before = states[:-2]
    assert states[-2:] == [1, -1]
    assert sum(before) == 0
    assert all(sum(before[:end]) >= 0 for end in range(len(before)))


@pytest.mark.parametrize(
    ("cut", "corner"),
    [(None, (300, 400)), ((10, 20, 200, 300), (200, 300)), ((-50, -50, 900, 380), (300, 380))],
)
def test_a_stamp_stands_where_the_page_is_seen(
    cut: tuple[int, ...] | None, corner: tuple[int, int]
) -> None:
    brief = pdfs.document(1, (300, 400))
    if cut is not None:
        pdfs.page(brief, 0).CropBox = Array(cut)
    pdf = made(attached(REPORT, document(brief), stamp="{page}"))
    content = pdfs.page(pdf, 3).Contents[-1].read_bytes().decode()
    *_, right, top = (float(each) for each in content.split(" cm")[0].split()[-6:])
    assert corner[0] - 30 < right < corner[0]
    assert corner[1] - 30 < top < corner[1]


def test_briefs_made_side_by_side_lead_to_each_other() -> None:
    first = pdfs.document(1)
    for address in ("../moon/moon.pdf", "../sun/sun.pdf"):
        action = Dictionary(S=Name.URI, URI=String(address))
        pdfs.annotate(first, 0, Subtype=Name.Link, A=action)
    briefs = [document(first, "tides.pdf"), document(pdfs.document(1), "moon.pdf")]
    result = attach(REPORT, briefs, Manner(), said, SheetWriter())
    pdf = made(result)
    assert [each.message for each in result.diagnostics] == [
        "links: `tides.pdf` leads to `../sun/sun.pdf` beside it, not attached with it"
    ]
    inside, outside = (each.A for each in pdfs.page(pdf, 3).Annots)
    assert inside.D[0].objgen == pdfs.page(pdf, 4).objgen
    assert str(outside.URI) == "../sun/sun.pdf"


def test_a_brief_leads_into_the_report_that_it_was_made_beside() -> None:
    brief = pdfs.document(1)
    for address in ("report.pdf", "../report/report.pdf#page=3"):
        action = Dictionary(S=Name.URI, URI=String(address))
        pdfs.annotate(brief, 0, Subtype=Name.Link, A=action)
    links = {"../report/report.pdf": "https://example.org/report/report.html"}
    result = attached(REPORT, replace(document(brief), links=links))
    assert codes(result) == []
    pdf = made(result)
    first, third = (each.A.D[0].objgen for each in pdfs.page(pdf, 3).Annots)
    assert (first, third) == (pdfs.page(pdf, 0).objgen, pdfs.page(pdf, 2).objgen)


LINKING = (
    ({"/S": Name.URI, "/URI": "sun.pdf#page=2"}, "sun.pdf"),
    ({"/S": Name.URI, "/URI": "../sun/sun.html"}, "../sun/sun.html"),
    ({"/S": Name.GoToR, "/F": "sun.pdf", "/D": "a"}, "sun.pdf"),
    ({"/S": Name.Launch, "/F": "sun.ods"}, "sun.ods"),
    ({"/S": Name.URI, "/URI": "https://example.org/sun.pdf"}, None),
    ({"/S": Name.URI, "/URI": "www.example.org/sun.pdf"}, None),
    ({"/S": Name.URI, "/URI": "example.org"}, None),
    ({"/S": Name.URI, "/URI": "#sun"}, None),
)


@pytest.mark.parametrize(("action", "file"), LINKING)
@pytest.mark.parametrize("kind", ["appendix", "embedded"])
def test_links_to_files_that_stay_behind_are_told(
    action: dict[str, Any], file: str | None, kind: str
) -> None:
    brief = pdfs.document(1)
    pdfs.annotate(brief, 0, Subtype=Name.Link, A=Dictionary(action))
    result = attached(REPORT, document(brief), kind=kind)
    assert codes(result) == ([("PDF107", "warning")] if file else [])
    assert all(f"`brief.pdf` leads to `{file}` beside it" in m.message for m in result.diagnostics)
    assert made(result)


def test_what_is_embedded_leads_to_where_files_are_published() -> None:
    brief = pdfs.document(1)
    for name in ("sun", "moon"):
        action = Dictionary(S=Name.URI, URI=String(f"../{name}/{name}.pdf"))
        pdfs.annotate(brief, 0, Subtype=Name.Link, A=action)
    links = {"../sun/sun.pdf": "https://example.org/sun/sun.html", "../moon/moon.pdf": None}
    result = attached(REPORT, replace(document(brief), links=links), kind="embedded")
    assert codes(result) == []
    (enclosed,) = enclosures(made(result))
    pdf = pikepdf.open(io.BytesIO(enclosed.data))
    (kept,) = pdfs.page(pdf, 0).Annots
    assert str(kept.A.URI) == "https://example.org/sun/sun.html"


def test_files_are_taken_out_again() -> None:
    report = pdfs.document(1)
    pdfs.attach(report, "a.txt", b"one")
    result = detach(document(report))
    assert result.value is not None
    assert [(each.name, each.data) for each in result.value.files] == [("a.txt", b"one")]
    assert result.value.left is not None
    left = pikepdf.open(io.BytesIO(result.value.left))
    assert not list(enclosures(left))


@pytest.mark.parametrize("kind", ["signed", "locked"])
def test_what_must_not_change_keeps_its_files(kind: str) -> None:
    pdf = pdfs.document(1)
    pdfs.attach(pdf, "a.txt", b"one")
    if kind == "signed":
        report = Document("r.pdf", sign(pdf))
    else:
        allowed = pikepdf.Permissions(modify_other=False)
        wish = pikepdf.Encryption(owner="o", user="", allow=allowed)
        report = document(pdf, encryption=wish)
    refused = detach(report)
    assert refused.value is None
    assert codes(refused) == [("PDF103" if kind == "signed" else "PDF102", "error")]
    taken = detach(report, rewrite=False).value
    assert taken is not None
    assert ([each.data for each in taken.files], taken.left) == ([b"one"], None)


def test_a_document_is_described() -> None:
    report = pdfs.document(2)
    pdfs.bookmark(report, [("A", 1)])
    pdfs.tag(report)
    pdfs.field(report, 0, "name", "Ada")
    pdfs.page(report, 1).Rotate = 90
    facts = described(document(report, claims="a-2a"), said).value
    assert facts is not None
    assert [(page.label, page.width) for page in facts.pages] == [("1", 300), ("2", 400)]
    assert [(each.title, each.page) for each in facts.bookmarks] == [("A", 2)]
    assert facts.tags == {"Document": 1, "H1": 2, "P": 2}
    assert (facts.fields, facts.claims, facts.tagged) == (("name",), ("a-2a",), True)


def test_two_documents_are_compared() -> None:
    other = pdfs.document(3)
    pdfs.link(other, 0, pdfs.to_page(other, 1))
    found = compared(REPORT, document(other)).value
    assert found is not None
    assert [str(item) for item in found.added] == [
        "link on page 1: 10 10 50 20 to page 2 /XYZ 0 300 0"
    ]
    assert not found.lost
    assert not compared(REPORT, REPORT).value


def test_two_documents_differ_in_what_they_say_of_themselves() -> None:
    one, other = pdfs.document(1), pdfs.document(1)
    one.Root.Lang, other.Root.Lang = String("en"), String("de")
    one.docinfo["/Title"] = String("A report")
    one.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    other.pages[0].obj.CropBox = Array([0, 0, 10, 10])
    found = compared(document(one), document(other)).value
    assert found is not None
    assert {str(item) for item in found.lost} == {
        "property: Lang en", "property: Title A report", "property: DisplayDocTitle true",
    }  # fmt: skip
    assert {str(item) for item in found.added} == {
        "property: Lang de", "page on page 1: CropBox 0 0 10 10",
    }  # fmt: skip


def test_sheets_stand_before_the_briefs_and_lead_to_them() -> None:
    report = document(pdfs.document(1, (500, 300)), "report.pdf")
    briefs = [document(pdfs.document(2), name) for name in ("one.pdf", "two.pdf")]
    manner = Manner(divider="Appendix {letter}", contents=True)
    result = attach(report, briefs, manner, said, SheetWriter())
    assert result.value is not None
    assert result.value.pages == (range(3, 5), range(6, 8))
    pdf = made(result)
    facts = describe(pdf)
    assert " ".join(page.label for page in facts.pages) == "1 2 A-1 A-2 A-3 B-1 B-2 B-3"
    assert [(page.width, page.height) for page in facts.pages[1:3]] == [(500, 300)] * 2
    assert [(each.depth, each.title, each.page) for each in facts.bookmarks] == [
        (0, "Appendices", 2), (1, "Appendix A: one", 3), (1, "Appendix B: two", 6),
    ]  # fmt: skip
    links = [annotation.A.D[0].objgen for annotation in pdfs.page(pdf, 1).Annots]
    assert links == [pdfs.page(pdf, 2).objgen, pdfs.page(pdf, 5).objgen]


class Noting(SheetWriter):
    """Notes what is written on sheets."""

    written: ClassVar[list[str]] = []

    def divider(self, frame: Any, name: str, title: str) -> bytes:
        self.written.extend((name, title))
        return super().divider(frame, name, title)

    def contents(self, frame: Any, name: str, lines: Any) -> bytes:
        self.written.extend((name, *(f"{line.letter} {line.title}" for line in lines)))
        return super().contents(frame, name, lines)


def test_letters_that_no_font_has_are_left_out_and_told() -> None:
    brief = replace(BRIEF, title="附录 Ü")
    manner = Manner(divider="录 {letter}", contents=True, stamp="{title}")
    result = attach(REPORT, [brief, replace(BRIEF, title="附")], manner, said, Noting())
    assert [each.message for each in result.diagnostics] == ["letters: no font here has `录`, `附`"]
    assert Noting.written == ["Appendices", "A Ü", "B ", "A", "Ü", "B", ""]
    bookmarks = [each.title for each in describe(made(result)).bookmarks]
    assert bookmarks[1:] == ["录 A: 附录 Ü", "录 B: 附"]


def test_stamps_leave_out_what_is_written_from_right_to_left() -> None:
    brief = replace(BRIEF, title="Avicenna ابن")
    told = [
        [each.message for each in attached(REPORT, brief, stamp=stamp).diagnostics]
        for stamp in ("{title}", "{letter}")
    ]
    assert told == [["letters: stamps write from left to right only, without `ابن`"], []]


def test_damaged_files_are_answered_with_a_rule() -> None:
    sound = document(reports.by_hand(2), "r.pdf").data
    for seed in range(60):
        random = Random(seed)
        data = bytearray(sound)
        for _ in range(random.choice((1, 5, 30))):
            place = random.randrange(len(data))
            data[place : place + random.randrange(9)] = random.choice(
                (b"", b"<<", b"]", b"5 0 R ", b"-1", b"null", bytes([random.randrange(256)]))
            )
        report = Document("r.pdf", bytes(data))
        for kind in ("appendix", "embedded"):
            result = attached(report, BRIEF, kind=kind, force=True)
            assert result.value or {code for code, _ in codes(result)} & {"PDF100", "PDF101"}
