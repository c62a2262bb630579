"""The project's own files of the theme: each is read by something, and can be used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from publish.diagnostics.core import Diagnostic, EngineFailure
from publish.diagnostics.rules import thm
from publish.diagnostics.suggest import did_you_mean
from publish.engines.css import faults
from publish.engines.files import find_files, leads_out, outside
from publish.engines.looks import APART, STYLES, Looks
from publish.model.expressions import expression
from publish.model.place import Place, SourceFile
from publish.model.publication import Project

if TYPE_CHECKING:
    from publish.engines.jinja import Theme

_ADDED = expression(r"\.custom\.css\Z")


def check_stylesheets(project: Project) -> Iterator[Diagnostic]:
    """What is wrong with the files under ``styles/``; the others are the theme's and sound."""
    root = project.settings.root
    found = find_files(root, STYLES, "")
    yield from found.diagnostics
    if not found.value:
        return
    from publish.engines.jinja import theme_of  # takes time to load

    theme, looks = theme_of(project.settings), Looks(root)
    for path in found.value:
        if leads_out(root, path):
            yield outside(root, path)
            continue
        name = path.relative_to(root / STYLES).as_posix()
        read = APART.fullmatch(path.name) or theme.packaged(_replaced(name)) or looks.named(name)
        if not read:
            yield _unused(theme, name)
    own = (root / STYLES).glob("*.css")
    for name in sorted({_replaced(path.name) for path in own}):
        try:
            theme.text(name)
        except EngineFailure as failure:
            yield failure.diagnostic
        else:
            yield from _faults(theme, name)


def _replaced(name: str) -> str:
    """The theme's file that a project's replaces or adds to."""
    return _ADDED.sub(".css", name)


def _unused(theme: Theme, name: str) -> Diagnostic:
    known = [file.name for file in _files(theme)]
    added = [f"{each.removesuffix('.css')}.custom.css" for each in known if each.endswith(".css")]
    return thm.UNUSED_STYLE_FILE(
        f"nothing reads `{STYLES}/{name}`",
        Place(f"{STYLES}/{name}"),
        did_you_mean(name, [*known, *added]) or f"the theme `{theme.name}` has no such file",
    )


def _files(theme: Theme) -> Iterator[Traversable]:
    """The templates and style sheets of the theme itself."""
    sheet = theme.packaged("screen.css")
    folder = sheet.parent if isinstance(sheet, Path) else None
    if folder is not None:
        yield from sorted(path for path in folder.iterdir() if path.suffix in (".css", ".j2"))


def _faults(theme: Theme, name: str) -> Iterator[Diagnostic]:
    """What isn't CSS in the project's own text of a style sheet."""
    for each in (name, name.removesuffix(".css") + ".custom.css"):
        file = theme.own(each)
        if file is None:
            continue
        source = SourceFile(f"{STYLES}/{each}", file.read_bytes().decode("utf-8-sig"))
        for fault in faults(source.text):
            place = Place(source.path, fault.line, fault.column)
            yield thm.CSS_FAULT.at(source, place, fault.problem, "mend it, or take it out")
