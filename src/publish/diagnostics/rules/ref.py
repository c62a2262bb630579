"""Rules about links."""

from publish.diagnostics.core import Rule, Severity
