"""Diagnostics in the form that is asked for; each form is loaded when it is wanted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

from publish.cli.version import installed_version
from publish.diagnostics import Diagnostic, EngineFailure
from publish.engines.files import read_file
from publish.model.place import SourceFile

View = Literal["text", "json", "sarif", "github", "html"]
MOST_BYTES = 200_000_000
SUFFIXES: dict[str, View] = {".html": "html", ".json": "json", ".sarif": "sarif", ".txt": "text"}
"""The form that a report's file name asks for."""


def rendered(
    view: View,
    diagnostics: Iterable[Diagnostic],
    directory: Path,
    *,
    title: str = "",
    **more: Any,
) -> str:
    """The diagnostics of the project in ``directory``; ``more`` goes into JSON."""
    if view == "json":
        from publish.diagnostics.views import json

        return json.render(diagnostics, **more)
    if view == "sarif":
        from publish.diagnostics.views import sarif

        return sarif.render(diagnostics, installed_version(), _sources(directory))
    if view == "github":
        from publish.diagnostics.views import github

        return github.render(diagnostics, _from_repository(directory))
    if view == "html":
        from publish.diagnostics.views import html

        return html.render(diagnostics, title)
    from publish.diagnostics.views import text

    return text.render(diagnostics)


def _from_repository(directory: Path) -> str:
    """The way from the repository to the project; nothing where it isn't in one."""
    from publish.readers.root import find_root

    repository = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    root = find_root(directory)
    return root.relative_to(repository).as_posix() if root.is_relative_to(repository) else ""


def _sources(directory: Path) -> Callable[[str], SourceFile | None]:
    """The texts of the project's files, each read once."""
    from publish.readers.bibtex.encoding import decode
    from publish.readers.root import find_root

    root = find_root(directory)

    @cache
    def source(path: str) -> SourceFile | None:
        try:
            return decode(path, read_file(root, root / path, MOST_BYTES)).value
        except EngineFailure:
            return None

    return source
