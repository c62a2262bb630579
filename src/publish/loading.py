"""What making files needs takes time to import: it is loaded while something else is waited for."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Thread

from publish.engines.interrupts import is_interrupt

MODULES: Mapping[str, tuple[str, ...]] = {
    "pdf": ("publish.writers.pdf", "publish.engines.weasyprint.layout", "publish.verify.pdf"),
    "epub": ("publish.writers.epub", "publish.verify.epub"),
    "html": ("publish.writers.html", "publish.verify.html"),
}
"""What each format is written and verified by."""

_loading: list[Thread] = []


def begin_loading(formats: Iterable[str]) -> None:
    """Import beside what making ``formats`` will need, if that isn't there yet. Whoever imports
    some of it before it is there waits for it, as always.
    """
    wanted = tuple(formats)
    if all(module in sys.modules for name in wanted for module in MODULES.get(name, ())):
        return
    _loading.append(Thread(target=_load_quietly, args=(wanted,), daemon=True))
    _loading[-1].start()


@contextmanager
def finishing() -> Iterator[None]:
    """What is imported beside while inside is there behind it. Interrupted, it isn't waited for:
    an import that was broken off may hold up those beside it for ever.
    """
    try:
        yield
    except BaseException as error:
        if is_interrupt(error):
            _loading.clear()
        raise
    finally:
        finish_loading()


@contextmanager
def loading(formats: Iterable[str]) -> Iterator[None]:
    """While inside, what making ``formats`` will need is imported beside, and is there behind it:
    pandoc works in a process of its own, and leaves this one idle.
    """
    with finishing():
        begin_loading(formats)
        yield


def load(formats: Iterable[str]) -> None:
    """Import now what making ``formats`` will need, so that forks of this process have it; nothing
    is imported beside behind it.
    """
    _import(formats)
    finish_loading()


def finish_loading() -> None:
    """Wait for what is imported beside."""
    while _loading:
        _loading.pop().join()


def _load_quietly(formats: Iterable[str]) -> None:
    with suppress(Exception):  # whoever needs it tells what is missing
        _import(formats)


def _import(formats: Iterable[str]) -> None:
    for module in (name for each in formats for name in MODULES[each]):
        importlib.import_module(module)
