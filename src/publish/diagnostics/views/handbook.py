"""The catalogue of rules as a page of the handbook (Markdown)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from textwrap import fill

from publish.diagnostics.core import Rule
from publish.diagnostics.examples import example_of
from publish.diagnostics.views import text

FAMILIES = {
    "CFG": "Settings and the command line",
    "ENT": "Entries",
    "BIB": "Bibliography",
    "CIT": "Citations",
    "MEN": "Mentions",
    "REF": "Links",
    "RES": "Images, fonts and files",
    "TYP": "Typography",
    "ACC": "Accessibility",
    "COL": "Collections",
    "THM": "Themes",
    "ENG": "Engines and the machine",
    "HTM": "Made web pages",
    "EPB": "Made EPUB files",
    "PDF": "Made PDF files",
    "BRF": "Briefs",
}

_OPENING = """\
# Rules

Every problem that `publish` reports has a rule. The code says which one, and is never used
for another. This page is made from the catalogue in the program; a test holds the two equal.
Below a rule stands a case in which it finds something, as `publish check` tells it, and what the
same place may look like instead.

Severities can be changed, and single diagnostics accepted, in
[`publish.toml`](handbook.md#checks-and-ignores).
"""


def render(rules: Iterable[Rule]) -> str:
    """The page: a section per family, in it every rule by its code."""
    ordered = sorted(rules, key=lambda rule: ([*FAMILIES].index(_family(rule)), rule.code))
    sections = [_section(family, list(group)) for family, group in groupby(ordered, _family)]
    return "\n".join([_OPENING, *sections])


def _family(rule: Rule) -> str:
    return rule.code.rstrip("0123456789")


def _section(family: str, rules: list[Rule]) -> str:
    return f"## {family}: {FAMILIES[family]}\n\n" + "\n".join(map(_rule, rules))


def _rule(rule: Rule) -> str:
    sentences = fill(
        f"*{rule.severity.value}*. {rule.explanation}",
        width=96,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"### {rule.code} {rule.name}\n\n{sentences}\n{_example(rule)}"


def _example(rule: Rule) -> str:
    """The bad case as it is told, and the good one."""
    example = example_of(rule.code)
    if example is None:
        return ""
    told = text.render([example.told])
    good = "".join(f"{line}\n" for line in example.good)
    return f"\n{_fenced(told)}" + (f"\nInstead:\n\n{_fenced(good)}" if good else "")


def _fenced(lines: str) -> str:
    """A code block whose fence is longer than any within."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", lines)), default=0))
    return f"{fence}text\n{lines}{fence}\n"
