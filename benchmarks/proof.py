"""The long proofs, run and written down as one page: what is claimed, and what was found.

    python -m benchmarks.proof [--bench] docs/proof.md [WORDS …]

With words, only those claims and sections are proved anew whose text holds one of them,
with ``--bench`` only the sections of benchmarks; the others stay as they stand on the page.
Each says at which revision it was proved.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.cpu import machine
from benchmarks.findings import table as findings_table
from benchmarks.mentions import tables as mentions_tables


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is said of the product, and the tests that would refute it."""

    text: str
    tests: tuple[str, ...]

    @property
    def command(self) -> str:
        return f"pytest {' '.join(self.tests)}"

    @property
    def places(self) -> tuple[str, ...]:
        """The files and folders of the tests."""
        return tuple(name for name in self.tests if name.startswith("tests/"))


CLAIMS = (
    Claim(
        "The sample passes EPUBCheck, veraPDF, Nu and axe",
        ("tests/integration", "-m", "judge and not proof"),
    ),
    Claim(
        "Books pass EPUBCheck, epubcheck-ts and Ace, and are read by keyboard in foliate-js: every "
        "entry of the sample, the sample as a collection, 300 generated entries, other scripts",
        (
            "tests/integration/test_sample.py",
            "tests/integration/test_sample_collection.py",
            "tests/integration/test_collections.py",
            "-m",
            "judge",
        ),
    ),
    Claim(
        "Six books by others are collections in all formats that EPUBCheck, veraPDF and Nu find "
        "nothing in; what could not be carried is listed",
        ("tests/integration/test_others_books.py", "-m", "proof"),
    ),
    Claim(
        "Four combinations of PDF standards: veraPDF and page-validation find nothing in the "
        "sample, nor in a dossier of 70 pages",
        ("tests/integration/test_standards.py", "-m", "proof"),
    ),
    Claim(
        "The structure of a PDF is that of its document, node by node, on 70 pages of everything",
        (
            "tests/integration/test_torture.py",
            "tests/integration/test_structure.py",
            "-m",
            "proof or not proof",
        ),
    ),
    Claim(
        "Text that poppler and mutool take out of a PDF is its document's, word by word",
        ("tests/integration/test_words.py",),
    ),
    Claim(
        "What outloud doubts in PDFs is mended, or shown to be as it should",
        ("tests/integration/test_outloud.py", "-m", "proof"),
    ),
    Claim(
        "The same input gives the same bytes: two folders, time zones, locales",
        ("tests/integration/test_determinism.py",),
    ),
    Claim(
        "Bad input and a bad machine are answered with a rule and an exit code",
        ("tests/integration/test_bad_input.py",),
    ),
    Claim("Golden citations come out, or the difference is explained", ("tests/golden",)),
    Claim(
        "A style without what no record needs prints what the whole style prints: 350 styles, "
        "records of every type",
        ("tests/unit/engines/test_pandoc_styles.py", "-m", "proof or not proof"),
    ),
    Claim(
        "Excerpts of a long PDF that are taken for known are the same to the byte, whatever is "
        "changed in it",
        ("tests/unit/engines/test_fingerprints.py", "-m", "proof or not proof"),
    ),
    Claim(
        "Material by others is read without loss",
        ("tests/bibliography", "tests/mentions", "-m", "corpus"),
    ),
    Claim(
        "20,000 random and mutated .bib files: no crash, none takes 2 s, no record lost unsaid",
        ("tests/bibliography/test_fuzz.py",),
    ),
    Claim(
        "Damaged bibliographies are read, every fault has its place",
        ("tests/bibliography/test_mutations.py",),
    ),
    Claim(
        "Mentions are found in a labelled set, sure ones only",
        ("tests/mentions", "-m", "proof or not proof"),
    ),
    Claim(
        "PDFs are joined without loss: 2,000 random pairs, 51 reports made by other programs, 156 "
        "of packages of PyPI and npm",
        (
            "tests/unit/attach",
            "tests/integration/test_attaching.py",
            "tests/integration/test_attaching_material.py",
            "-m",
            "proof or not proof",
        ),
    ),
    Claim(
        "1,200 briefs of 300 generated entries, in one page and two, on A4 and Letter, and those "
        "of the sample have exactly their pages, hold what was chosen word by word in no type "
        "below 8.5 pt, and are found in few layouts; of the generated ones title, summary, facts, "
        "cells and references are those that were chosen, and no others; what is printed has a "
        "contrast of 4.5",
        (
            "tests/integration/test_briefs.py",
            "tests/integration/test_brief_legibility.py",
            "tests/integration/test_brief_goldens.py",
            "tests/integration/test_brief_judges.py",
            "-m",
            "proof or not proof",
        ),
    ),
    Claim(
        "A collection of 100 entries, laid out entry by entry and joined, is the PDF of one run: "
        "text, links, tags, bookmarks, labels, files",
        ("tests/integration/test_large_collections.py", "-m", "proof or not proof"),
    ),
    Claim("Each rule finds its fault and nothing else", ("tests/test_diagnostics.py",)),
    Claim(
        "Faults planted in the sample are found at their line and column, and nothing else",
        ("tests/planted", "-m", "proof or not proof"),
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """How a claim's tests ended. ``idle`` are those places where no test has passed."""

    claim: Claim
    passed: int
    failed: int
    skipped: int
    idle: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        if self.failed:
            return "NO"
        return "yes" if self.passed and not self.idle else "not proved"

    def row(self, revision: str) -> str:
        counts = f"{self.passed} | {self.failed} | {self.skipped}"
        command = self.claim.command
        return f"| {self.claim.text} | {counts} | {self.verdict} | {revision} | `{command}` |"


def prove(claim: Claim) -> Finding:
    """Run the claim's tests and count how they ended."""
    with tempfile.TemporaryDirectory(prefix="publish-proof-") as folder:
        report = Path(folder, "report.xml")
        pytest = [sys.executable, "-m", "pytest", "-n", "2", f"--junitxml={report}"]
        print(claim.command, flush=True)
        strict = {**os.environ, "PUBLISH_REQUIRE_JUDGES": "1", "PUBLISH_WHOLE": "1"}
        subprocess.run([*pytest, *claim.tests], check=False, stdout=subprocess.DEVNULL, env=strict)
        if not report.is_file():
            return Finding(claim, 0, 1, 0)
        return counted(claim, ElementTree.parse(report).getroot())


def counted(claim: Claim, report: ElementTree.Element) -> Finding:
    """The finding of a report in JUnit's format."""
    passed: list[str] = []
    failed = skipped = 0
    for case in report.iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed.append(case.get("classname", "") + ".")
    idle = [place for place in claim.places if not any(map(_within(place), passed))]
    return Finding(claim, len(passed), failed, skipped, tuple(idle))


def _within(place: str) -> Callable[[str], bool]:
    """Whether a test's module stands at ``place``, a file or a folder."""
    prefix = place.removesuffix(".py").replace("/", ".") + "."
    return lambda module: module.startswith(prefix)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with tables of its own; ``work`` gives them, and what is not as
    it is claimed. A ``benchmark`` is one of cost.
    """

    name: str
    intro: str
    work: Callable[[], tuple[str, str]]
    benchmark: bool = False


def _benchmark(name: str, module: str, intro: str = "") -> Section:
    """The table that a benchmark prints, and what it says of ratios that are exceeded."""

    def work() -> tuple[str, str]:
        run = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{module}"],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        return run.stdout.strip(), run.stderr.strip() if run.returncode else ""

    command = f"Command: `python -m benchmarks.{module}`."
    return Section(name, f"{intro}\n{command}".lstrip(), work, benchmark=True)


SECTIONS = (
    Section(
        "Findings in real bibliographies",
        "Each file by itself; ten findings of each rule were judged by hand\n"
        "(`tests/bibliography/judged.tsv`). Command: `python -m benchmarks.findings`.",
        lambda: ("\n".join(findings_table()), ""),
    ),
    Section(
        "Mentions",
        "Sentences labelled by hand (`tests/mentions/README.md`); and books by others without\n"
        "their own citations: how many of these stood beside the paper's name, how many of\n"
        "those are found again, and the sure mentions of papers that the chapter doesn't cite.\n"
        "Command: `python -m benchmarks.mentions`, which lists each of the last kind.",
        lambda: ("\n".join(mentions_tables()), ""),
    ),
    _benchmark(
        "Speed",
        "peers",
        "The peer makes each entry with `pandoc --citeproc`: to HTML, to EPUB, and to PDF by\n"
        "`--pdf-engine` WeasyPrint or Typst. All is cold, but for what\n"
        "`~/.cache/publish` holds of fonts and templates; ours sees whether every record is\n"
        "well-formed, and judges those that are cited. Entries are of 650 words, with a table and\n"
        "eight citations, without pictures or formulas; in them no mentions are looked for, as no\n"
        "peer does it; nor are they in what follows, but for the first rows of Many records.\n"
        "What is missed by much can't be had: one entry to HTML and EPUB takes less than Python\n"
        "and pandoc need to begin (see Floor). What two workers gain, here and in Builds, is as\n"
        "much as the two cores don't take from each other, which is another every day: Builds has\n"
        "two builds that share nothing beside it.\n"
        "`--only S`, `L` or `M` measures one entry, one of a large bibliography, or fifty.",
    ),
    _benchmark(
        "Floor",
        "floor",
        "What the engines take that are asked the same, as anybody would ask them, while nothing "
        "else is done, and with all that a build spares them; and what no "
        "build of one entry to HTML and EPUB can do without, each by itself.",
    ),
    _benchmark(
        "Engines",
        "engines",
        "What engines could spare whoever uses them (`upstream.md`): our way beside theirs, "
        "to the same outcome.",
    ),
    _benchmark("Builds", "builds"),
    _benchmark(
        "Many records", "records", "The same entries, built with 50,000 records instead of 50."
    ),
    _benchmark("Cluster", "cluster", "HTML and EPUB, byte for byte those of one machine."),
    _benchmark("Large bibliographies", "scale"),
    _benchmark("Tagging and finishing", "tagging"),
    _benchmark("Joining", "joining"),
    _benchmark("Briefs", "briefs"),
    _benchmark(
        "Collections",
        "collections",
        "Memory is that of all processes together. A page costs what the whole book does, by its\n"
        "pages; after an edit the book is built again with what was kept of the first build.",
    ),
)

HEAD = (
    "| claim | passed | failed | skipped | holds | revision | command |",
    "|---|---:|---:|---:|---|---|---|",
)


def page(rows: Mapping[str, str], sections: Mapping[str, str]) -> str:
    """The whole page of ``rows`` by claim and ``sections`` by name, as far as there are any."""
    lines = ["# Proof", "", f"Written by `make prove` on a machine of {machine()}.", "", *HEAD]
    lines += [rows[claim.text] for claim in CLAIMS if claim.text in rows]
    for section in SECTIONS:
        if section.name in sections:
            lines += ["", f"## {section.name}", "", sections[section.name]]
    return "\n".join([*lines, ""])


def former(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The rows and sections of a page, as `page` takes them."""
    opening, *parts = text.split("\n## ")
    rows = {
        line[2:].partition(" | ")[0]: line
        for line in opening.splitlines()
        if line.startswith("| ") and line not in HEAD
    }
    sections = {part.partition("\n")[0]: part.partition("\n")[2].strip() for part in parts}
    return rows, sections


def revision() -> str:
    """The short name of the commit that is checked out."""
    git = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(git, check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--bench", action="store_true", help="only the sections of benchmarks")
    parser.add_argument("file", type=Path)
    parser.add_argument("words", nargs="*", type=str.casefold)
    wanted = parser.parse_args()
    file, words = wanted.file, wanted.words
    asked = lambda text: not words or any(word in text.casefold() for word in words)  # noqa: E731
    claims = () if wanted.bench else CLAIMS
    chosen = [each for each in SECTIONS if each.benchmark or not wanted.bench]
    rows, sections = former(file.read_text(encoding="utf-8")) if file.exists() else ({}, {})
    untrue = []
    for claim in filter(lambda claim: asked(claim.text), claims):
        finding = prove(claim)
        rows[claim.text] = finding.row(revision())
        untrue += [] if finding.verdict == "yes" else [f"{finding.verdict}: {claim.text}"]
        file.write_text(page(rows, sections), encoding="utf-8")
    for section in filter(lambda section: asked(section.name), chosen):
        print(section.name, flush=True)
        tables, missed = section.work()
        sections[section.name] = f"{section.intro} Revision {revision()}.\n\n{tables}"
        untrue += [missed] if missed else []
        file.write_text(page(rows, sections), encoding="utf-8")
    print(file.read_text(encoding="utf-8"))
    sys.exit("\n".join(untrue) or None)


if __name__ == "__main__":
    main()
