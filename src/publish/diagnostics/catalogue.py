"""Every rule there is, by its code."""

from __future__ import annotations

from types import ModuleType

from publish.diagnostics.core import Rule, Severity
from publish.diagnostics.rules import (
    acc,
    bib,
    cfg,
    cit,
    eng,
    ent,
    epb,
    htm,
    joined,
    men,
    pdf,
    rec,
    ref,
    res,
    thm,
    typ,
)

FAMILIES: tuple[ModuleType, ...] = (
    cfg, ent, bib, rec, cit, men, ref, res, typ, acc, thm, eng, htm, epb, pdf, joined,
)  # fmt: skip


def all_rules() -> dict[str, Rule]:
    """The rules of all families, in the order of their modules."""
    return {
        rule.code: rule
        for family in FAMILIES
        for rule in vars(family).values()
        if isinstance(rule, Rule)
    }


def is_firm(rule: Rule) -> bool:
    """Whether settings may not set the rule aside.

    Firm are errors about what is cited, linked, embedded and made: a file made in
    spite of them would be broken, unsafe, or claim what isn't true.
    """
    return rule.severity is Severity.ERROR and rule.code[:3] not in ("CFG", "ENT", "BIB")
