"""A ratio that is exceeded is told."""

from __future__ import annotations

from benchmarks.ratios import Ratio, missed, table


def test_a_ratio_that_is_exceeded_is_told() -> None:
    kept = Ratio("loading", "reading", 0.04, 1.0, 0.05)
    slow = Ratio("finding", "few records", 1.5, 1.0, 1.2)
    assert missed([kept], "too much") is None
    told = "finding takes 1.500 of few records, at most 1.20"
    assert missed([kept, slow], "too much") == f"too much: {told}"
    assert "| 1.500 | 1.20 | NO |" in table([slow], "CPU seconds")
