"""Fields of a record: what is told of each value, and what isn't."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.checks.records.judges import judge_record
from publish.checks.records.measure import Measure
from publish.readers.bibtex import BibFile, read_bibliography
from tests.unit.checks.records.conftest import TODAY, Told

ARXIV = "  archiveprefix = {arXiv},"


@pytest.mark.parametrize(
    ("name", "value", "further", "codes"),
    [
        ("doi", "10.1109/CVPR.2016.90", (), []),
        ("doi", "https://doi.org/10.1109/CVPR.2016.90", (), ["BIB062"]),
        ("doi", "doi:10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", (), ["BIB062"]),
        ("doi", r"10.1007/978-3-030-01246-5\_2", (), ["BIB062"]),
        ("doi", "10.1109", (), ["BIB041"]),
        ("doi", "https://www.springer.com/1", (), ["BIB041"]),
        ("isbn", "978-3-16-148410-0", (), []),
        ("isbn", "9783161484100", (), []),
        ("isbn", "978 3 16 148410 0 (pbk.); 0-19-853453-1", (), []),
        ("isbn", "0-8044-2957-X", (), []),
        ("isbn", "0-8044-2957-1", (), ["BIB042"]),
        ("isbn", "978-3-16-148410-1", (), ["BIB042"]),
        ("isbn", "123-4-56-789012-8", (), ["BIB042"]),
        ("isbn", "0162-8828", (), ["BIB042"]),
        ("isbn", "n/a", (), ["BIB042"]),
        ("issn", "0162-8828", (), []),
        ("issn", "01628828", (), []),
        ("issn", "0162-8828, 1939-3539", (), []),
        ("issn", "0162-8828 (print)", (), []),
        ("issn", "0162-8829", (), ["BIB043"]),
        ("issn", "0162-882", (), ["BIB043"]),
        ("orcid", "0000-0002-1825-0097", (), []),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", (), []),
        ("orcid", "0000-0002-1825-0098", (), ["BIB044"]),
        ("orcid", "0000-0002-1825", (), ["BIB044"]),
        ("eprint", "1512.03385", (ARXIV,), []),
        ("eprint", "1512.03385v2", (ARXIV,), []),
        ("eprint", "arXiv:1512.03385", (ARXIV,), []),
        ("eprint", "https://arxiv.org/abs/hep-th/9711200", (ARXIV,), []),
        ("eprint", "math.GT/0309136", (ARXIV,), []),
        ("eprint", "1513.03385", (ARXIV,), ["BIB045"]),
        ("eprint", "1512.0338512", (ARXIV,), ["BIB045"]),
        ("eprint", "whatever", ("  eprinttype = {hal},",), []),
        ("pmid", "12345678", (), []),
        ("pmid", "PMID: 12345678", (), []),
        ("pmid", "165958500007", (), ["BIB046"]),
        ("pmcid", "PMC2808187", (), []),
        ("pmcid", "n.a.", (), ["BIB046"]),
        ("year", "1999", (), []),
        ("year", "{2028}", (), []),
        ("year", "in press", (), []),
        ("year", "2029", (), ["BIB053"]),
        ("year", "199", (), ["BIB053"]),
        ("date", "0098", (), []),
        ("date", "-0043-03-15", (), []),
        ("date", "2021-05-01/2022-01-01", (), []),
        ("date", "2202-05-01", (), ["BIB053"]),
        ("year", "20", (), []),
        ("pages", "770--778", (), []),
        ("pages", "1123--45", (), []),
        ("pages", "S12--S15", (), []),
        ("pages", "3-1--3-20", (), []),
        ("pages", "e0123456", (), []),
        ("pages", "LL16-04", (), []),
        ("pages", "770--778, 790--795", (), []),
        ("pages", "12-34", (), ["BIB055"]),
        ("pages", "S12-S15", (), ["BIB055"]),
        ("pages", "778--770", (), ["BIB054"]),
        ("pages", "778-770", (), ["BIB054"]),
        ("title", "On *p*-values", (), ["BIB057"]),
        ("title", "A* search in C*-algebras and W*-algebras", (), []),
        ("title", "The **great** war", (), ["BIB057"]),
        ("note", "See [this](https://example.org)", (), ["BIB057"]),
        ("note", "See [1](2)", (), []),
        ("title", "JÃ¼rgen", (), ["BIB056"]),
        ("title", "Donâ€™t", (), ["BIB056"]),
        ("title", "A lost \ufffd letter", (), ["BIB056"]),
        ("title", "Jürgen, São Paulo, CAFÉ–BAR, Ærø, «Ça»", (), []),
        ("title", "Москва и Ελλάδα", (), []),
        ("title", "Learning with Gaussian processes", (), ["BIB052"]),
        ("title", "Learning with {Gaussian} processes", (), []),
        ("title", "Greek tides: Gaussian waves", (), []),
        ("title", "Hidden Markov Models", (), ["BIB052"]),
        ("title", "Faster R-CNN and ImageNet in DNA", (), []),
        ("title", "Über Gaussian Prozesse", ("  langid = {german},",), []),
    ],
)  # fmt: skip
def test_a_value_is_judged(
    told_field: Callable[..., list[str]],
    name: str,
    value: str,
    further: tuple[str, ...],
    codes: list[str],
) -> None:
    assert told_field(name, value, *further) == codes


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ("He, Kaiming and Sun, Jian and others", []),
        ("He, Kaiming and others and Sun, Jian", ["BIB047"]),
        ("World Health Organization", ["BIB048"]),
        ("{World Health Organization}", []),
        ("Food and Agriculture Organization", ["BIB048"]),
        ("Organization, World Health", ["BIB048"]),
        ("Bob Bureau and William H. Press", []),
        (r"{{\TeX} Users Group}", []),
        ("Report of the {Boston Computer Society}", []),
        ("SMITH, JOHN", ["BIB049"]),
        ("JOHN SMITH", ["BIB049"]),
        ("NASA and IBM Research and LI, X.", []),
        ("Smith, JA", ["BIB050"]),
        ("Smith, J. A. and Smith, J.A.", []),
        ("Smith, III, John and Doe, MD", []),
        ("Smith J and Doe JA", ["BIB051", "BIB051"]),
        ("Akimoto K. and Sun, Jian", ["BIB051"]),
        ("Ankith M. S and Lokesh N and He Kaiming", []),
        ("Google AI and Malcolm X and Louis XIV", []),
        (r"{\'E}va Novak and G{\"o}del, K.", []),
        ("family=Berg, prefix=van den, given=J", []),
    ],
)
def test_a_list_of_names_is_judged(
    told_field: Callable[..., list[str]], names: str, codes: list[str]
) -> None:
    assert told_field("author", names) == codes


@pytest.mark.parametrize(
    ("record", "places"),
    [
        ("@article{k, author={A}, title={T}, journal={J}, year=1999}", []),
        ("@article{k, author={A}, title={T}, journaltitle={J}, date=1999}", []),
        ("@article{k, author={A}, title={T}, eprint={1}, year=1999}", []),
        ("@article{k, author={A}, title={T}, year=1999}", ["BIB040 1:1-11"]),
        ("@article{k, author={A}, title={T}, journal={}, year=1999}", ["BIB040 1:45-None"]),
        ("@book{k, editor={A}, title={T}, publisher={P}, year=1999}", []),
        ("@book{k, author={A}, title={T}, year=1999}", ["BIB040 1:1-8"]),
        ("@book{k, author={A}, title={T}, date=1999}", []),
        ("@misc{k}", []),
        ("@online{k, title={T}}", ["BIB040 1:1-10"]),
        ("@inproceedings{k, crossref={p}}\n@proceedings{p, title={T}, year=1999}", []),
        ("@phdthesis{k, author={A}, title={T}, institution={I}, year=1999}", []),
        ("@nonsense{k}", []),
    ],
)
def test_required_fields(told: Told, record: str, places: list[str]) -> None:
    assert told(record) == places


def test_a_finding_stands_at_its_words(told: Told) -> None:
    text = """\
@string{who = "Smith, JA"}
  @misc{key, author = "He, Kaiming and
    World Health Organization",
  pages = 1 # "2-34",
  editor = who # { and Doe, J.},
}
"""
    assert told(text) == ["BIB048 3:5-30", "BIB050 5:12-32", "BIB055 4:11-21"]


def test_what_is_inherited_is_told_of_the_parent(told: Told) -> None:
    text = "@inbook{a, crossref={b}}\n@book{b, title={T}, editor={Smith, JA}, isbn={1}, "
    assert told(text + "publisher={P}, year=1999}") == ["BIB042 2:47-48", "BIB050 2:29-38"]


@pytest.mark.parametrize(
    ("slip", "hint"),
    [
        ("auhtor", "did you mean `author` by `auhtor`?"),
        ("journl", "did you mean `journal` by `journl`?"),
        ("titel", "did you mean `title` by `titel`?"),
        ("yaer", "did you mean `year` by `yaer`?"),
    ],
)
def test_a_misspelt_field_is_recognised(slip: str, hint: str) -> None:
    record = (
        "@article{key,\n  author = {A, B},\n  title = {T},\n  journal = {J},\n  year = {1999},\n}"
    )
    right = hint.split("`")[1]
    text = record.replace(right, slip, 1)
    (reference,) = read_bibliography([BibFile("a.bib", text.encode())]).value
    (found,) = judge_record(reference, Measure(TODAY.year))
    assert (found.rule.code, found.hint) == ("BIB040", hint)
    assert found.excerpt is not None
    assert found.place is not None
    column, end = found.place.column, found.place.end
    assert found.excerpt[(column or 0) - 1 : (end or 0) - 1] == slip


def test_a_further_field_is_no_slip(told: Told) -> None:
    assert told("@article{key,\n  title = {T},\n  subtitle = {S},\n  year = 1999,\n}") == [
        "BIB040 1:1-13"
    ]
