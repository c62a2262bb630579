"""Pango's declarations in C → cffi's interface to it, without parsing them in each process.

WeasyPrint declares 300 functions in one text of C, which cffi parses in Python at each
start: 0.06 s. cffi can write down what it parsed as a module of tables ("out-of-line ABI
mode"), from which its interface is there at once, and whose calls are quicker too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import cffi

from publish.engines.parsed import parsed


@contextmanager
def declared_once() -> Iterator[None]:
    """While inside, who asks cffi for an interface gets it from tables made before."""
    original = cffi.FFI
    cffi.FFI = _Interface
    try:
        yield
    finally:
        cffi.FFI = original


class _Interface:
    """cffi's ``FFI`` after its one call of ``cdef``."""

    def cdef(self, text: str) -> None:
        """Take on all that the interface to these declarations can do."""
        namespace: dict[str, Any] = {}
        exec(parsed("declarations 1", cffi, text, lambda: _tables(text)), namespace)
        interface = namespace["ffi"]
        self.__dict__.update(
            (name, getattr(interface, name)) for name in dir(interface) if name[0] != "_"
        )


def _tables(text: str) -> str:
    """The source of a Python module that declares what ``text`` does."""
    from cffi.api import FFI
    from cffi.recompiler import Recompiler

    interface = FFI()
    interface.cdef(text)
    interface.set_source("declarations", None)
    writer = Recompiler(interface, "declarations", target_is_python=True)
    writer.collect_type_table()
    writer.collect_step_tables()
    source = io.StringIO()
    writer.write_source_to_f(source, None)
    return source.getvalue()
