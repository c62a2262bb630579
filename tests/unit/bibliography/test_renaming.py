"""Keys in entries: changed where they cite, left where they are words."""

from __future__ import annotations

from publish.bibliography.renaming import renamed_keys
from publish.engines.pandoc import Pandoc
from publish.revision import revised
from tests.builders import entry

KEYS = {"old": "new", "he.x:1": "he2016"}


def renamed(pandoc: Pandoc, text: str) -> str:
    written = entry(pandoc, text)
    return revised(written.source.text, renamed_keys(written, KEYS)).rstrip("\n")


def test_citations_are_changed_and_nothing_else(pandoc: Pandoc) -> None:
    text = (
        "Cited [@old, p. 3; see @older; -@old] and @old said; @{he.x:1} and `@old`, "
        "[link](https://e.org/@old), e-mail a@old.org, old.[^n]\n\n[^n]: A note [@he.x:1]."
    )
    assert renamed(pandoc, text) == (
        "Cited [@new, p. 3; see @older; -@new] and @new said; @{he2016} and `@old`, "
        "[link](https://e.org/@old), e-mail a@old.org, old.[^n]\n\n[^n]: A note [@he2016]."
    )


def test_one_work_is_not_cited_twice_in_one_place(pandoc: Pandoc) -> None:
    assert renamed(pandoc, "A [@old; @new].") == "A [@new]."
    assert renamed(pandoc, "A [@new; @old].") == "A [@new]."
    assert renamed(pandoc, "A [@new, p. 1; @old, p. 2].") == "A [@new, p. 1; @new, p. 2]."
