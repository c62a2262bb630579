"""What making files needs takes time to import: it is loaded while something else is waited for."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Thread

MODULES: Mapping[str, tuple[str, ...]] = {
    "pdf": ("publish.writers.pdf", "publish.engines.weasyprint.layout", "publish.verify.pdf"),
    "epub": ("publish.writers.epub", "publish.verify.epub"),
    "html": ("publish.writers.html", "publish.verify.html"),
}
"""What each format is written and verified by."""


@contextmanager
def loading(formats: Iterable[str]) -> Iterator[None]:
    """While inside, what making ``formats`` will need is imported beside: pandoc works in a
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
    """Import now what making ``formats`` will need, so that forks of this process have it."""
    for module in (name for each in formats for name in MODULES[each]):
        importlib.import_module(module)
