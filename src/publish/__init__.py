"""publish: entries and a bibliography become cited, proved dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publish.api import Project
    from publish.build.report import BuildReport

__all__ = ["BuildReport", "Project", "__version__"]
__version__ = "0.1.0"


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> Any:
    """`Project` and `BuildReport` are imported when they are first asked for."""
    if name == "Project":
        from publish.api import Project

        return Project
    if name == "BuildReport":
        from publish.build.report import BuildReport

        return BuildReport
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
