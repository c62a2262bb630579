"""publish: entries and a bibliography become cited, proved dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publish.api import BuildReport, Project

__all__ = ["BuildReport", "Project", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`Project` and `BuildReport` are imported when they are first asked for."""
    if name in ("BuildReport", "Project"):
        from publish import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
