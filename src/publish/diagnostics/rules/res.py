"""Rules about images, fonts and files."""

from publish.diagnostics.core import Rule, Severity
