"""Diagnostics as annotations of GitHub Actions: workflow commands, one line each.

Their form follows GitHub's documentation, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from publish.diagnostics.core import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_TEXT = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_TEXT, (":", "%3A"), (",", "%2C"))


def render(diagnostics: Iterable[Diagnostic], folder: str = "") -> str:
    """The commands; ``folder`` leads from the repository to the project."""
    return "".join(_command(item, PurePosixPath(folder)) + "\n" for item in diagnostics)


def _command(item: Diagnostic, folder: PurePosixPath) -> str:
    place = item.place
    properties: dict[str, object] = {}
    if place and place.path:
        properties["file"] = folder / place.path
        properties |= {"line": place.line, "col": place.column}
        if place.end is not None:
            properties |= {"endLine": place.line, "endColumn": place.end - 1}
    properties["title"] = f"{item.rule.code} {item.rule.name}"
    given = ",".join(
        f"{name}={_escaped(str(value), _IN_PROPERTY)}"
        for name, value in properties.items()
        if value is not None
    )
    message = item.message if item.hint is None else f"{item.message}\n{item.hint}"
    return f"::{_COMMANDS[item.severity]} {given}::{_escaped(message, _IN_TEXT)}"


def _escaped(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for char, escape in table:
        text = text.replace(char, escape)
    return text
