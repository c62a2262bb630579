"""Which settings can change what is made, and of which format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from publish.model.frozen import replace
from publish.model.publication import Publication
from publish.model.settings import (
    BibliographySettings,
    BriefSettings,
    CheckSettings,
    CitationSettings,
    EpubSettings,
    Format,
    Kind,
    PdfSettings,
    Settings,
)


def common_settings(publication: Publication) -> Settings:
    """Those that every format's files of a publication may show: what concerns one format alone,
    briefs, other kinds of entries or no file at all is as by default, and so is how mentions are
    cited, which its citations show.
    """
    return replace(
        publication.settings,
        root=Path(), source=None, places={}, output="", formats=(), collections={},
        bibliography=BibliographySettings(), citations=CitationSettings(), check=CheckSettings(),
        brief=BriefSettings(), brand=None, pdf=PdfSettings(), epub=EpubSettings(),
        kinds=_labelled(publication),
    )  # fmt: skip


def _labelled(publication: Publication) -> Mapping[str, Kind]:
    """The kinds of its entries that the project names itself, by their labels alone."""
    kinds = publication.settings.kinds or {}
    entries = (publication, *publication.members, *publication.compared)
    shown = sorted({each.entry.kind for each in entries} & kinds.keys())
    return {name: Kind(name, kinds[name].label) for name in shown if kinds[name].label}


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
