"""CSL items → CSL JSON, a record as citeproc gets it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from publish.model.reference import Reference


def csl_json(references: Sequence[Reference]) -> str:
    items = [dict(reference.csl) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
