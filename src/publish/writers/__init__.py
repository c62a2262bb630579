"""Writers: a cited publication to an artifact, one per format.

Each is imported when it is first used: nobody waits for WeasyPrint who wants HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publish.diagnostics.core import Result
from publish.model.publication import Artifact, CitedPublication
from publish.writers.tree import semantic_tree

Writer = Callable[[CitedPublication], Result[Artifact | None]]


def _pdf(cited: CitedPublication) -> Result[Artifact | None]:
    if cited.publication.volume is not None:
        from publish.writers.pdf.volume import write_volume

        return write_volume(cited)
    from publish.writers.pdf import write_pdf

    return write_pdf(cited, semantic_tree(cited))


def _epub(cited: CitedPublication) -> Result[Artifact | None]:
    if cited.publication.volume is not None:
        from publish.writers.epub.volume import write_volume

        return write_volume(cited)
    from publish.writers.epub import write_epub

    return write_epub(cited, semantic_tree(cited))


def _html(cited: CitedPublication) -> Result[Artifact | None]:
    if cited.publication.volume is not None:
        from publish.writers.html.site import write_site

        return write_site(cited)
    from publish.writers.html import write_html

    return write_html(cited, semantic_tree(cited))


WRITERS: Mapping[str, Writer] = {"pdf": _pdf, "epub": _epub, "html": _html}
