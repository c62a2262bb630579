"""Which settings can change what is made, and of which format."""

from __future__ import annotations

from pathlib import Path

from publish.model.frozen import replace
from publish.model.settings import (
    BibliographySettings,
    BriefSettings,
    CheckSettings,
    EpubSettings,
    Format,
    PdfSettings,
    Settings,
)


def common_settings(settings: Settings) -> Settings:
    """Those that every format's files may show: what concerns one alone, briefs or no file at
    all is as by default.
    """
    return replace(
        settings,
        root=Path(), source=None, places={}, output="", formats=(), collections={},
        bibliography=BibliographySettings(), check=CheckSettings(), brief=BriefSettings(),
        pdf=PdfSettings(), epub=EpubSettings(),
    )  # fmt: skip


def own_settings(settings: Settings, format: Format) -> object:
    """Those that concern one format alone."""
    match format:
        case "pdf":
            return settings.pdf
        case "epub":
            return settings.epub
        case "html":
            return settings.formats  # the pages link the other files


def all_settings(settings: Settings) -> Settings:
    """Those that a template of the project's own might read: all, wherever they stand."""
    return replace(settings, root=Path(), source=None, places={})
