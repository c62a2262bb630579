"""The layers of ARCHITECTURE.md, held to: who may import whom, and who an engine.

Every module is read as a syntax tree; imports inside functions count, those for
type checkers alone don't.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "publish"

LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "__main__",
        "cli",
        "api",
        "briefed",
        "opened",
        "build briefing",
        "pipeline authoring attaching mending curation conversion briefs briefsfor stamping listed",
        "proving publications",
        "printing",
        "readers checks mentions collecting resolve binding cite kept writers verify delivery "
        "attach revision bibliography loading",
        "engines fitting",
        "diagnostics",
        "model",
    )
)
"""From top to bottom. A part imports from its own and from lower layers only, and
those of one layer don't know one another."""

DATA = frozenset({"themes", "scaffold"})
"""Package data: no imports, and open to all."""

ROOMS = {
    "bibtexparser": "engines.bibtex",
    "cffi": "engines.weasyprint",
    "distributed": "engines.dask",
    "jinja2": "engines.jinja",
    "jpype": "engines.verapdf",
    "page": "engines.pagevalidation",
    "PIL": "engines",
    "fontTools": "engines",
    "pydyf": "engines.weasyprint",
    "pypandoc": "engines.binary",
    "pyphen": "engines.weasyprint",
    "pypdfium2": "engines.pdftext",
    "quickjax": "engines.mathjax",
    "segno": "engines.qrcodes",
    "weasyprint": "engines.weasyprint",
    "yaml": "readers.yaml_header",
    "pydantic": "readers",
    "typer": "cli",
    "rich": "cli",
}
"""The one module, or layer's package, that imports a foreign package."""

SHARED = {
    "msgspec": ("engines.packing", "engines.pandoc", "model.frozen"),
    "pikepdf": ("attach", "engines.pikepdf"),
    "tinycss2": ("engines.css", "engines.weasyprint.tables"),
    "lxml": (
        "briefs.shortening",
        "engines.drawings",
        "engines.pandoc.styles",
        "readers.csl",
        "readers.exchange.endnote",
        "verify",
        "writers",
    ),
}
"""Packages that several rooms work with: trees of XML and HTML, which stages hand on, and
PDF, which `attach` takes apart and joins object by object."""


def modules() -> dict[str, ast.Module]:
    """Every module of the package by its name below ``publish``."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of all modules that a module imports, relative ones as ``.``."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else str(node.module)
            if node.module == "publish":
                yield from (f"publish.{alias.name}" for alias in node.names)
        else:
            yield from imported(node)


def layer(part: str) -> int:
    """The number of the layer that a part of the package stands in, from the top."""
    return next(index for index, parts in enumerate(LAYERS) if part in parts)


MODULES = modules()
IMPORTS = {name: frozenset(imported(tree)) for name, tree in MODULES.items()}
PARTS = {name: name.partition(".")[0] for name in MODULES if name}


def test_the_source_was_found() -> None:
    assert {"model.entry", "readers.entry", "engines.pandoc"} <= set(MODULES)


def test_every_module_stands_in_a_layer() -> None:
    known = frozenset().union(*LAYERS) | DATA
    assert not {name for name, part in PARTS.items() if part not in known}


def wrong_way() -> Iterator[str]:
    for name, part in PARTS.items():
        if part in DATA:
            continue
        for target in IMPORTS[name]:
            if not target.startswith("publish."):
                continue
            other = target.split(".")[1]
            if other == part or other in DATA or other.startswith("_"):
                continue
            if layer(other) <= layer(part):
                yield f"{name} imports {target}"


def test_imports_go_one_way() -> None:
    assert not list(wrong_way())


@pytest.mark.parametrize("name", sorted(PARTS))
def test_imports_are_absolute_and_not_of_the_whole_package(name: str) -> None:
    targets = IMPORTS[name]
    assert "." not in targets
    parts = ("publish", f"publish.{PARTS[name]}")
    if PARTS[name] not in ("cli", "__main__", "api"):
        assert parts[0] not in targets


def test_the_model_needs_the_standard_library_only() -> None:
    """And what its values are made of, in one module."""
    for name, part in PARTS.items():
        if part == "model" and name != "model.frozen":
            foreign = {
                target
                for target in IMPORTS[name]
                if target.partition(".")[0] not in sys.stdlib_module_names
                and not target.startswith("publish.model")
            }
            assert not foreign, name


@pytest.mark.parametrize(("package", "room"), sorted(ROOMS.items()))
def test_an_engine_has_one_importer(package: str, room: str) -> None:
    importers = importers_of(package)
    assert not {name for name in importers if not within(name, room)}
    assert importers, f"nobody imports {package}: the table here is out of date"


@pytest.mark.parametrize(("package", "rooms"), sorted(SHARED.items()))
def test_a_shared_package_is_imported_in_its_rooms(package: str, rooms: tuple[str, ...]) -> None:
    importers = importers_of(package)
    assert not {name for name in importers if not any(within(name, room) for room in rooms)}
    assert all(any(within(name, room) for name in importers) for room in rooms)


def importers_of(package: str) -> set[str]:
    """The modules that import a foreign package."""
    return {
        name
        for name in MODULES
        if any(target.partition(".")[0] == package for target in IMPORTS[name])
    }


def within(name: str, room: str) -> bool:
    """Whether a module is ``room``, or stands in it."""
    return name == room or name.startswith(room + ".")


def test_joining_knows_nothing_of_the_rest() -> None:
    """It is a library by itself, over pikepdf."""
    room = "attach.joining"
    found = {target for name in MODULES if within(name, room) for target in IMPORTS[name]}
    ours = {each.removeprefix("publish.") for each in found if each.startswith("publish")}
    assert all(within(each, room) for each in ours)
    others = {each.partition(".")[0] for each in found} - {"publish"}
    assert others - sys.stdlib_module_names == {"pikepdf"}


def test_data_packages_import_nothing() -> None:
    for name, part in PARTS.items():
        if part in DATA:
            assert not IMPORTS[name], name


def test_a_module_imports_no_cycle() -> None:
    """No two modules import each other, however far around, while they load."""
    graph = {
        name: {
            target.removeprefix("publish.")
            for target in _at_load(MODULES[name])
            if target.removeprefix("publish.") in MODULES
        }
        for name in MODULES
    }
    assert not _cycle(graph)


def _at_load(tree: ast.Module) -> Iterator[str]:
    """What a module imports while it loads, functions left out."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    """A cycle in ``graph``; empty where there is none."""
    done: set[str] = set()

    def visit(name: str, above: list[str]) -> list[str]:
        if name in above:
            return [*above[above.index(name) :], name]
        if name in done:
            return []
        for target in sorted(graph[name]):
            if target != name and (found := visit(target, [*above, name])):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := visit(name, []))), [])
