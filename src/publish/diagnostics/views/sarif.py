"""Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors can show.

Addresses are relative to ``%SRCROOT%``, the project's folder, so that the file is
the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any
from urllib.parse import quote

from publish.diagnostics.core import Diagnostic, Rule, Severity
from publish.model.edit import Edit
from publish.model.place import Place, SourceFile

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


Sources = Callable[[str], SourceFile | None]
"""The text of a file of the project, by its path."""


def _no_source(path: str) -> None:
    return None


def render(diagnostics: Iterable[Diagnostic], version: str, sources: Sources = _no_source) -> str:
    """A SARIF log of one run of this tool, whose ``version`` is given.

    Where ``sources`` has the file, what mends a problem is told as its fix.
    """
    items = list(diagnostics)
    rules = list({item.rule.code: item.rule for item in items}.values())
    index = {rule.code: number for number, rule in enumerate(rules)}
    driver = {"name": "publish", "version": version, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, index[item.rule.code], sources) for item in items],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    """SARIF's reportingDescriptor."""
    sentence, dot, _ = rule.explanation.partition(". ")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": sentence + dot.strip()},
        "fullDescription": {"text": rule.explanation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(item: Diagnostic, rule_index: int, sources: Sources) -> dict[str, Any]:
    message = item.message if item.hint is None else f"{item.message}\n{item.hint}"
    result: dict[str, Any] = {
        "ruleId": item.rule.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[item.severity],
        "message": {"text": message},
    }
    if item.place and item.place.path:
        result["locations"] = [{"physicalLocation": _location(item.place, item.excerpt)}]
    if changes := list(_changes(item.edits, sources)):
        described = item.hint or f"mend `{item.rule.name}`"
        result["fixes"] = [{"description": {"text": described}, "artifactChanges": changes}]
    return result


def _changes(edits: Iterable[Edit], sources: Sources) -> Iterator[dict[str, Any]]:
    """SARIF's artifactChange for each file that edits change."""
    for path, group in groupby(sorted(edits), key=lambda edit: edit.path):
        source = sources(path)
        if source is not None:
            replacements = [_replacement(edit, source) for edit in group]
            yield {"artifactLocation": _artifact(path), "replacements": replacements}


def _replacement(edit: Edit, source: SourceFile) -> dict[str, Any]:
    start, end = source.place(edit.start), source.place(edit.end)
    return {
        "deletedRegion": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
        "insertedContent": {"text": edit.text},
    }


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _location(place: Place, excerpt: str | None) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _artifact(place.path)}
    if place.line is None:
        return location
    region: dict[str, Any] = {"startLine": place.line}
    if place.column is not None:
        region["startColumn"] = place.column
        if place.end is not None:
            region["endColumn"] = place.end
    location["region"] = region
    if excerpt:
        # A region's own snippet holds just its characters; the line is its context.
        context = {"startLine": place.line, "snippet": {"text": excerpt}}
        location["contextRegion"] = context
    return location
