"""Copies for recipients: the same document, with a line on each page."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from publish.api import Project
from publish.attach import compare
from publish.model.publication import Artifact
from publish.model.recipient import Recipient
from publish.stamping import copies
from publish.verify.judgement import judged

PEOPLE = (Recipient("Jane Doe", "7"), Recipient("Zoë Čapek", "X-8"))


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Artifact:
    folder = tmp_path_factory.mktemp("stamping")
    for name in ("entries", "bibliography"):
        (folder / name).mkdir()
    (folder / "publish.toml").write_text('title = "T"\nlang = "en-GB"\n')
    (folder / "brand.toml").write_text('classification = "CONFIDENTIAL"\n')
    header = "kind: concept\ntitle: A thing\nreviewed: 2026-01-02\nsummary: Short.\n"
    text = f"---\n{header}---\n\n## One\n\nWords.\n"
    (folder / "entries" / "thing.md").write_text(text)
    with Project.open(folder, cache=False) as project:
        made = project.brief("thing").value
    assert made is not None
    return made.artifact


def test_each_recipient_gets_a_copy(brief: Artifact) -> None:
    made = copies(brief, PEOPLE)
    assert made.diagnostics == ()
    assert [each.name for each in made.value] == ["thing-brief-7.pdf", "thing-brief-X-8.pdf"]
    assert len({each.sha256 for each in (brief, *made.value)}) == 3


def test_a_copy_keeps_what_the_brief_claims(brief: Artifact) -> None:
    copy = copies(brief, PEOPLE).value[0]
    assert copy.claims == ("a-3a", "ua-1")
    assert not [each for one in judged(copy.data, copy.claims) for each in one.findings]


def test_nothing_but_the_pages_contents_differs(brief: Artifact) -> None:
    copy = copies(brief, PEOPLE).value[1]
    with pikepdf.open(io.BytesIO(brief.data)) as one, pikepdf.open(io.BytesIO(copy.data)) as other:
        found = compare(one, other)
        assert {each.kind for each in (*found.lost, *found.added)} == {"content"}
        assert found.moved == ()
        for before, after in zip(one.pages, other.pages, strict=True):
            stream = b"".join(each.read_bytes() for each in after.obj.Contents)
            assert pikepdf.Page(before).obj.Contents.read_bytes() in stream
            assert stream.count(b"/Artifact <</Type /Pagination /Subtype /Header>>") == 1


def test_a_line_stands_at_the_end_of_the_texts_and_over_nothing(brief: Artifact) -> None:
    longest = Recipient("Permanent Secretary of the Ministry of Vision and of Hearing", "1234")
    copy = copies(brief, [longest]).value[0]

    def picture(data: bytes) -> Image.Image:
        with pypdfium2.PdfDocument(data) as document:
            return document[0].render(scale=4).to_pil().convert("L")

    drawn = ImageChops.difference(picture(brief.data), picture(copy.data)).getbbox()
    assert drawn
    left, top, right, bottom = (side / 4 for side in drawn)
    assert right == pytest.approx(595.28 - 51, abs=1.5)
    with pypdfium2.PdfDocument(brief.data) as document:
        page, high = document[0].get_textpage(), document[0].get_height()
        below = [high - page.get_charbox(n)[3] for n in range(page.count_chars())]
        words = page.search("CONFIDENTIAL").get_next()
        assert words
        assert left < page.get_charbox(words[0] + 11)[2], "it would stand there"
    assert bottom < min(below)
    assert top > 10


def test_copies_have_the_same_bytes_each_time(brief: Artifact) -> None:
    one, other = (copies(brief, PEOPLE).value for _ in range(2))
    assert [each.sha256 for each in one] == [each.sha256 for each in other]


@pytest.mark.slow
def test_a_copy_that_broke_its_claims_isnt_given_out(
    brief: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(data: bytes, line: str) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            del pdf.Root.Metadata
            output = io.BytesIO()
            pdf.save(output)
        return output.getvalue()

    monkeypatch.setattr("publish.stamping.copy_with", careless)
    made = copies(brief, PEOPLE[:1])
    assert made.value == ()
    assert made.diagnostics
