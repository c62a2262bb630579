"""Rules about bibliography."""

from publish.diagnostics.core import Rule, Severity
