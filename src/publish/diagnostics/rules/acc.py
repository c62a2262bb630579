"""Rules about accessibility."""

from publish.diagnostics.core import Rule, Severity
