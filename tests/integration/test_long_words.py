"""Text that goes on without a space, or without the end of a sentence: an address, a table pasted
as one line, a paragraph in Chinese. It takes no more time than its length asks for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import Project
from publish.engines.pandoc import Pandoc
from tests.limits import time_limit

RUNS = ("a", "A", "1", "_", "中", "ü", "1.", "a.", "a-", "{}", "A. ", "et al ", "https://a.b/")
LENGTH = 30_000
SECONDS = 5.0
"""Where each letter is looked at again for each, six of these runs take from six to fifteen."""
SETTINGS = 'title = "T"\nlang = "en"\nformats = ["html"]\n'
ENTRY = "---\nkind: concept\ntitle: One\n---\n\nHe et al. (2016) say, deep learning {run} ends.\n"
RECORD = "@book{he, title = {Deep Learning}, author = {He, Ann}, year = 2016, publisher = {P}}\n"


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_is_read_once(run: str, tmp_path: Path, pandoc: Pandoc) -> None:
    for name in ("entries", "bibliography", "styles"):
        (tmp_path / name).mkdir()
    (tmp_path / "publish.toml").write_text(SETTINGS)
    (tmp_path / "bibliography" / "all.bib").write_text(RECORD)
    text = ENTRY.format(run=run * (LENGTH // len(run)))
    (tmp_path / "entries" / "one.md").write_text(text)
    with time_limit(run, SECONDS):
        project = Project.open(tmp_path, cache=False, pandoc=pandoc)
        report = project.build()
    assert report.failed == ()
    assert " ends." in (tmp_path / "output" / "one" / "one.html").read_text()
