"""Real bibliographies → what the rules about records find in them, and a sample to judge.

python -m benchmarks.findings            the table of findings per rule
python -m benchmarks.findings sample     ten findings of each rule, as rows to be judged

Each file of ``bib/dev`` is read by itself, as if a project had no other and cited none of it.
The sample is drawn by lot, the same each time, at most three of one file while others have any;
its rows with their verdicts are kept in ``tests/bibliography/judged.tsv``.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from publish.checks.records import compare_works
from publish.checks.records.judges import judge_record
from publish.checks.records.measure import Measure
from publish.diagnostics.catalogue import all_rules
from publish.diagnostics.core import Diagnostic
from publish.model.works import likeness, publications
from publish.readers.bibtex import BibFile, read_bibliography, value_diagnostics
from tests.conftest import CORPORA, ROOT

FOLDER = CORPORA / "bib" / "dev"
JUDGED = ROOT / "tests" / "bibliography" / "judged.tsv"
TODAY = date(2026, 5, 19)
SIZE = 10
OF_ONE_FILE = 3


class Found(NamedTuple):
    """A finding: ``place`` is ``line:column`` in ``file``, as far as it is known."""

    rule: str
    file: str
    place: str
    message: str


class Judgement(NamedTuple):
    """A finding of the sample and what a person said of it: ``true`` or ``false``."""

    found: Found
    verdict: str
    remark: str


def files() -> list[str]:
    return sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.bib"))


def findings(file: str) -> Iterator[Found]:
    """All that is found in a file, what reading it tells as well."""
    read = read_bibliography([BibFile(file, (FOLDER / file).read_bytes())])
    references = list(read.value)
    told = [*read.diagnostics, *value_diagnostics(references)]
    for reference in references:
        told.extend(judge_record(reference, Measure(TODAY.year)))
    told.extend(each for _, each in compare_works(map(likeness, references)))
    yield from (_found(file, each) for each in told)
    for preprint, published in publications(map(likeness, references)).items():
        place = read.value.references[preprint].place
        at = f"{place.line}:{place.column}"
        yield Found(
            "CIT031", file, at, f"`{preprint}` is a preprint; `{published}` is its publication"
        )


def _found(file: str, each: Diagnostic) -> Found:
    place = each.place
    at = ":".join(str(n) for n in (place.line, place.column) if n) if place else ""
    return Found(each.rule.code, file, at, each.message)


def sample(found: Iterable[Found]) -> Iterator[Found]:
    """`SIZE` findings of each rule, or all where there are fewer."""
    by_rule: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        by_rule[each.rule].append(each)
    for _, every in sorted(by_rule.items()):
        yield from sorted(_spread(sorted(every, key=_lot))[:SIZE])


def _lot(found: Found) -> bytes:
    """What decides: a hash, so that a finding more or less moves no other."""
    return sha256("\t".join(found[:3]).encode()).digest()


def _spread(drawn: Sequence[Found]) -> list[Found]:
    """Those first that aren't the fourth or later of their file."""
    of_file: Counter[str] = Counter()
    first: list[Found] = []
    later: list[Found] = []
    for each in drawn:
        of_file[each.file] += 1
        (first if of_file[each.file] <= OF_ONE_FILE else later).append(each)
    return first + later


def judgements() -> list[Judgement]:
    """The rows of the sample that was judged."""
    with JUDGED.open(encoding="utf-8", newline="") as rows:
        return [
            Judgement(Found(*row[:4]), row[4], row[5])
            for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row and not row[0].startswith(("#", "rule"))
        ]


def rates(judged: Iterable[Judgement]) -> dict[str, tuple[int, int]]:
    """How many findings of each rule were judged true, and how many in all."""
    verdicts: dict[str, list[str]] = defaultdict(list)
    for each in judged:
        verdicts[each.found.rule].append(each.verdict)
    return {rule: (given.count("true"), len(given)) for rule, given in verdicts.items()}


def table() -> Iterator[str]:
    """The findings per rule as a Markdown table, with what the sample says of them."""
    every = [each for file in files() for each in findings(file)]
    counts = Counter(each.rule for each in every)
    spread = Counter(rule for rule, _ in {(each.rule, each.file) for each in every})
    true = rates(judgements())
    yield "| rule | findings | files | judged true |"
    yield "|---|---:|---:|---:|"
    for code, count in sorted(counts.items()):
        name = all_rules()[code].name
        hits, size = true.get(code, (0, 0))
        yield f"| {code} {name} | {count} | {spread[code]} | {hits} of {size} |"


if __name__ == "__main__":
    if sys.argv[1:] == ["sample"]:
        for row in sample(each for file in files() for each in findings(file)):
            print("\t".join(part.replace("\t", " ").replace("\n", " ") for part in row))
    else:
        print("\n".join(table()))
