"""``publish check --explain``: what a rule is about, with a bad and a good case."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from textwrap import fill
from typing import Any

from publish.cli import terminal
from publish.cli.exits import Exit
from publish.cli.session import Session
from publish.cli.usage import UsageError
from publish.diagnostics import Rule, UserError, did_you_mean
from publish.diagnostics.catalogue import all_rules, is_firm
from publish.diagnostics.examples import example_of
from publish.diagnostics.rules import cfg
from publish.diagnostics.views import text
from publish.diagnostics.views.json import as_object


def explain(session: Session, name: str) -> int:
    """Show a rule; raises `UserError` (exit code 2) where there is none of that name."""
    rules = _rules(name)
    if session.view == "json":
        data = json.dumps([_as_object(rule) for rule in rules], ensure_ascii=False, indent=2)
        terminal.write_data(data + "\n")
    elif session.view == "text":
        sys.stdout.write("\n".join("".join(_lines(rule)) for rule in rules))
    else:
        raise UsageError(f"a rule isn't explained as {session.view}")
    return Exit.DONE


def _rules(name: str) -> list[Rule]:
    """The rules with this code or name; a name may belong to several families."""
    wanted, rules = name.strip().casefold(), all_rules().values()
    found = [rule for rule in rules if wanted in (rule.code.casefold(), rule.name)]
    if found:
        return found
    known = [word for rule in rules for word in (rule.code, rule.name)]
    hint = did_you_mean(name, known) or "docs/rules.md lists them all"
    raise UserError(cfg.UNKNOWN_RULE(f"there is no rule `{name}`", hint=hint), exit_code=2)


def _lines(rule: Rule) -> Iterator[str]:
    paint = terminal.painter(sys.stdout)
    severity = paint(rule.severity.value, rule.severity.value)
    yield f"{paint(f'{rule.code} {rule.name}', 'heading')}, {severity}\n\n"
    yield fill(rule.explanation, 92, break_long_words=False, break_on_hyphens=False) + "\n"
    if is_firm(rule):
        yield "It can't be set aside.\n"
    if example := example_of(rule.code):
        yield f"\n{paint('bad', 'heading')}\n"
        yield text.render([example.told], paint)
        if example.good:
            yield f"\n{paint('good', 'heading')}\n"
            yield from (f"{line}\n" for line in example.good)


def _as_object(rule: Rule) -> dict[str, Any]:
    example = example_of(rule.code)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "explanation": rule.explanation,
        "firm": is_firm(rule),
        "bad": as_object(example.told) if example else None,
        "good": list(example.good) if example else None,
    }
