"""The catalogue of rules as a page of the handbook (Markdown)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from textwrap import fill

from publish.diagnostics.core import Rule

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
    "THM": "Themes",
    "ENG": "Engines and the machine",
    "HTM": "Made web pages",
    "EPB": "Made EPUB files",
    "PDF": "Made PDF files",
}

_OPENING = """\
# Rules

Every problem that `publish` reports has a rule. The code says which one, and is never used
for another. This page is made from the catalogue in the program; a test holds the two equal.

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
    text = fill(
        f"*{rule.severity.value}*. {rule.explanation}",
        width=96,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"### {rule.code} {rule.name}\n\n{text}\n"
