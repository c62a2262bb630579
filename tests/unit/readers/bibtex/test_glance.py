"""What a list of records shows is what the whole conversion says."""

from __future__ import annotations

import pytest

from publish.readers.bibtex import BibFile, read_bibliography

GLANCED = ("type", "author", "editor", "title", "issued")


@pytest.mark.parametrize(
    "text",
    [
        r"@article{a, author={K. G\"odel and others}, title={On {\em Sets}: I}, date={2019/2021}}",
        "@inproceedings{a, editor={Doe, J.}, title={T}, booktitle={B}, year=1999, month=feb}",
        "@proceedings{a, booktitle={B}, year={in press}}",
        "@book{a, maintitle={M}, title={T}, subtitle={S}, collaboration={ATLAS}}",
        "@periodical{a, title={T}, issuetitle={I}}",
        "@misc{a}",
    ],
)
def test_a_glance_sees_what_reading_tells(text: str) -> None:
    first, second = (read_bibliography([BibFile("a.bib", text.encode())]).value for _ in "12")
    (glanced,), (whole,) = first, second
    assert {name: glanced.glance.get(name) for name in GLANCED} == {
        name: whole.csl.get(name) for name in GLANCED
    }
