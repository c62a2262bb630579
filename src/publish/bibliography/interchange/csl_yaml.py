"""CSL items → CSL YAML as pandoc reads it: a list under ``references``, texts as Markdown.

Every text stands in double quotes, as JSON writes it, which is YAML as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publish.bibliography.interchange.markup import bare_markdown, markdown
from publish.model.crosswalk import UNMARKED
from publish.model.reference import Reference


def csl_yaml(references: Sequence[Reference]) -> str:
    lines = [line for reference in references for line in _record(reference.csl)]
    return "\n".join(["---", "references:" if lines else "references: []", *lines, "---", ""])


def _record(item: Mapping[str, Any]) -> Iterator[str]:
    mark = "- "
    for variable, value in item.items():
        if isinstance(value, str) and variable not in ("id", "type"):
            value = bare_markdown(value) if variable in UNMARKED else markdown(value)
        if isinstance(value, list):
            yield f"{mark}{variable}:"
            yield from (f"  - {_flow(each)}" for each in value)
        else:
            yield f"{mark}{variable}: {_flow(value)}"
        mark = "  "


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
