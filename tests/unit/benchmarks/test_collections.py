"""Memory is that of all processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks.collections import run

HOLDING = """
import subprocess, sys, time
held = bytearray(60_000_000)
if len(sys.argv) < 2:
    subprocess.run([sys.executable, sys.argv[0], "below"])
time.sleep(0.8)
"""


@pytest.mark.slow
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    (tmp_path / "holding.py").write_text(HOLDING, "utf-8")
    assert 115 < run(tmp_path, sys.executable, "holding.py").memory < 200
