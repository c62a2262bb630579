"""A made PDF is opened, and what it claims is judged."""

import io
import random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from publish.engines import verapdf
from publish.engines.findings import Finding
from publish.engines.fonts import isolate
from publish.engines.pikepdf import BrokenPdf, breaches, problems, spots
from publish.engines.verapdf import client
from publish.model.frozen import replace
from publish.model.place import SourceFile
from publish.model.publication import Artifact
from publish.model.settings import PdfSettings
from publish.verify.claims import claims_in
from publish.verify.judgement import judged
from publish.verify.passages import place_of
from publish.verify.pdf import examine, verify_pdf
from publish.verify.verdict import Verdict
from tests import samples
from tests.conftest import require
from tests.judges import verapdf as judge
from tests.unit.writers.made import pdf_artifact


def codes(data: bytes, claims: tuple[str, ...] = (), attachments: tuple[str, ...] = ()):
    made = Artifact("pdf", "x.pdf", data, claims, attachments)
    return [d.rule.code for d in verify_pdf(made).diagnostics]


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A PDF that is whole, and conforms to nothing."""
    isolate()
    from weasyprint import HTML

    data = HTML(string="<p>Words.").write_pdf()
    assert isinstance(data, bytes)
    return data


def test_a_whole_file_that_claims_nothing_is_fine(plain):
    assert codes(plain) == []


def without_reference(monkeypatch):
    monkeypatch.setattr(client, "missing", lambda: "there is no Java")


def test_a_claim_that_is_not_met_is_an_error_with_its_rule(plain, monkeypatch):
    without_reference(monkeypatch)
    found = examine("x.pdf", plain, ("a-3a", "ua-1")).diagnostics
    assert {d.rule.code for d in found} == {"PDF011"}
    assert any("claims PDF/UA-1 and breaks 5 PDFUA1-ID" in d.message for d in found)


def test_a_made_file_gives_up_the_claims_that_it_does_not_keep(plain, monkeypatch):
    without_reference(monkeypatch)
    verdict = verify_pdf(Artifact("pdf", "x.pdf", plain, ("a-3a", "ua-1")))
    assert verdict.unproved == ("a-3a", "ua-1")
    assert {d.rule.code for d in verdict.diagnostics} == {"PDF016"}
    assert any("can't claim PDF/UA-1: it breaks 5 PDFUA1-ID" in d.message
               for d in verdict.diagnostics)  # fmt: skip


def test_formulas_may_be_nested_as_deep_as_they_are(pandoc, tmp_path, monkeypatch):
    without_reference(monkeypatch)
    deep = "$$" + "{" * 30 + r"\sqrt{x}" + "}" * 30 + "$$"
    made = pdf_artifact(samples.sample(pandoc, tmp_path, deep))
    assert verify_pdf(made) == Verdict((), ())


def test_a_table_of_more_than_a_thousand_rows_is_judged(plain, monkeypatch):
    without_reference(monkeypatch)
    with pikepdf.open(io.BytesIO(plain)) as file:
        root = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        table = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Table, P=root))
        root.K = Array([table])
        table.K = Array(_row(file, table) for _ in range(1030))
        file.Root.StructTreeRoot, file.Root.MarkInfo = root, Dictionary(Marked=True)
        file.save(tagged := io.BytesIO())
    found = examine("x.pdf", tagged.getvalue(), ("ua-1",)).diagnostics
    assert {d.rule.code for d in found} == {"PDF011"}
    assert not [d for d in found if "limit" in d.message.lower()]


def _row(file, table):
    row = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TR, P=table))
    row.K = Array([file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TD, P=row))])
    return row


def test_a_claim_that_is_too_large_to_judge_is_no_breach(plain, monkeypatch):
    from publish.engines import pagevalidation

    limits = pagevalidation.page.SafetyLimits(max_object_count=1)
    monkeypatch.setattr(pagevalidation, "LIMITS", limits)
    without_reference(monkeypatch)
    assert [d.rule.code for d in examine("x.pdf", plain, ("a-3a",)).diagnostics] == ["PDF014"]
    verdict = verify_pdf(Artifact("pdf", "x.pdf", plain, ("a-3a",)))
    assert ([d.rule.code for d in verdict.diagnostics], verdict.unproved) == (["PDF016"], ("a-3a",))


def test_a_broken_file_cannot_be_delivered(plain):
    assert codes(b"no pdf") == ["PDF010"]
    assert set(codes(plain[: len(plain) // 2])) == {"PDF010"}


def test_a_lost_attachment_is_seen(plain):
    assert codes(plain, attachments=("x.md",)) == ["PDF012"]


def test_a_claim_that_nobody_can_judge_is_refused(plain):
    assert [d.rule.code for d in examine("x.pdf", plain, ("x-4",)).diagnostics] == ["PDF013"]


@pytest.fixture(scope="module")
def modern(pandoc, tmp_path_factory):
    """A made file of PDF 2.0."""
    settings = {"pdf": PdfSettings(standard=("a-4f", "ua-2", "wtpdf"))}
    return pdf_artifact(samples.rich(pandoc, tmp_path_factory.mktemp("new"), settings=settings))


def test_a_standard_of_pdf_2_is_judged_in_part_without_the_reference(modern, monkeypatch):
    without_reference(monkeypatch)
    found = verify_pdf(modern).diagnostics
    assert {d.rule.code for d in found} == {"PDF015"}
    assert "there is no Java" in found[0].message
    verdicts = {each.verdict for each in judged(modern.data, modern.claims)}
    assert verdicts == {"kept as far as judged"}


def changed(data: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(output := io.BytesIO(), force_version=file.pdf_version)
    return output.getvalue()


def add_information(file):
    file.docinfo["/Title"] = "T"


def lose_files(file):
    del file.Root.Names.EmbeddedFiles


def lose_relationships(file):
    for attached in file.Root.AF:
        del attached.AFRelationship


def lose_descriptions(file):
    for attached in file.Root.AF:
        del attached.Desc


def find(file, type_):
    return [e for e in file.objects if isinstance(e, Dictionary) and e.get("/S") == type_]


def use_old_notes(file):
    for note in find(file, Name.FENote):
        note.S = Name.Note
        del note.NS


def cut_notes(file):
    for note in find(file, Name.FENote):
        del note.Ref


def name_nothing_known(file):
    find(file, Name.Table)[0].S = Name.Grid


def forget_numbering(file):
    for each in find(file, Name.L):
        del each["/A"]


def lead_to_pages(file):
    for thing in file.objects:
        if isinstance(thing, Dictionary) and "/A" in thing and "/SD" in thing.A:
            del thing.A["/SD"]


def wrap_document(file):
    root = file.Root.StructTreeRoot
    root.K = Array([root.K[0], root.K[0]])


@pytest.mark.parametrize(
    ("change", "standard", "clause"),
    [
        (add_information, "a-4f", "6.1.3"),
        (lose_files, "a-4f", "6.9"),
        (lose_relationships, "a-4f", "6.9"),
        (lose_descriptions, "ua-2", "8.14.1"),
        (use_old_notes, "ua-2", "8.2.5.14"),
        (cut_notes, "ua-2", "8.2.5.14"),
        (name_nothing_known, "ua-2", "8.2.4"),
        (forget_numbering, "ua-2", "8.2.5.25"),
        (lead_to_pages, "ua-2", "8.8"),
        (wrap_document, "ua-2", "8.2.5.2"),
    ],
)
def test_our_own_rules_find_what_is_new_in_pdf_2(modern, change, standard, clause):
    before = breaches(modern.data, standard)
    found = breaches(changed(modern.data, change), standard)
    assert before == []
    assert {finding.rule for finding in found} == {clause}


@pytest.mark.slow
@pytest.mark.judge
def test_our_own_rules_agree_with_the_reference(modern):
    require(judge)

    def change_all(file):
        for change in (add_information, lose_relationships, lose_descriptions, use_old_notes):
            change(file)
        for change in (name_nothing_known, forget_numbering, lead_to_pages):
            change(file)

    data = changed(modern.data, change_all)
    ours = {f.rule for s in ("a-4f", "ua-2") for f in breaches(data, s)}
    theirs = {f.rule.rpartition("-")[0] for f in verapdf.findings(data, ["a-4f", "ua-2"])}
    assert {"6.1.3", "6.9", "8.14.1", "8.2.5.14", "8.2.4", "8.2.5.25", "8.8"} <= ours <= theirs


def make_a_ring(file):
    table = find(file, Name.Table)[0]
    table.K = Array([file.Root.StructTreeRoot.K[0], table])


def point_nowhere(file):
    for cell in find(file, Name.TD):
        cell.Pg, cell.K = file.Root, Array([Name.Zero, -1, 10**9])


def spoil_attributes(file):
    for cell in find(file, Name.TH):
        cell.A, cell.Alt, cell.S = 5, Dictionary(), Name.Figure


def spoil_the_tree(file):
    file.Root.StructTreeRoot.K = 7
    file.Root.Names = Name.None_


@pytest.mark.parametrize("change", [make_a_ring, point_nowhere, spoil_attributes, spoil_the_tree])
def test_a_file_that_means_harm_is_told_like_any_other(modern, change, monkeypatch):
    without_reference(monkeypatch)
    data = changed(modern.data, change)
    told = examine("x.pdf", data, ("a-4f", "ua-2", "ua-1")).diagnostics
    assert {d.rule.code for d in told} <= {"PDF010", "PDF011", "PDF014", "PDF015"}
    assert told
    places = spots(
        data, [Finding("ua-1", "7.5 TABLE-HEADERS", "x", number) for number in range(99)]
    )
    assert len(places) == 99


def test_a_4_with_a_source_inside_is_broken(modern):
    assert {f.rule for f in breaches(modern.data, "a-4")} == {"6.9"}


def test_a_file_of_pdf_1_is_no_file_of_pdf_2(plain):
    assert "6.1.2" in {f.rule for f in breaches(plain, "a-4")}
    assert "6.1" in {f.rule for f in breaches(plain, "ua-2")}


def test_a_breach_is_told_with_page_element_and_line(pandoc, tmp_path, monkeypatch):
    without_reference(monkeypatch)
    made = pdf_artifact(samples.rich(pandoc, tmp_path))

    def lose_header(file):
        for cell in find(file, Name.TH):
            del cell["/A"]
        for figure in find(file, Name.Figure):
            if "caption" in str(figure.get("/Alt", "")):
                del figure["/Alt"]

    spoilt = replace(made, data=changed(made.data, lose_header))
    table, figure = sorted(verify_pdf(spoilt).diagnostics, key=lambda d: "FIGURE" in d.message)
    assert "breaks 7.5 PDFUA1-TABLE-HEADERS" in table.message
    assert "page 2, Table “" in table.message
    assert made.source.line(table.place.line).startswith(("| Layers", ": Top-1"))
    assert "breaks 7.3 PDFUA1-FIGURE" in figure.message
    assert "page 2, Figure" in figure.message
    assert "A grey square" in made.source.line(figure.place.line)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("The quick brown fox jumps", 3),
        ("fox jumps, really, over the lazy dog", 3),
        ("Heading", 1),
        ("the", None),
        ("", None),
        ("words that stand nowhere in it", None),
    ],
)
def test_words_lead_back_to_their_line(words, line):
    text = "# Heading\n\nThe *quick* brown fox jumps [@x] over the **lazy** dog.\n"
    found = place_of(words, SourceFile("entries/a.md", text))
    assert (found.line if found else None) == line


@pytest.mark.parametrize(
    ("properties", "claims"),
    [
        ("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>", ("a-3b",)),
        ("<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>", ("a-4",)),
        ("<pdfuaid:part>2</pdfuaid:part>", ("ua-2",)),
        ("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", ("x-4",)),
        ("<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo>",
         ("wtpdf-reuse",)),
        ("", ()),
        ("<broken", ()),
    ],
)  # fmt: skip
def test_claims_are_read_from_xmp(properties, claims):
    packet = f"<d xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/' \
        xmlns:pdfuaid='http://www.aiim.org/pdfua/ns/id/' \
        xmlns:pdfxid='http://www.npes.org/pdfx/ns/id/' \
        xmlns:pdfd='http://pdfa.org/declarations/'>{properties}</d>"
    assert claims_in(packet.encode()) == claims


def test_a_claim_in_an_attribute_counts_and_entities_are_not_read():
    packet = (
        b"<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
        b"<d xmlns:a='http://www.aiim.org/pdfa/ns/id/' a:part='1' a:conformance='B'>&e;</d>"
    )
    assert claims_in(packet) == ("a-1b",)
    assert claims_in(b"") == ()


def test_a_claim_that_nobody_asked_for_is_judged_too(pandoc, tmp_path):
    made = pdf_artifact(samples.sample(pandoc, tmp_path, "Words."))
    assert [each.standard for each in examine("x.pdf", made.data).judgements] == ["a-3a", "ua-1"]


def test_an_encrypted_file_is_told_without_its_bytes(plain):
    with pikepdf.open(io.BytesIO(plain)) as file:
        file.save(locked := io.BytesIO(), encryption=pikepdf.Encryption(owner="a", user="b"))
    (found,) = examine("x.pdf", locked.getvalue()).diagnostics
    assert found.rule.code == "PDF010"
    assert found.message == "`x.pdf` can't be opened: it is encrypted, and asks for a password"
    (found,) = examine("x.pdf", b"no pdf").diagnostics
    assert "0x" not in found.message


@pytest.mark.parametrize("seed", range(40))
def test_what_is_damaged_is_seen_as_by_the_check_of_pikepdf(plain, seed):
    """Which has Python called for each token."""
    chance = random.Random(seed)
    data = bytearray(plain)
    for _ in range(chance.choice((0, 1, 1, 4))):
        data[chance.randrange(len(data))] = chance.choice(b"\0 /<>[]()0q\xff")
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            found = bool(pdf.check_pdf_syntax() or pdf.get_warnings())
    except pikepdf.PdfError:
        with pytest.raises(BrokenPdf):
            problems(bytes(data))
    else:
        assert bool(problems(bytes(data))) is found
