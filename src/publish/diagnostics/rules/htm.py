"""Rules about HTML."""

from publish.diagnostics.core import Rule, Severity
