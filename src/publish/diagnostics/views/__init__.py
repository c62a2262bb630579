"""Diagnostics as text and HTML for people; as JSON, SARIF and GitHub annotations for tools."""
