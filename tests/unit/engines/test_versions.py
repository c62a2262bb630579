"""What the files depend on: each package that the program requires is known by its version."""

from __future__ import annotations

from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement

from publish.engines import store, versions
from publish.engines.versions import JUDGES, REQUIRED, SHAPING, engine_versions, judging_versions

TALKING = {"rich", "typer"}
"""What a terminal shows is theirs, and no file."""


def _normal(name: str) -> str:
    return name.lower().replace("_", "-")


def _closure(name: str, extras: frozenset[str] = frozenset()) -> set[str]:
    """A package and all that it requires here."""
    found, waiting, seen = set(), [(name, extras)], set()
    while waiting:
        package, extras = waiting.pop()
        found.add(_normal(package))
        seen.add((package, extras))
        for text in requires(package) or ():
            each = Requirement(text)
            asked = [{"extra": extra} for extra in ("", *extras)]
            further = each.name, frozenset(each.extras)
            if _normal(each.name) in TALKING or further in seen:
                continue
            if each.marker is None or any(map(each.marker.evaluate, asked)):
                waiting.append(further)
    return found


def test_whatever_the_program_requires_is_known_by_its_version() -> None:
    closure = _closure("publish-dossiers")
    assert {"pyphen", "brotli", "webencodings", "markupsafe"} <= closure
    known = {_normal(name) for name in (*SHAPING, *REQUIRED, *JUDGES)}
    assert closure - known == set()
    assert {*REQUIRED} - closure == set()


def test_another_version_of_a_library_is_another_build(monkeypatch: pytest.MonkeyPatch) -> None:
    before = judging_versions(engine_versions()), store.key_of("file")
    installed = versions.installed
    monkeypatch.setattr(
        versions, "installed", lambda name: "9.9" if name == "pyphen" else installed(name)
    )
    for remembered in (versions.required_versions, store._program):
        remembered.cache_clear()
    after = judging_versions(engine_versions()), store.key_of("file")
    for remembered in (versions.required_versions, store._program):
        remembered.cache_clear()
    assert after[0] == {**before[0], "pyphen": "9.9"}
    assert after[1] != before[1]


def test_what_is_made_with_names_the_engines_alone() -> None:
    """A manifest is read by people, and stands in each PDF."""
    assert "weasyprint" in engine_versions()
    assert not engine_versions().keys() & set(REQUIRED)
