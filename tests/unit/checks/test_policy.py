"""Severities and ignores of the settings; an ignore that matched nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.checks.policy import LATER, judged
from publish.diagnostics.core import Diagnostic, Severity, UserError
from publish.model.publication import Project

Found = Callable[..., list[Diagnostic]]
BODY = "A [@nope].\n\n# Empty\n"


def test_without_settings_the_rules_decide(found: Found) -> None:
    assert [(d.rule.code, d.severity) for d in found(BODY)] == [
        ("CIT001", Severity.ERROR),
        ("ENT023", Severity.WARNING),
    ]


def test_severities_are_given_anew(found: Found) -> None:
    settings = '[check.severity]\nENT023 = "error"\n'
    assert [d.severity for d in found(BODY, settings=settings)] == [Severity.ERROR] * 2


def test_an_ignore_takes_its_rule_at_its_path_only(found: Found) -> None:
    settings = '[[check.ignore]]\nrule = "ENT023"\nreason = "r"\npath = "entries/*.md"\n'
    assert [d.rule.code for d in found(BODY, settings=settings)] == ["CIT001"]


@pytest.mark.parametrize(
    "settings",
    [
        '[check.severity]\nCIT001 = "info"\n',
        '[[check.ignore]]\nrule = "RES012"\nreason = "no time"\n',
        '[[check.ignore]]\nrule = "ENT027"\nreason = "the entry would just be missing"\n',
        '[check.severity]\nENT002 = "warning"\n',
    ],
)
def test_what_would_make_a_broken_file_can_t_be_set_aside(found: Found, settings: str) -> None:
    with pytest.raises(UserError) as error:
        found(BODY, settings=settings)
    assert [d.rule.code for d in error.value.diagnostics] == ["CFG011"]


def test_an_unused_ignore_is_reported_at_its_place(found: Found) -> None:
    settings = (
        '[[check.ignore]]\nrule = "ENT023"\nreason = "r"\npath = "entries/b.md"\n'
        '[[check.ignore]]\nrule = "PDF001"\nreason = "only a build can tell"\n'
    )
    unused = found(BODY, settings=settings)[-1]
    assert (unused.rule.code, str(unused.place)) == ("CFG006", "publish.toml:4:8")
    assert unused.excerpt == 'rule = "ENT023"'


def test_the_order_is_that_of_the_files(found: Found) -> None:
    places = [d.sort_key for d in found(BODY + "\nB [@nope2].\n")]
    assert places == sorted(places)


def test_of_what_was_not_looked_for_no_ignore_is_unused(project: Callable[..., Project]) -> None:
    settings = project(
        settings='[[check.ignore]]\nrule = "PDF001"\nreason = "r"\n'
        '[[check.ignore]]\nrule = "MEN001"\nreason = "r"\n'
    ).settings
    told = {
        unseen: [each.message for each in judged((), settings, unseen)]
        for unseen in ((), LATER, ("",))
    }
    assert [len(each) for each in told.values()] == [2, 1, 0]
    assert "MEN001" in told[LATER][0]
