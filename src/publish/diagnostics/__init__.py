"""Diagnostics: what went wrong, where, and what to do about it."""

from publish.diagnostics.core import (
    Collector,
    Diagnostic,
    EngineFailure,
    Result,
    Rule,
    Severity,
    UserError,
    are_lasting,
    has_errors,
)
from publish.diagnostics.suggest import did_you_mean

__all__ = [
    "Collector",
    "Diagnostic",
    "EngineFailure",
    "Result",
    "Rule",
    "Severity",
    "UserError",
    "are_lasting",
    "did_you_mean",
    "has_errors",
]
