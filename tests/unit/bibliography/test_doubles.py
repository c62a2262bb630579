"""Which records are one work, and what one record of them holds."""

from __future__ import annotations

import pytest

from publish.bibliography.doubles import doubles, same_work
from publish.bibliography.merging import Conflict, merge, relinked
from publish.model.works import likeness
from publish.revision import revised
from tests.unit.bibliography.bibtext import PATH, bib_text, bibliography, dedented

DEEP = "author={He, Kaiming}, title={Deep {R}esidual Learning}, year=2016"


def groups(text: str) -> list[list[str]]:
    return [[each.key for each in group] for group in doubles(bibliography(text))]


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ("@book{b, author={K. He}, title={Deep residual learning.}, year=2016}", True),
        ("@book{b, author={K. He}, title={Deep residual learning.}, year=2017}", False),
        ("@misc{b, author={K. He}, title={Deep residual learning}, year=2016}", True),
        ("@article{b, author={K. He}, title={Deep residual learning}, year=2016}", False),
        ("@book{b, author={Doe, J.}, title={Deep residual learning}, year=2016}", False),
        ("@book{b, author={K. He}, title={Deep residual learning}, year=2016, volume=2}", False),
        ("@misc{b, author={K. He}, title={Deep residual learning}, year=2016, eprint={1512.03385}}",
         False),
        ("@book{b, title={Deep residual learning}, doi={https://doi.org/10.1000/ABC}}", True),
        ("@book{b, title={Another thing entirely}, doi={10.1000/abc}}", False),
    ],
)  # fmt: skip
def test_what_is_one_work(second: str, same: bool) -> None:
    first = f"@book{{a, {DEEP}, volume=1, doi={{10.1000/abc}}}}"
    assert groups(f"{first}\n{second}") == ([["a", "b"]] if same else [])


def test_a_paper_and_the_article_that_followed_it_are_two_works() -> None:
    shared = "author={Ren, S.}, title={Faster R-CNN: Towards Real-Time}, eprint={1506.01497}"
    text = f"@inproceedings{{a, {shared}, year=2015}}\n@article{{b, {shared}, year=2017}}"
    assert groups(text) == []


def test_a_new_record_is_found_again() -> None:
    known = bibliography(f"@book{{a, {DEEP}}}")
    (new,) = bibliography(
        "@misc{x, author={K. He}, title={Deep Residual Learning}, date={2016-05}}"
    )
    found = same_work(likeness(new), [likeness(each) for each in known])
    assert found is not None
    assert found.key == "a"


TWO = """
    @string{ieee = {IEEE}}

    @book{a,
      author = {He, Kaiming},
      title  = {Deep Residual Learning},
      year   = 2016,
      pages  = {1-9}
    }

    @book{b, author={He, K.}, title={Deep residual learning}, year=2016, pages={1--9},
      publisher=ieee, isbn={1}}

    @inbook{c, crossref = {b}, title={C}}
"""


def test_one_record_is_left_that_says_all() -> None:
    file = bib_text(TWO)
    merged = merge(doubles(bibliography(TWO))[0], [file])
    assert merged.taken == ("publisher", "isbn")
    assert merged.conflicts == (Conflict("author", "{He, Kaiming}", "{He, K.}", "b"),)
    edits = [*merged.edits, *relinked([file], merged.keys)]
    assert revised(file.source.text, edits) == dedented("""
        @string{ieee = {IEEE}}

        @book{a,
          author = {He, Kaiming},
          title  = {Deep Residual Learning},
          year   = 2016,
          pages  = {1-9},
          publisher = ieee,
          isbn      = {1}
        }

        @inbook{c, crossref = {a}, title={C}}
        """)


@pytest.mark.parametrize("path", ["bibliography/other.bib", PATH])
def test_what_cannot_be_changed_safely_is_told(path: str) -> None:
    text = "@book{a, TITLE}\n@book{b, %\n TITLE}"
    text = text.replace("TITLE", "author={He}, title={Deep Residual Learning}, year=2016")
    merged = merge(doubles(bibliography(text))[0], [bib_text(text, path)])
    assert merged.obstacle
    assert merged.edits == ()


@pytest.mark.parametrize(
    ("kept", "dropped", "taken", "told"),
    [
        ("booktitle={Proc. CVPR}", "journal={CVPR}", (), []),
        ("booktitle={CVPR}", "journal={J. Vis.}", (), ["journal"]),
        ("date={2016}", "year={2016}, month=5", ("month",), []),
        ("year={2016}", "date={2016-05-17}", (), ["date"]),
        ("publisher={ACM}", "publisher={ACM Press}", (), ["publisher"]),
        ("publisher={ACM Press}", "publisher={{ACM}}", (), []),
        ("pages={1-9}", 'pages="1--9"', (), []),
    ],
)
def test_what_goes_unsaid_is_told(
    kept: str, dropped: str, taken: tuple[str, ...], told: list[str]
) -> None:
    shared = "title={Deep Residual Learning}, doi={10.1000/abc}"
    text = f"@misc{{a, {shared}, {kept}}}\n@misc{{b, {shared}, {dropped}}}"
    merged = merge(doubles(bibliography(text))[0], [bib_text(text)])
    assert merged.taken == taken
    assert [each.field for each in merged.conflicts] == told
