"""Rules about EPUB."""

from publish.diagnostics.core import Rule, Severity
