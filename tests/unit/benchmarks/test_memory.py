"""Memory is that of all processes, and of the largest worker with its engine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks.memory import run

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


FORKING = """
import os, subprocess, sys, time
engine = subprocess.Popen(["sleep", "1.5"])
for megabytes in (20, 70):
    if not os.fork():
        held = bytearray(megabytes * 1_000_000)
        time.sleep(1.2)
        os._exit(0)
os.wait(), os.wait(), engine.wait()
"""


@pytest.mark.slow
def test_a_worker_is_the_largest_fork(tmp_path: Path) -> None:
    (tmp_path / "forking.py").write_text(FORKING, "utf-8")
    took = run(tmp_path, sys.executable, "forking.py")
    assert 66 < took.worker < 85
    assert took.memory > took.worker + 18
