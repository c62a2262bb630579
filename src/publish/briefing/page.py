"""A made brief → the same text as a page for screens, proved like every page."""

from __future__ import annotations

from publish.briefing.making import MadeBrief
from publish.diagnostics.core import Result
from publish.engines.jinja import DEFAULT_THEME
from publish.model.frozen import replace
from publish.model.publication import Artifact
from publish.proving import proved


def page_of(brief: MadeBrief) -> Result[Artifact | None]:
    """``<id>-brief.html``: what was chosen for the brief, with the citations that it has there,
    set by the theme of dossiers.
    """
    publication = brief.cited.publication
    settings = replace(publication.settings, theme=DEFAULT_THEME)
    for_screens = replace(brief.cited, publication=replace(publication, settings=settings))
    return proved(for_screens, "html")
