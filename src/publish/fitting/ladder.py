"""The sizes that a project allows → the ways in which a brief may be set, roomy ones first.

Each rung takes a little more away than the one before it: pictures, the width of the
column beside the text, spaces, leading, size, and in the end the form of the references.
The limits are those of good setting: leading of 1.26 to 1.45 times the size (Bringhurst,
*The Elements of Typographic Style*, 2.2), and never a size below the stated minimum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from publish.model.brief import SMALLEST, STEPS, Rung, Step
from publish.model.frozen import replace

COMFORTABLE = "comfortable"
ROOMY, LOOSE, TIGHT = 1.1, 1.42, 1.27
"""The largest size as a part of the wished one; the leadings as parts of the size."""

STEP = 0.3
"""Points between two sizes."""


def ladder(
    size: float = 10.0,
    smallest: float = SMALLEST,
    steps: Sequence[Step] = STEPS,
    *,
    beside: bool = True,
) -> tuple[Rung, ...]:
    """All rungs, from the roomiest to the tightest. ``size`` is that of comfortable text, ``steps``
    what may be taken away, in this order; ``beside`` says whether there is a column beside the
    text.
    """
    comfortable = Rung(COMFORTABLE, size, round(size * LOOSE, 2))
    rungs = [
        _sized(comfortable, f"{part:.0%} of the size", size * part, LOOSE + 0.02)
        for part in (ROOMY, (1 + ROOMY) / 2)
    ]
    rungs.append(comfortable)
    for step in dict.fromkeys(steps):
        if beside or step != "columns":
            rungs += _lower(rungs[-1], step, smallest)
    return tuple(rungs)


def _lower(rung: Rung, step: Step, smallest: float) -> Iterator[Rung]:
    """The rungs that a step adds below ``rung``. Leading gets tighter with the size where less
    leading was allowed before.
    """
    leading = rung.leading / rung.size
    tightened = leading < LOOSE - 0.01
    if step == "pictures":
        yield replace(rung, name="smaller pictures", figure=0.8)
    elif step == "columns":
        yield replace(rung, name="a narrower column beside the text", aside=42.0)
    elif step == "space":
        yield replace(rung, name="less space", gap=0.8)
    elif step == "leading":
        yield _sized(rung, "less leading", rung.size, (LOOSE + TIGHT) / 2)
    elif step == "size":
        yield from _smaller(rung, smallest, min(leading, TIGHT + 0.03) if tightened else LOOSE)
    elif step == "references" and rung.references == "full":
        yield replace(rung, name="addresses as links", references="linked")
    elif step == "shortest":
        last = replace(
            rung,
            gap=0.65 if rung.gap < 1 else 1.0,
            figure=0.65 if rung.figure < 1 else 1.0,
            references="shortest",
        )
        yield _sized(last, "shortest references", last.size, TIGHT if tightened else LOOSE)


def _smaller(rung: Rung, smallest: float, leading: float) -> Iterator[Rung]:
    for step in count(1):
        size = max(smallest, rung.size - step * STEP)
        yield _sized(rung, f"text of {size:g} pt", size, leading)
        if size <= smallest:
            return


def _sized(rung: Rung, name: str, size: float, leading: float) -> Rung:
    size = round(size, 2)
    return replace(rung, name=name, size=size, leading=round(size * leading, 2))


def comfortable(rungs: tuple[Rung, ...]) -> int:
    """The index of the rung from which one goes up or down."""
    return next(index for index, rung in enumerate(rungs) if rung.name == COMFORTABLE)
