"""Rules about typography."""

from publish.diagnostics.core import Rule, Severity
