"""Every rule there is, by its code."""

from __future__ import annotations

from types import ModuleType

from publish.diagnostics.core import Rule, Severity
from publish.diagnostics.rules import (
    acc,
    bib,
    brf,
    cfg,
    cit,
    col,
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
    cfg, ent, bib, rec, cit, men, ref, res, typ, acc, col, thm, eng, htm, epb, pdf, joined,
    brf,
)  # fmt: skip


def all_rules() -> dict[str, Rule]:
    """The rules of all families, in the order of their modules."""
    return {
        rule.code: rule
        for family in FAMILIES
        for rule in vars(family).values()
        if isinstance(rule, Rule)
    }


_DROPPING = frozenset(
    (ent.NO_HEADER, ent.BROKEN_HEADER, ent.BAD_ID, ent.DUPLICATE_ID, ent.NESTED_TOO_DEEP)
)
"""Because of these an entry isn't read at all; without a word it would just be missing."""


def is_firm(rule: Rule) -> bool:
    """Whether settings may not set the rule aside.

    Firm are errors about what is cited, linked, embedded and made, for a file made in
    spite of them would be broken, unsafe, or claim what isn't true; and errors for
    which an entry is left out.
    """
    if rule.severity is not Severity.ERROR:
        return False
    return rule in _DROPPING or rule.code[:3] not in ("CFG", "ENT", "BIB")
