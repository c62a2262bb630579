"""Whatever outloud doubts is looked into: it finds no error, and each warning is shown to be none.

An explanation is a function that looks into the file, not a name on a list: a remark of
the same rule that is true fails. Two of its errors can't be avoided in any document, for
what they count isn't so; each is provoked here, and shown to be false.
"""

from __future__ import annotations

import io
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary

from publish.engines.pikepdf.structure import children, kids, structure_elements
from tests import samples
from tests.conftest import require
from tests.integration.test_standards import ALL, COMBINATIONS, built
from tests.judges import outloud
from tests.judges.outloud import Remark
from tests.structure.node import plain
from tests.structure.pdf import structure
from tests.torture.made import torture
from tests.unit.writers.made import pdf_artifact

APART = frozenset({"/Lbl", "/Figure", "/Formula", "/Note", "/FENote", "/Reference"})
"""What CSS paints apart from the words around it (CSS 2.2, appendix E): labels, pictures, notes
and their marks."""

HEADINGS = frozenset({"H1", "H2", "H3", "TH"})
"""What running heads repeat."""

ALMOST_ALL = 0.95
"""The share of the other marks that has to be painted in the order of the text."""


def is_painted_in_order(file: pikepdf.Pdf, remark: Remark) -> bool:
    """outloud takes an element's own words before those of links inside its sentence.

    Taken where they stand, the words of every page are painted as they are read.
    """
    read: dict[Any, list[int]] = {}
    for page, number in _marks(file.Root.StructTreeRoot, None, APART):
        read.setdefault(page, []).append(number)
    return all(_longest_rise(numbers) >= ALMOST_ALL * len(numbers) for numbers in read.values())


def _marks(
    element: Any, page: Any, apart: frozenset[str] = frozenset()
) -> Iterator[tuple[Any, int]]:
    """Page and number of each mark, in reading order; marks are numbered as painted."""
    page = element.Pg.objgen if "/Pg" in element else page
    for kid in kids(element):
        if isinstance(kid, int):
            yield page, kid
        elif "/MCID" in kid:
            yield kid.Pg.objgen if "/Pg" in kid else page, int(kid.MCID)
        elif "/S" in kid and kid.S not in apart:
            yield from _marks(kid, page, apart)


def _longest_rise(numbers: list[int]) -> int:
    tails: list[int] = []
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
    return len(tails)


def is_a_running_head(file: pikepdf.Pdf, remark: Remark) -> bool:
    """The line repeats a title, a heading, or the head of a table that goes on.

    An error to outloud, which knows a running head by three pages that have it, and takes
    what stands left and right on a line for one sentence. A title over a section of two
    pages, or the second page of a table, has to be an artifact of pagination (ISO 32000-1,
    14.8.2.2.2; ISO 14289-1, 7.8): as content it would be read twice. So whatever the page
    leaves out must say that it is such a one, and be in the tree at another place.
    """
    assert remark.page is not None
    found = structure(_bytes(file))
    artifacts = [(k, plain(text)) for k, text in found.pages[remark.page - 1].artifacts]
    left_out = [(kind, text) for kind, text in artifacts if re.search(r"[^\W\d]", text)]
    named = [plain(node.words) for node in found.root.all() if node.type in HEADINGS]
    shown = "".join(text for _, text in artifacts).replace(" ", "")
    return (
        all(kind.startswith("Pagination") for kind, _ in left_out)
        and all(any(text in name for name in named) for _, text in left_out)
        and all(word in shown for word in re.findall(r"\w+", remark.evidence))
    )


def _bytes(file: pikepdf.Pdf) -> bytes:
    file.save(copy := io.BytesIO())
    return copy.getvalue()


def is_what_the_author_wrote(file: pikepdf.Pdf, remark: Remark) -> bool:
    """A formula's words are its TeX; its MathML is beside it for those who read it."""
    formulas = [each for each in structure_elements(file) if each.S == "/Formula"]
    return bool(formulas) and all(str(each.Alt).strip() for each in formulas)


def is_a_regular_table(file: pikepdf.Pdf, remark: Remark) -> bool:
    """Counted with all spans, each row of each table has as many columns as the first.

    An error to outloud, which counts a cell of the last column that spans rows in all of
    them but the last. The cell does span them: without saying so, its row would be short.
    """
    tables = [each for each in structure_elements(file) if each.S == "/Table"]
    return bool(tables) and all(len(set(_columns(table))) == 1 for table in tables)


def _columns(table: Any) -> list[int]:
    rows = [row for group in children(table) for row in children(group) if row.S == "/TR"]
    counts = [0] * len(rows)
    for at, row in enumerate(rows):
        for cell in children(row):
            given = cell.get("/A", Dictionary())
            for below in range(at, min(at + int(given.get("/RowSpan", 1)), len(rows))):
                counts[below] += int(given.get("/ColSpan", 1))
    return counts


def is_a_letter_with_forms(file: pikepdf.Pdf, remark: Remark) -> bool:
    """An Arabic letter has a glyph for each place in a word, and for its neighbours."""
    letter = re.search(r"map to U\+([0-9A-F]{4})", remark.message)
    return letter is not None and unicodedata.bidirectional(chr(int(letter[1], 16))) == "AL"


EXPLAINED: dict[str, Callable[[pikepdf.Pdf, Remark], bool]] = {
    "ORD-001": is_painted_in_order,
    "MATH-010": is_what_the_author_wrote,
    "TXT-004": is_a_letter_with_forms,
}


def unexplained(paths: list[Path]) -> list[str]:
    """Errors, and warnings that nothing explains."""
    found = []
    for remark in outloud.remarks(paths):
        explanation = EXPLAINED.get(remark.rule)
        with pikepdf.open(remark.path) as file:
            if remark.severity == "error" or not (explanation and explanation(file, remark)):
                found.append(str(remark))
    return found


@pytest.mark.proof
@pytest.mark.judge
def test_every_remark_on_the_sample_is_explained(tmp_path: Path) -> None:
    require(outloud)
    assert unexplained(built(tmp_path, COMBINATIONS[0], ALL)) == []


@pytest.mark.proof
@pytest.mark.judge
def test_every_remark_on_the_dossiers_of_tests_is_explained(pandoc, tmp_path: Path) -> None:
    require(outloud)
    paths = []
    for name, cited in samples.every(pandoc, tmp_path).items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(pdf_artifact(cited).data)
    paths.append(tmp_path / "torture.pdf")
    paths[-1].write_bytes(torture().data)
    assert unexplained(paths) == []


SPANNING = """\
+-------+---------+-------+
| Group | Names   | Sum   |
|       +----+----+       |
|       | A  | B  |       |
+=======+====+====+=======+
| One   | a  | b  | 1     |
+-------+----+----+-------+
| Two   | c  | d  | 2     |
+-------+----+----+-------+
"""
ROW = "+------+---------------------------------------------------+\n"
LONG_HEAD = (
    "Words before it. " * 300
    + "\n\n"
    + ROW
    + "| Name | What was seen by those who looked at it in the end |\n"
    + ROW.replace("-", "=")
    + ("| One  | words                                             |\n" + ROW) * 36
)


@pytest.mark.proof
@pytest.mark.judge
def test_a_last_cell_over_rows_is_counted_wrongly_by_outloud(pandoc, tmp_path: Path) -> None:
    (remark,) = errors(pandoc, tmp_path, SPANNING)
    assert remark.rule == "TBL-004"
    with pikepdf.open(remark.path) as file:
        assert is_a_regular_table(file, remark)
        for cell in structure_elements(file):
            if "/RowSpan" in cell.get("/A", Dictionary()):
                del cell.A["/RowSpan"]
        assert not is_a_regular_table(file, remark)


@pytest.mark.proof
@pytest.mark.judge
def test_a_head_that_is_repeated_once_is_prose_to_outloud(pandoc, tmp_path: Path) -> None:
    found = errors(pandoc, tmp_path, LONG_HEAD)
    assert {remark.rule for remark in found} == {"TAG-002"}
    for remark in found:
        with pikepdf.open(remark.path) as file:
            assert is_a_running_head(file, remark)
            table = next(each for each in structure_elements(file) if each.S == "/Table")
            table.S = pikepdf.Name.Sect
            del table.K[0]
            assert not is_a_running_head(file, remark)


def errors(pandoc: Any, folder: Path, text: str) -> list[Remark]:
    require(outloud)
    path = folder / "sample.pdf"
    path.write_bytes(pdf_artifact(samples.sample(pandoc, folder, text)).data)
    return [remark for remark in outloud.remarks([path]) if remark.severity == "error"]
