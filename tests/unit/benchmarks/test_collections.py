"""A ratio that is exceeded is told, and memory is that of all processes."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.collections import Ratio, missed, run, table

HOLDING = """
import subprocess, sys, time
held = bytearray(60_000_000)
if len(sys.argv) < 2:
    subprocess.run([sys.executable, sys.argv[0], "below"])
time.sleep(0.8)
"""


def test_a_ratio_that_is_exceeded_is_told() -> None:
    kept = Ratio("many", "few", "MB", 1.4, 1.0, 1.5)
    large = Ratio("many", "few", "MB", 1.6, 1.0, 1.5)
    assert missed([kept]) is None
    told = "many: 1.600 of few, at most 1.500"
    assert missed([kept, large]) == f"collections take too much: {told}"
    assert "| 1.600 | 1.500 | NO |" in table([large])


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    (tmp_path / "holding.py").write_text(HOLDING, "utf-8")
    assert 115 < run(tmp_path, sys.executable, "holding.py").memory < 200
