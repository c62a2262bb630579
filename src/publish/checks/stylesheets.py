"""The project's own style sheets: each can be read, and can stand inside a page."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic, EngineFailure
from publish.engines.jinja import STYLES, theme_of
from publish.model.publication import Project


def check_stylesheets(project: Project) -> Iterator[Diagnostic]:
    """What is wrong with ``styles/*.css``; the others are the theme's and sound."""
    theme = theme_of(project.settings)
    own = (project.settings.root / STYLES).glob("*.css")
    for name in sorted({path.name.replace(".custom.css", ".css") for path in own}):
        try:
            theme.text(name)
        except EngineFailure as failure:
            yield failure.diagnostic
