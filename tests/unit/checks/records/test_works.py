"""Records side by side: duplicates, conflicts, identifiers of other works."""

from __future__ import annotations

import pytest

from publish.model.works import likeness, publications
from publish.readers.bibtex import BibFile, read_bibliography
from tests.unit.checks.records.conftest import Told

LONG = "Deep Residual Learning for Images"
CVPR = {
    "kind": "inproceedings",
    "booktitle": "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
}


def record(key: str, kind: str = "article", **fields: str) -> str:
    fields = {"author": "He, Kaiming", "title": LONG, "year": "2016", **fields}
    lines = [f"@{kind}{{{key},", *(f"  {name} = {{{text}}}," for name, text in fields.items())]
    return "\n".join([*lines, "}", ""])


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ({}, {}, ["BIB061"]),
        ({"title": "{Deep} residual learning for images"}, {}, ["BIB061"]),
        ({"author": "Kaiming He and Jian Sun"}, {}, ["BIB061"]),
        ({"author": r"G\"odel, K."}, {"author": "Kurt Gödel"}, ["BIB061"]),
        ({"title": "Introduction"}, {"title": "Introduction"}, []),
        ({}, {"year": "2017"}, []),
        ({"volume": "1"}, {"volume": "2"}, []),
        ({"pages": "1--9"}, {"pages": "11--19"}, []),
        ({"pages": "1--9"}, {"pages": "1-9"}, ["BIB061"]),
        ({}, {"kind": "inproceedings"}, []),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/b"}, []),
        ({"doi": "10.1000/A"}, {"doi": "https://doi.org/10.1000/a"}, ["BIB061"]),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/a", "year": "2017"}, ["BIB060"]),
        ({"doi": "10.1000/a", "pages": "1"}, {"doi": "10.1000/a", "pages": "2"}, ["BIB060"]),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/a", "title": "Mask R-CNN"}, ["BIB059"]),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/a", "title": LONG + ": A Study"}, ["BIB061"]),
        ({"eprint": "1512.03385"}, {"eprint": "arXiv:1512.03385v2"}, ["BIB061"]),
        ({"eprint": "1512.03385", "journal": "J"},
         {"eprint": "1512.03385", "kind": "inproceedings", "year": "2017"}, []),
        ({"eprint": "1512.03385"}, {"eprint": "1512.03385", "title": "Mask R-CNN"}, ["BIB059"]),
        ({"eprint": "1512.03385"}, {"journal": "J. Vis."}, []),
        ({"kind": "book", "doi": "10.1000/a", "title": "Vision"},
         {"kind": "incollection", "doi": "10.1000/a"}, []),
        ({"options": "dataonly"}, {}, []),
        ({**CVPR, "doi": "10.1000/a"}, {"journal": "CVPR", "year": "2015"}, ["BIB061"]),
        ({**CVPR, "doi": "10.1000/a"}, {"journal": CVPR["booktitle"], "year": "2015"}, ["BIB061"]),
        ({**CVPR}, {"journal": "CVPR", "year": "2016"}, ["BIB061"]),
        ({**CVPR, "booktitle": "Conference on Computer Vision and Pattern Recognition"},
         {"journal": "CVPR"}, ["BIB061"]),
        ({**CVPR}, {"journal": "CVPR", "year": "2014"}, []),
        ({**CVPR, "pages": "1"}, {"journal": "CVPR", "pages": "9"}, []),
        ({**CVPR}, {"journal": "TPAMI", "year": "2017"}, []),
        ({**CVPR, "doi": "10.1000/a"}, {"journal": "CVPR", "doi": "10.1000/b"}, []),
    ],
)  # fmt: skip
def test_two_records(
    compared: Told, one: dict[str, str], other: dict[str, str], codes: list[str]
) -> None:
    text = record("one", **one) + record("two", **other)
    assert [each.partition(" ")[0] for each in compared(text)] == codes


def test_places_are_those_of_the_later_record(compared: Told) -> None:
    text = record("one", doi="10.1000/a") + record("two", doi="10.1000/a", year="2017")
    text += record("three", doi="10.1000/a", title="Another Thing")
    text += record("four", doi="10.1000/a")
    assert compared(text) == ["BIB060 10:11-15", "BIB059 17:10-19", "BIB061 19:10-14"]


@pytest.mark.parametrize(
    ("preprint", "publication", "found"),
    [
        ({"eprint": "1512.03385"}, {"journal": "J. Vis.", "doi": "10.1000/a"}, True),
        ({"journal": "CoRR", "volume": "abs/1512.03385"}, {"kind": "book", "publisher": "P"}, True),
        ({"journal": "arXiv preprint arXiv:1512.03385"},
         {"title": "Other Words for the Same", "eprint": "1512.03385", "journal": "J."}, False),
        ({"doi": "10.48550/arXiv.1512.03385", "kind": "misc"},
         {"title": LONG + ", Revised", "eprint": "1512.03385", "journal": "J."}, True),
        ({"journal": "J. Vis."}, {"journal": "J. Vis."}, False),
        ({"eprint": "1512.03385"}, {"journal": "J.", "author": "Sun, Jian"}, False),
        ({"eprint": "1512.03385"}, {"eprint": "1512.03385"}, False),
    ],
)  # fmt: skip
def test_preprints_find_their_publication(
    preprint: dict[str, str], publication: dict[str, str], found: bool
) -> None:
    text = record("pre", **preprint) + record("pub", **publication)
    bibliography = read_bibliography([BibFile("a.bib", text.encode())]).value
    assert publications(map(likeness, bibliography)) == ({"pre": "pub"} if found else {})
