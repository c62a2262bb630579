"""A collection laid out entry by entry is the file that one run makes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pikepdf
import pytest

from publish import printing
from publish.attach import compare
from publish.attach.joining.actions import bookmarks
from publish.attach.joining.elements import elements
from publish.engines.pandoc import Pandoc
from publish.engines.pdftext import pages_of
from publish.engines.store import NO_STORE, Store
from publish.model.frozen import replace
from publish.model.publication import Artifact, CitedPublication, Division
from publish.printing import printed
from publish.verify import VERIFIERS
from publish.writers.pdf import pieces, sections, shelved
from publish.writers.pdf.entrywise import Bound
from publish.writers.pdf.parting import LARGE, is_large
from tests import pdfs
from tests.unit.writers.volumes import (
    ENTRIES,
    WHOLE,
    bound,
    laid_out,
    noted,
    standing_in,
    styled,
    with_layout,
)

pytestmark = pytest.mark.slow


def opened(artifact: Artifact) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(artifact.data))


def test_what_is_seen_through_comes_to_the_same_both_ways(pandoc: Pandoc, tmp_path: Path) -> None:
    cited = styled(standing_in(tmp_path, bound(pandoc)), "p, h2, .backlinks { opacity: .5 }")
    one, other = laid_out(cited, WHOLE), laid_out(cited, ENTRIES)
    assert pdfs.told(one, tmp_path) == pdfs.told(other, tmp_path)  # only the names of groups differ
    assert not VERIFIERS["pdf"](other).diagnostics


@pytest.mark.parametrize("references", ["both", "whole", "entry"])
def test_both_ways_come_to_the_same(pandoc: Pandoc, references: str) -> None:
    cited = bound(pandoc, references=references, index=references != "both")
    one, other = laid_out(cited, WHOLE), laid_out(cited, ENTRIES)
    assert not compare(opened(one), opened(other))
    assert one.pages == other.pages
    assert (one.claims, one.attachments) == (other.claims, other.attachments)
    assert xmp(one) == xmp(other)

    with opened(one) as first, opened(other) as second:
        assert structure(first) == structure(second)
        assert outline(first) == outline(second)


IN_A_LIST = """
li.reference { margin-top: 7pt; margin-bottom: 1pt }
li.reference + li.reference { border-top: 1px solid }
li.reference:nth-child(even) { padding-left: 3mm }
"""


@pytest.mark.parametrize("most", [2, 99])
def test_long_lists_are_laid_out_in_pieces(
    pandoc: Pandoc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """They begin where pages of one run do: drawn, tagged and linked, all is the same."""
    cited = standing_in(tmp_path, bound(pandoc, references="both", index=True, more=120))
    styled(cited, IN_A_LIST)
    one = laid_out(cited, WHOLE)
    found: list[int] = []

    def noted(
        shelf: Store, front: bytes, longest: int, bounds: Callable[[], Iterable[Bound]]
    ) -> bytes:
        _, *others = bounds()
        found.append(sum(len([*each.documents()]) - 1 for each in others))
        return sewn(shelf, front, longest, bounds)

    sewn = printing._bound
    monkeypatch.setattr(printing, "_bound", noted)
    monkeypatch.setattr(pieces, "AT_ONCE", 100)
    monkeypatch.setattr(printing, "MOST_PIECES", most)
    other = laid_out(cited, ENTRIES)
    assert found[0] > 4  # of the works, of the index
    with opened(one) as first, opened(other) as second:
        assert not compare(first, second)
        assert structure(first) == structure(second)
        assert outline(first) == outline(second)
        assert drawn(first) == drawn(second)
    assert one.pages == other.pages


def drawn(pdf: pikepdf.Pdf) -> list[bytes]:
    """What draws each page, without the numbers of what is marked there."""
    return [re.sub(rb"/MCID \d+", b"", page.Contents.read_bytes()) for page in pdf.pages]


def structure(pdf: pikepdf.Pdf) -> list[tuple[int, str, list[str], str]]:
    """Depth, type, entries and language of each element in the order of the tree."""
    return [
        (depth, str(element.S), sorted(set(element.keys())), str(element.get("/Lang", "")))
        for depth, element in elements(pdf.Root.StructTreeRoot)
    ]


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    return [(depth, str(item.Title)) for depth, item in bookmarks(pdf.Root.Outlines)]


def xmp(artifact: Artifact) -> bytes:
    with opened(artifact) as pdf:
        return pdf.Root.Metadata.read_bytes()


def test_fonts_are_there_once(pandoc: Pandoc) -> None:
    counts = []
    for layout in (WHOLE, ENTRIES):
        pdf = opened(laid_out(bound(pandoc), layout))
        fonts = [
            str(each.FontName) for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]  # fmt: skip
        counts.append(sorted(fonts))
    assert counts[0] == counts[1]


def test_the_same_input_gives_the_same_bytes(pandoc: Pandoc, tmp_path: Path) -> None:
    cited, store = bound(pandoc), Store(tmp_path)
    first = laid_out(cited, ENTRIES, store)
    assert laid_out(cited, ENTRIES, store).data == first.data
    assert laid_out(cited, ENTRIES, workers=2).data == first.data


def test_what_has_not_changed_is_not_laid_out_again(
    pandoc: Pandoc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = noted(tmp_path / "seen", monkeypatch)
    cited, store = bound(pandoc), Store(tmp_path)
    laid_out(cited, ENTRIES, store)
    assert seen.read_text()
    seen.write_text("")
    before = laid_out(cited, ENTRIES, store)
    assert not seen.read_text()
    intro, one, two = cited.members
    changed = replace(one, markup=one.markup.replace("See", "Look at"))
    after = laid_out(replace(cited, members=(intro, changed, two)), ENTRIES, store)
    assert len(seen.read_text().split()) == 1
    with pages_of(after.data) as pages:
        assert "Look at" in " ".join(page.text for page in pages)
    assert after.data != before.data


@pytest.mark.parametrize("what", ["pages", "document", "font"])
def test_a_shelf_that_loses_things_does_no_harm(
    pandoc: Pandoc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    class Forgetful(Store):
        """Forgets all of a kind at once."""

        def put(self, key: str, value: bytes) -> None:
            if key not in lost:
                super().put(key, value)

    lost: set[str] = set()
    key_of = sections.key_of

    def noted(kind: str, *parts: str | bytes, own: str | None = None) -> str:
        key = key_of(kind, *parts, own=own)
        if kind == what:
            lost.add(key)
        return key

    for module in (sections, shelved):
        monkeypatch.setattr(module, "key_of", noted)
    cited = bound(pandoc)
    made = printed(with_layout(cited, ENTRIES), Forgetful(tmp_path))
    assert [each.rule.code for each in made.diagnostics] == ["PDF018"]
    assert made.value == laid_out(cited, WHOLE)


HINDRANCES: dict[str, Callable[[CitedPublication], CitedPublication]] = {
    "PDF 2.0": lambda cited: _settings(cited, standard=("ua-2", "a-4f")),
    "counter(pages": lambda cited: styled(cited, "@page { @top-left { content: counter(pages) } }"),
    "amid a page": lambda cited: styled(cited, ".entry { break-before: auto }"),
}


def _settings(cited: CitedPublication, **changes: object) -> CitedPublication:
    book = cited.publication
    settings = replace(book.settings, pdf=replace(book.settings.pdf, **changes))  # type: ignore[arg-type]
    return replace(cited, publication=replace(book, settings=settings))


@pytest.mark.parametrize("why", HINDRANCES)
def test_what_only_the_whole_can_answer_is_laid_out_in_one_run(
    pandoc: Pandoc, tmp_path: Path, why: str
) -> None:
    cited = standing_in(tmp_path, bound(pandoc))
    cited = HINDRANCES[why](with_layout(cited, ENTRIES))
    made = printed(cited, NO_STORE)
    assert made.value is not None
    (told,) = made.diagnostics
    assert told.rule.code == "PDF018"
    assert why in told.message
    assert printed(with_layout(cited, WHOLE), NO_STORE).value == made.value


@pytest.mark.parametrize(("entries", "layout", "large"), [
    (LARGE - 1, "auto", False), (LARGE, "auto", True),
    (LARGE, "whole", False), (2, "entries", True),
])  # fmt: skip
def test_many_entries_are_laid_out_one_by_one(
    pandoc: Pandoc, entries: int, layout: str, *, large: bool
) -> None:
    book = with_layout(bound(pandoc), layout).publication
    assert book.volume is not None
    divisions = (Division("body", book.members[:1] * entries),)
    assert is_large(replace(book, volume=replace(book.volume, divisions=divisions))) is large


def test_the_theme_asks_for_nothing_that_only_the_whole_knows(pandoc: Pandoc) -> None:
    made = printed(with_layout(bound(pandoc), ENTRIES), NO_STORE)
    assert not made.diagnostics


def test_numbers_of_pages_elsewhere_may_be_asked_for(pandoc: Pandoc, tmp_path: Path) -> None:
    """`p. 47` behind a link to another entry, which comes later or came before."""
    cited = standing_in(tmp_path, bound(pandoc))
    styled(cited, '.entry-link::after { content: " (p. " target-counter(attr(href), page) ")" }')
    one, other = laid_out(cited, WHOLE), laid_out(cited, ENTRIES)
    assert not compare(opened(one), opened(other))
    words = [page_numbers(each) for each in (one, other)]
    assert words[0] == words[1]
    assert len(words[0]) == 2


def test_a_note_that_is_cut_off_is_told_by_the_page_of_the_whole(pandoc: Pandoc) -> None:
    cited = bound(pandoc)
    intro, one, two = cited.members
    long = replace(one, markup=one.markup.replace("A note", "A note. " + "Words. " * 3000))
    changed = replace(cited, members=(intro, long, two))
    told = [
        [each.message for each in printed(with_layout(changed, layout), NO_STORE).diagnostics]
        for layout in (WHOLE, ENTRIES)
    ]
    (message,) = told[1]
    assert message in told[0]  # where a later page shows it once more
    assert message.startswith("a note on page 8 ")


def page_numbers(artifact: Artifact) -> list[str]:
    with pages_of(artifact.data) as pages:
        text = " ".join(page.text for page in pages)
    return re.findall(r"\(p\. (\d+)\)", " ".join(text.split()))
