"""outloud, which asks of a PDF what no standard says: is it read as it is seen?

It brings parts under the AGPL, so it stands in an environment of its own, which
``make prove`` lays out; the product and its tests don't import it.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

PROGRAM = Path(os.environ.get("PUBLISH_OUTLOUD") or ROOT / "build" / "outloud" / "bin" / "outloud")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that outloud doubts; ``page`` counts from 1."""

    path: Path
    rule: str
    severity: str
    message: str
    page: int | None
    evidence: str

    def __str__(self) -> str:
        return f"{self.path.name}: {self.severity} {self.rule}: {self.message} ({self.evidence})"


def available() -> str | None:
    return (
        None if PROGRAM.is_file() else f"`{PROGRAM}` is not there: `make build/outloud/bin/outloud`"
    )


def remarks(paths: Iterable[Path]) -> list[Remark]:
    """All that it has to say of the files, infos left out."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [
            str(PROGRAM),
            *map(str, paths),
            "--json",
            str(report),
            "--fail-on",
            "never",
            "-q",
        ]
        subprocess.run(command, check=True, capture_output=True)
        results = json.loads(report.read_text("utf-8"))["results"]
    assert not [each["error"] for each in results if each["error"]]
    return [
        Remark(
            Path(each["path"]),
            found["rule"],
            found["severity"],
            found["message"],
            found.get("page"),
            found.get("evidence") or "",
        )
        for each in results
        for found in each["findings"]
        if found["severity"] != "info"
    ]
