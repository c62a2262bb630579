"""The colour of the house that can't be read on white paper."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import brf
from publish.model.contrast import ENOUGH, contrast
from publish.model.publication import Project


def check_brand(project: Project) -> Iterator[Diagnostic]:
    brand = project.settings.brand
    if brand is None or (ratio := contrast(brand.colour)) >= ENOUGH:
        return
    yield brf.LOW_CONTRAST(
        f"the colour `{brand.colour}` has a contrast of {ratio:.1f} on white, and text needs "
        f"{ENOUGH:g} (WCAG 2.2, AA); `{brand.ink}` is printed instead",
        brand.place,
        f"write `{brand.ink}`, or another dark colour",
    )
