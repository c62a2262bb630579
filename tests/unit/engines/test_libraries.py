"""Pango and its kin are found by their full names, without a compiler's help."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from publish.engines.weasyprint.libraries import full_names_only

_IMPORT = """
import ctypes.util, subprocess
def refuse(*arguments, **options):
    raise SystemExit(f"started {arguments[0]}")
subprocess.Popen, before = refuse, ctypes.util.find_library
import publish.engines.weasyprint.layout
assert ctypes.util.find_library is before
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the search costs nothing")
def test_importing_the_layout_engine_starts_no_process() -> None:
    done = subprocess.run([sys.executable, "-c", _IMPORT], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_search_is_given_back_after_a_failure() -> None:
    before = ctypes.util.find_library
    with pytest.raises(OSError, match="missing"), full_names_only():
        raise OSError("missing")
    assert ctypes.util.find_library is before
