"""The records of a golden case as CSL items; BibTeX is read by our own reader."""

from __future__ import annotations

from typing import Any

from publish.readers.bibtex import BibFile, read_bibliography
from tests.golden.cases import Case


def csl_items(case: Case) -> list[dict[str, Any]]:
    """The records with keys that are strings, as a bibliography gives them."""
    if case.input_format == "csl-json":
        return [{**item, "id": str(item["id"])} for item in case.records]
    file = BibFile("bibliography/case.bib", case.records.encode("utf-8"))
    return [dict(reference.csl) for reference in read_bibliography([file]).value]
