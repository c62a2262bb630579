"""Rules about engines."""

from publish.diagnostics.core import Rule, Severity
