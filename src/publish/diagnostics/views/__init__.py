"""Diagnostics as text for people, as JSON, and as SARIF for other tools."""
