"""The long proofs, run and written down as one page: what is claimed, and what was found.

python -m benchmarks.proof docs/proof.md
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.cpu import machine
from benchmarks.peers import TASKS, measure, table


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is said of the product, and the tests that would refute it."""

    text: str
    tests: tuple[str, ...]

    @property
    def command(self) -> str:
        return f"pytest {' '.join(self.tests)}"


CLAIMS = (
    Claim("The sample passes EPUBCheck, veraPDF, Nu and axe", ("tests/integration", "-m", "judge")),
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
        "Material by others is read without loss",
        ("tests/bibliography", "tests/mentions", "tests/unit/mentions", "-m", "corpus"),
    ),
    Claim("Mentions are found in a labelled set, sure ones only", ("tests/mentions",)),
    Claim("Each rule finds its fault and nothing else", ("tests/test_diagnostics.py",)),
)


@dataclass(frozen=True, slots=True)
class Finding:
    claim: Claim
    passed: int
    failed: int
    skipped: int

    def row(self) -> str:
        verdict = "NO" if self.failed else "yes" if self.passed else "not proved"
        counts = f"{self.passed} | {self.failed} | {self.skipped}"
        return f"| {self.claim.text} | {counts} | {verdict} | `{self.claim.command}` |"


def prove(claim: Claim) -> Finding:
    """Run the claim's tests and count how they ended."""
    with tempfile.TemporaryDirectory(prefix="publish-proof-") as folder:
        report = Path(folder, "report.xml")
        pytest = [sys.executable, "-m", "pytest", "-n", "2", f"--junitxml={report}"]
        print(claim.command, flush=True)
        whole = {**os.environ, "PUBLISH_ALL_CORPORA": "1", "PUBLISH_REQUIRE_JUDGES": "1"}
        subprocess.run([*pytest, *claim.tests], check=False, stdout=subprocess.DEVNULL, env=whole)
        if not report.is_file():
            return Finding(claim, 0, 1, 0)
        suite = ElementTree.parse(report).getroot().find("testsuite")
        assert suite is not None
        total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        return Finding(claim, total - skipped - failed, failed, skipped)


def page(findings: Sequence[Finding], speed: str) -> str:
    return "\n".join(
        [
            "# Proof",
            "",
            f"Written by `make prove` on a machine of {machine()}.",
            "",
            "| claim | passed | failed | skipped | holds | command |",
            "|---|---:|---:|---:|---|---|",
            *(finding.row() for finding in findings),
            "",
            "## Speed",
            "",
            speed,
            "",
            "Command: `python -m benchmarks.peers`. The peer makes each entry with",
            "`pandoc --citeproc`: to HTML, to EPUB, and to PDF with `--pdf-engine=weasyprint`.",
            "",
        ]
    )


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    findings = [prove(claim) for claim in CLAIMS]
    text = page(findings, table([measure(task) for task in TASKS]))
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
    print(text)
    if any(finding.failed for finding in findings):
        sys.exit(1)


if __name__ == "__main__":
    main()
