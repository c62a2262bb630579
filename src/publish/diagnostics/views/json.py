"""Diagnostics as JSON: one object with the list, the counts, and what a command adds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from publish.diagnostics.core import Diagnostic, Severity
from publish.model.frozen import asdict


def render(diagnostics: Iterable[Diagnostic], **more: Any) -> str:
    """``{"diagnostics": [...], "summary": {"error": 1, ...}, **more}``.

    Lines and columns count from 1, in characters; what isn't known is null.
    """
    items = list(diagnostics)
    document = {"diagnostics": [as_object(item) for item in items], "summary": counts(items)}
    return json.dumps({**document, **more}, ensure_ascii=False, indent=2) + "\n"


def counts(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many there are of each severity, the worst first."""
    found = Counter(item.severity for item in diagnostics)
    return {severity.value: found[severity] for severity in Severity}


def as_object(item: Diagnostic) -> dict[str, Any]:
    """One diagnostic as plain data."""
    place = item.place
    return {
        "code": item.rule.code,
        "name": item.rule.name,
        "severity": item.severity.value,
        "message": item.message,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end": place.end if place else None,
        "hint": item.hint,
        "excerpt": item.excerpt,
        "edits": [asdict(edit) for edit in item.edits],
    }
