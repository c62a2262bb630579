"""Rules about settings."""

from publish.diagnostics.core import Rule, Severity
