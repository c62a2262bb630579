"""JSON for people to read."""

from __future__ import annotations

import json

from publish.engines.packing import as_json


def test_it_is_what_the_standard_library_writes() -> None:
    value = {
        "empty": [[], {}, ""],
        "números": [1, -2**60, True, None, "\x00\x1f\b\f\n\t\"\\/<>\x7f\u2028 𝔘"],
        "more": {"deep": [{"a": 1}, ["b"]]},
    }  # fmt: skip
    for indent in (1, 2):
        written = json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
        assert as_json(value, indent).decode() == written
