"""A record's digest: the same wherever the record stands, another when it says something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.readers.bibliography import read_references
from publish.readers.bibtex import BibFile

BIB = """\
@string{acm = "ACM"}
@article{plain, title = {A}, year = 2001}
@article{named, title = {B}, journal = acm # " Press"}
@inproceedings{child, title = {C}, crossref = {whole}}
@inproceedings{linked, title = {D}, xdata = {x}}
@proceedings{whole, title = {Whole},
  publisher = acm}
@xdata{x, location = {Here}}
"""
RIS = "TY  - JOUR\nID  - ris\nTI  - E\nER  - \n"
YAML = "- id: yaml\n  type: book\n  title: F\n"


def _digests(bib: str = BIB, ris: str = RIS, yaml: str = YAML) -> dict[str, str]:
    files = {"a.bib": bib, "b.ris": ris, "c.yaml": yaml}
    read = read_references([BibFile(path, text.encode()) for path, text in files.items()]).value
    return {reference.key: reference.digest for reference in read}


def test_every_record_has_one_of_its_own() -> None:
    digests = _digests()
    assert {"plain", "named", "child", "linked", "whole", "ris", "yaml"} <= set(digests)
    assert all(digests.values())
    assert len(set(digests.values())) == len(digests)


def test_further_down_a_file_it_stays_the_same() -> None:
    moved = _digests("\n@string{other = {O}}\n@misc{new, title = {N}}\n" + BIB, "\n" + RIS)
    assert moved.items() >= _digests().items()


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (lambda bib: bib.replace("{A}", "{Z}"), {"plain"}),
        (lambda bib: bib.replace('"ACM"', '"IEEE"'), {"named", "child", "whole"}),
        (lambda bib: bib.replace("{Whole}", "{Part}"), {"child", "whole"}),
        (lambda bib: bib.replace("@proceedings", "@mvproceedings"), {"child", "whole"}),
        (lambda bib: bib.replace("{Here}", "{There}"), {"linked"}),
        # findings at what is lent have their place there, so many lines away
        (lambda bib: bib.replace("@proceedings", "\n@proceedings"), {"child", "linked"}),
        (lambda bib: "  " + bib.replace("\n", "\n  "), {"plain", "named", "child", "linked",
                                                        "whole"}),
        (lambda bib: '@preamble{"\\newcommand{\\x}{y}"}\n' + bib, {"plain", "named", "child",
                                                                   "linked", "whole"}),
    ],
)  # fmt: skip
def test_what_it_depends_on_changes_it(edit: Callable[[str], str], changed: set[str]) -> None:
    before, after = _digests(), _digests(edit(BIB))
    assert {key for key in before if before[key] != after[key]} == changed


def test_that_of_an_export_changes_with_its_words() -> None:
    before, after = _digests(), _digests(ris=RIS.replace("E\n", "Z\n", 1))
    assert {key for key in before if before[key] != after.get(key)} == {"ris"}
