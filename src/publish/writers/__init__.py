"""Writers: a cited publication to an artifact, one per format.

Each is imported when it is first used: nobody waits for WeasyPrint who wants HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Thread

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


@contextmanager
def loading(formats: Iterable[str]) -> Iterator[None]:
    """While inside, what writing ``formats`` will need is imported beside: pandoc works in a
    process of its own, and leaves this one idle.
    """
    thread = Thread(target=_load_quietly, args=(tuple(formats),))
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _load_quietly(formats: Iterable[str]) -> None:
    with suppress(Exception):  # whoever needs it tells what is missing
        load(formats)


def load(formats: Iterable[str]) -> None:
    """Import now what writing ``formats`` will need, so that forks of this process have it."""
    import importlib

    modules = {
        "pdf": ("publish.writers.pdf", "publish.engines.weasyprint.layout", "page"),
        "epub": ("publish.writers.epub",),
        "html": ("publish.writers.html",),
    }
    for module in (name for each in formats for name in modules[each]):
        importlib.import_module(module)
