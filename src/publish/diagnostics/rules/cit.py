"""Rules about citations."""

from publish.diagnostics.core import Rule, Severity
