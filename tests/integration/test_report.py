"""The report for people, judged by Nu and by axe in a browser: light, dark and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics.catalogue import all_rules
from publish.diagnostics.examples import example_of
from publish.diagnostics.views import html
from tests.conftest import require
from tests.judges import axe, nu


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Reports on everything that any rule finds, and on nothing."""
    folder = tmp_path_factory.mktemp("reports")
    examples = [example_of(code) for code in all_rules()]
    texts = {
        "full": html.render([each.told for each in examples if each], "All <the> rules & more"),
        "empty": html.render([]),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return [folder / f"{name}.html" for name in texts]


@pytest.mark.judge
def test_nu_finds_nothing(pages: list[Path]) -> None:
    require(nu)
    assert nu.nu(pages) == []


@pytest.mark.judge
def test_axe_finds_nothing(pages: list[Path]) -> None:
    require(axe)
    assert axe.axe(pages) == []
