"""Every rule that a fixture shows can be explained by it."""

from __future__ import annotations

from publish.diagnostics.examples import example_of
from publish.diagnostics.views import text
from tests.test_diagnostics import FIXTURES


def test_every_fixture_is_an_example() -> None:
    codes = [path.name.partition("-")[0] for path in FIXTURES]
    missing = [code for code in codes if example_of(code) is None]
    assert not missing, f"run `python tools/rule_examples.py {' '.join(missing)}`"


def test_an_example_shows_its_rule_and_the_mended_lines() -> None:
    example = example_of("TYP002")
    assert example is not None
    assert text.render([example.told]).startswith("entries/tides.md:6:15: info[TYP002] `--`")
    assert example.good[0] == "Twice a month – at new and full moon."


def test_what_no_fixture_shows_has_no_example() -> None:
    assert example_of("ENG001") is None
