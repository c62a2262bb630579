"""Costs beside other costs, as rows of a table, and what to say of those that are exceeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.cpu import machine


@dataclass(frozen=True, slots=True)
class Ratio:
    """``cost`` and ``base`` are of one run and one unit; ``most`` is what is promised, if
    anything is.
    """

    what: str
    beside: str
    cost: float
    base: float
    most: float | None = None

    @property
    def value(self) -> float:
        return self.cost / self.base

    @property
    def kept(self) -> bool:
        return self.most is None or self.value <= self.most

    def row(self) -> str:
        figures = f"{self.cost:.2f} | {self.base:.2f} | {self.value:.3f}"
        promise = "" if self.most is None else f"{self.most:.2f} | {'yes' if self.kept else 'NO'}"
        return f"| {self.what} | {self.beside} | {figures} | {promise or ' | '} |"


def table(ratios: Sequence[Ratio], units: str) -> str:
    return "\n".join(
        [
            f"Machine: {machine()}. {units}; compare columns.",
            "",
            "| what | beside | cost | base | ratio | at most | kept |",
            "|---|---|---:|---:|---:|---:|---|",
            *(ratio.row() for ratio in ratios),
        ]
    )


def missed(ratios: Sequence[Ratio], what: str) -> str | None:
    """What to end with where a ratio is exceeded."""
    found = [
        f"{ratio.what} takes {ratio.value:.3f} of {ratio.beside}, at most {ratio.most:.2f}"
        for ratio in ratios
        if not ratio.kept
    ]
    return f"{what}: {'; '.join(found)}" if found else None
