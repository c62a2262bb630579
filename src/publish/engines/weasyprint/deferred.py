"""Modules that are imported for what is seldom done → the same, imported when it is done.

WeasyPrint cuts fonts with HarfBuzz, and imports fontTools' cutting (0.07 s) for machines
where there is none, and for fonts that vary, which none of ours does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _Deferred(ModuleType):
    """Stands for a module; what is taken from it imports the true one when it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return called


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """While inside, importing these modules imports nothing, unless they are there already."""
    standing = {name: _Deferred(name) for name in names if name not in sys.modules}
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name, module in standing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
