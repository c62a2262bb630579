"""The sizes that a project allows → the ways in which a brief may be set, roomy ones first.

Each rung takes a little more away than the one before it: pictures, the width of the
column beside the text, spaces, leading, size, and in the end the form of the references.
The limits are those of good setting: leading of 1.26 to 1.45 times the size (Bringhurst,
*The Elements of Typographic Style*, 2.2), and never a size below the stated minimum.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from publish.model.brief import SMALLEST, Rung

COMFORTABLE = "comfortable"
ROOMY, LOOSE, TIGHT = 1.1, 1.42, 1.27
"""The largest size as a part of the wished one; the leadings as parts of the size."""

STEP = 0.3
"""Points between two sizes."""


def ladder(
    size: float = 10.0, smallest: float = SMALLEST, *, beside: bool = True
) -> tuple[Rung, ...]:
    """All rungs, from the roomiest to the tightest. ``size`` is that of comfortable text;
    ``beside`` says whether there is a column beside it.
    """
    comfortable = Rung(COMFORTABLE, size, round(size * LOOSE, 2))
    rungs = [
        _sized(comfortable, f"{part:.0%} of the size", size * part, LOOSE + 0.02)
        for part in (ROOMY, (1 + ROOMY) / 2)
    ]
    rungs.append(comfortable)
    rungs.append(replace(comfortable, name="smaller pictures", figure=0.8))
    if beside:
        rungs.append(replace(rungs[-1], name="a narrower column beside the text", aside=42.0))
    rungs.append(replace(rungs[-1], name="less space", gap=0.8))
    rungs.append(_sized(rungs[-1], "less leading", size, (LOOSE + TIGHT) / 2))
    for step in count(1):
        smaller = max(smallest, size - step * STEP)
        rungs.append(_sized(rungs[-1], f"text of {smaller:g} pt", smaller, TIGHT + 0.03))
        if smaller <= smallest:
            break
    rungs.append(replace(rungs[-1], name="addresses as links", references="linked"))
    last = replace(rungs[-1], gap=0.65, figure=0.65, references="shortest")
    rungs.append(_sized(last, "shortest references", last.size, TIGHT))
    return tuple(rungs)


def _sized(rung: Rung, name: str, size: float, leading: float) -> Rung:
    size = round(size, 2)
    return replace(rung, name=name, size=size, leading=round(size * leading, 2))


def comfortable(rungs: tuple[Rung, ...]) -> int:
    """The index of the rung from which one goes up or down."""
    return next(index for index, rung in enumerate(rungs) if rung.name == COMFORTABLE)
