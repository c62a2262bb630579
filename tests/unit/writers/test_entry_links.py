"""Where links to other entries lead."""

from __future__ import annotations

from pathlib import Path

from publish.model.settings import Settings
from publish.writers.entry_links import made_file, page_on_site


def test_beside_the_file_as_all_lie_in_the_output() -> None:
    assert made_file("entry:a#b") == "../a/a.html#b"
    assert made_file("entry:a", suffix="pdf") == "../a/a.pdf"


def test_on_the_projects_site() -> None:
    assert page_on_site("entry:a#b", Settings(Path(), "Wiki")) is None
    site = Settings(Path(), "Wiki", url="https://example.org/wiki/")
    assert page_on_site("entry:a#b", site) == "https://example.org/wiki/a/a.html#b"
