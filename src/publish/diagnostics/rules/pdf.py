"""Rules about PDF."""

from publish.diagnostics.core import Rule, Severity
