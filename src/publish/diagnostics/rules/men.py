"""Rules about mentions."""

from publish.diagnostics.core import Rule, Severity
