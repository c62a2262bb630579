"""The records of a golden case as CSL items; BibTeX is read by our own reader."""

from __future__ import annotations

from typing import Any

from tests.golden.cases import Case


def csl_items(case: Case) -> list[dict[str, Any]]:
    """The records with keys that are strings, as a bibliography would give them."""
    if case.input_format == "csl-json":
        return [{**item, "id": str(item["id"])} for item in case.records]
    raise NotImplementedError(case.input_format)
