"""The handbook's page of rules says what the catalogue says."""

import re
from pathlib import Path

from publish.diagnostics.catalogue import FAMILIES as MODULES
from publish.diagnostics.catalogue import all_rules
from publish.diagnostics.core import Rule
from publish.diagnostics.views.handbook import FAMILIES, render

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"


def test_the_page_is_made_from_the_catalogue() -> None:
    message = "docs/rules.md is out of date: run `python tools/rules_page.py`"
    assert PAGE.read_text(encoding="utf-8") == render(all_rules().values()), message


def test_every_rule_stands_on_the_page_once() -> None:
    page = render(all_rules().values())
    for rule in all_rules().values():
        assert page.count(f"### {rule.code} {rule.name}\n") == 1


def test_every_family_has_a_title_and_each_module_one_family() -> None:
    families = set()
    for module in MODULES:
        codes = {rule.code[:3] for rule in vars(module).values() if isinstance(rule, Rule)}
        assert len(codes) == 1, module.__name__
        families |= codes
    assert families == set(FAMILIES)


def test_codes_are_distinct_and_names_in_their_family() -> None:
    """Two rules with one code would hide each other in the catalogue."""
    rules = [r for m in MODULES for r in vars(m).values() if isinstance(r, Rule)]
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({(rule.code[:3], rule.name) for rule in rules}) == len(rules)
    for rule in rules:
        assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code), rule.code
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name), rule.code
        assert rule.explanation.rstrip().endswith("."), rule.code
