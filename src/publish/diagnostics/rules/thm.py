"""Rules about themes."""

from publish.diagnostics.core import Rule, Severity
