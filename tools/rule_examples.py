"""Writes src/publish/diagnostics/examples.json from the fixtures of the rules.

python tools/rule_examples.py            for all rules
python tools/rule_examples.py TYP001     for some, the others stay
"""

from __future__ import annotations

import json
import sys
import tempfile
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from publish.diagnostics.views.json import as_object  # noqa: E402
from publish.engines.pandoc import Pandoc  # noqa: E402
from tests.test_diagnostics import FIXTURES, copied, findings  # noqa: E402

KEPT = ROOT / "src" / "publish" / "diagnostics" / "examples.json"
MOST_LINES = 6


def example(fixture: Path, pandoc: Pandoc) -> dict[str, Any]:
    """What is told of the bad case first, and the lines of the good one that differ."""
    with tempfile.TemporaryDirectory() as folder:
        found = as_object(findings(*copied(fixture, "bad", Path(folder)), pandoc)[0])
        told = json.loads(json.dumps(found).replace(folder, "/home/ada"))
    del told["code"], told["name"], told["severity"], told["edits"]
    return {**told, "good": good_lines(fixture, told["path"])}


def good_lines(fixture: Path, path: str | None) -> list[str]:
    """The lines in which the good case of a file differs from the bad one."""
    for name in [path or "", *sorted(names(fixture / "good"))]:
        good, bad = lines(fixture / "good" / name), lines(fixture / "bad" / name)
        changes = SequenceMatcher(None, bad, good, autojunk=False).get_opcodes()
        differing = [line for tag, _, _, i, j in changes if tag != "equal" for line in good[i:j]]
        if any(differing):
            return [line for line in differing if line.strip()][:MOST_LINES]
    return []


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def main(codes: list[str]) -> None:
    examples = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    with Pandoc() as pandoc:
        fixtures = {path.name.partition("-")[0]: path for path in FIXTURES}
        for code in codes or fixtures:
            examples[code] = example(fixtures[code], pandoc)
    ordered = {code: examples[code] for code in fixtures if code in examples}
    text = json.dumps(ordered, ensure_ascii=False, indent=1, sort_keys=False)
    KEPT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
