"""Labels of pages are read in the entry's language only, as citeproc does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from publish.checks.locators import LABELS
from publish.diagnostics.core import Diagnostic
from publish.engines.pandoc import Pandoc
from publish.revision import revised
from tests import builders

Found = Callable[..., list[Diagnostic]]


@pytest.mark.parametrize(
    ("lang", "body", "told", "after"),
    [
        ("en", "[@he2016deep, pg. 3]", ["6:15-18"], "[@he2016deep, p. 3]"),
        ("en", "[@he2016deep, pgs.3-7]", ["6:15-19"], "[@he2016deep, p. 3-7]"),
        ("en", "[@he2016deep, S. 3]", ["6:15-17"], "[@he2016deep, p. 3]"),
        ("en", "[@he2016deep p 3]", ["6:14-15"], "[@he2016deep p. 3]"),
        ("en", "@he2016deep [pg. 3]", ["6:14-17"], "@he2016deep [p. 3]"),
        ("de", "[@he2016deep, p. 3]", ["6:15-17"], "[@he2016deep, S. 3]"),
        ("de", "[@x; @he2016deep, pp. 3]", ["6:19-22"], "[@x; @he2016deep, S. 3]"),
        ("en", "[@he2016deep, pp. 37-23]", ["6:19-24"], None),
        ("en", "[@he2016deep{p. 3]", ["6:13-18"], None),
        ("en", "[@he2016deep, 37-23]", ["6:15-20"], None),
        ("en", "[@he2017mask; -@he2016deep, 37–23, 41]", ["6:29-34"], None),
        ("en", "[@he2016deep, 2016-05-17] [@he2016deep, 37-23.1] @he2016deep, 9-3", [], None),
        ("en", "[@he2016deep, p. 3; @he2017mask, pp. 770--772, 123-7]", [], None),
        ("en", "[@he2016deep{p. 3}] [@he2016deep{pp. 3-4}, and more]", [], None),
        ("de", "[@he2016deep, S. 3] [@he2016deep, Kap. 2] [@he2016deep, Tabelle 3]", [], None),
        ("en", "[@he2016deep, Table 3] [@he2016deep, ch. 3] [@he2016deep, 33]", [], None),
        ("xh", "[@he2016deep, S. 3]", [], None),
        ("en", "`[@he2016deep, pg. 3]` @he2016deep pages 3", [], None),
    ],
)  # fmt: skip
def test_locators(found: Found, lang: str, body: str, told: list[str], after: str | None) -> None:
    header = f"kind: work\ntitle: A\nlang: {lang}\n"
    before = f"---\n{header}---\n"
    items = [each for each in found(body + "\n", header) if each.rule.code == "CIT004"]
    assert [f"{d.place.line}:{d.place.column}-{d.place.end}" for d in items] == told
    text = revised(before + body, [edit for each in items for edit in each.edits])
    assert text.removeprefix(before) == (after or body)


@pytest.mark.parametrize("lang", sorted(LABELS))
def test_the_labels_are_those_that_citeproc_reads(pandoc: Pandoc, lang: str) -> None:
    labels = (*LABELS[lang], "pg.")
    body = "\n\n".join(f"[@a, {label} 33]" for label in labels)
    blocks = builders.entry(pandoc, body, lang=lang).document.fragments[0].blocks
    items = [{**builders.reference("a").csl, "type": "book"}]
    markup = pandoc.cite(blocks, items, builders.style().xml, lang, ())
    shown = [line.partition("</p>")[0] for line in markup.split("<p>")[1:]]
    assert [_is_read(each) for each in shown] == [True] * (len(labels) - 1) + [False], shown


def _is_read(markup: str) -> bool:
    """Whether the style prints the pages without the words that labelled them."""
    return re.sub("<[^>]*>", "", markup).endswith("2016, 33)")
