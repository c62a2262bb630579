"""Rules about entries."""

from publish.diagnostics.core import Rule, Severity
