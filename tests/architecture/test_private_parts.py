"""WeasyPrint's private parts are touched in one package, and all of them are watched.

What is replaced is not read from the source, but seen: WeasyPrint's modules and classes
are compared before, and while a document is laid out and written.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

from publish.engines.pdfstructure import StructureElement, Tagging
from publish.engines.weasyprint import internals
from publish.engines.weasyprint.layout import lay_out
from tests.architecture.test_layers import MODULES, within

ROOM = "engines.weasyprint.internals"
LIBRARIES = ("weasyprint", "pydyf", "cssselect2")
PUBLIC = {
    "weasyprint.CSS",
    "weasyprint.text.fonts.FontConfiguration",
    "weasyprint.urls.URLFetcher",
    "weasyprint.urls.URLFetcherResponse",
}
"""What WeasyPrint's reference documents, and others than the package of internals use."""


def imported_names(tree: ast.Module) -> Iterator[str]:
    """Everything that a module takes from these libraries."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(LIBRARIES):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            names = (alias.name for alias in node.names)
            yield from (name for name in names if name.partition(".")[0] in LIBRARIES)


def private_attributes(tree: ast.Module) -> set[str]:
    """Attributes with an underscore that a module reads of what isn't its own."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and ast.unparse(node.value) not in ("self", "cls")
    }


def test_others_use_what_is_documented() -> None:
    used = {
        (name, taken)
        for name, tree in MODULES.items()
        if not within(name, ROOM)
        for taken in imported_names(tree)
    }
    assert {taken for _, taken in used} - {"weasyprint"} == PUBLIC
    assert {name for name, taken in used if taken == "weasyprint"} == {"engines.weasyprint"}


def test_others_touch_no_private_attribute_of_it() -> None:
    nearby = [name for name in MODULES if within(name, "engines.weasyprint")]
    assert not [
        (name, attribute)
        for name in nearby
        if not within(name, ROOM)
        for attribute in private_attributes(MODULES[name])
    ]
    elsewhere = set().union(*(private_attributes(tree) for name, tree in MODULES.items()
                              if name not in nearby))  # fmt: skip
    assert not elsewhere & {"_page_box", "_tags", "_box", "_document"}


def test_every_private_attribute_is_watched() -> None:
    inside = [tree for name, tree in MODULES.items() if within(name, ROOM)]
    used = set().union(*map(private_attributes, inside))
    methods = {function.__name__ for function, _ in internals.SURFACE.values()}  # type: ignore[attr-defined]
    attributes = {name for _, names in internals.ATTRIBUTES.values() for name in names}
    assert used - methods == attributes


def state() -> dict[tuple[str, str], Any]:
    """What each name in WeasyPrint's modules, and each attribute of their classes, is."""
    found: dict[tuple[str, str], Any] = {}
    modules = [module for name, module in sys.modules.items() if name.startswith(LIBRARIES)]
    for module in modules:
        for holder in (module, *_classes(module)):
            name = getattr(holder, "__qualname__", "")
            where = ".".join(filter(None, (module.__name__, name)))
            found.update(((where, key), value) for key, value in vars(holder).items())
    return found


def _classes(module: ModuleType) -> list[type]:
    own = (value for value in vars(module).values() if isinstance(value, type))
    return [each for each in own if each.__module__ == module.__name__]


def test_whatever_is_replaced_is_watched_and_given_back() -> None:
    before, during = state(), {}

    def labels(*numbers: Any) -> Any:
        during.update(replaced())
        return {}

    def tag(marks: Any, areas: Any) -> Tagging:
        during.update(replaced())
        return Tagging(StructureElement("Document"))

    def replaced() -> dict[tuple[str, str], Any]:
        return {
            key: before[key]
            for key, value in state().items()
            if key in before and callable(before[key]) and before[key] is not value
        }

    root = ElementTree.fromstring("<html lang='en'><body><p>Words.</p></body></html>")
    made = lay_out(root, ("p { font: 10pt Spectral }",), "entries/", Path("/nowhere"), labels)
    made.write(tag)
    watched = [function for function, _ in internals.SURFACE.values()]
    during = {key: getattr(each, "__func__", each) for key, each in during.items()}
    assert {key[1] for key in during} >= {"add_tags", "split_first_line", "make_all_pages"}
    assert not [key for key, original in during.items() if original not in watched]
    after = state()
    assert all(after[key] is before[key] for key in during)


@pytest.mark.parametrize("table", ["SURFACE", "ATTRIBUTES"])
def test_a_change_is_told_by_name(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    assert internals.surface_changes() == []
    wrong: dict[str, Any] = {
        "SURFACE": {"the tagger": (internals.SURFACE["the tagger"][0], "pdf something")},
        "ATTRIBUTES": {"a page": (internals.ATTRIBUTES["a page"][0], ("_sheet",))},
    }
    monkeypatch.setattr(internals, table, wrong[table])
    (change,) = internals.surface_changes()
    assert change.startswith(next(iter(wrong[table])))
