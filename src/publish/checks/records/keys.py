"""Keys that the project's pattern wouldn't give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.checks.records.measure import Measure
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import rec
from publish.model.citekeys import key_for


def judge_key(record: Written, measure: Measure) -> Iterator[Diagnostic]:
    """A key other than the pattern's, letters that tell works of a year apart aside."""
    if measure.keys is None:
        return
    key = record.reference.key
    right = key_for(record.reference.csl, pattern=measure.keys)
    if not re.fullmatch(re.escape(right) + "[a-z]{0,2}", key):
        message = f"the key `{key}` isn't made by the pattern `{measure.keys}`"
        hint = f"rename it to `{right}`, here and in the entries"
        yield record.told_of_key(rec.KEY_OFF_PATTERN, message, hint)
