"""Texts that are cited together by their skeletons read as if they had been cited whole."""

import random
from itertools import chain

import pytest

from publish.engines.pandoc import jobs
from publish.engines.pandoc.skeleton import Skeleton
from publish.model.nodes import div, walk
from tests import builders

STYLES = ("apa", "ieee", "nature", "chicago-notes-bibliography")

BUSY = '''"Quoted [@a, p. 7]." ([@a]), _emph [@b]_ and @b [p. 3] say "that [@a]". Ibid. [@a]...

| a | b |
|---|---|
| x [@a] | y |

: Caption [@b, ch. 2].

- many words of no use to anybody at all which go on and on and on [-@a], [@b] ,

> quote [@a, p. 9]. Other words that follow go on for a very long time, to no end.

Term [@b]
:   Definition [@a].

| Line [@a]
| another

A note.^[Note with [@b] and @a [p. 3].] One without^[Just words.]. Not cited "at all."

![Figure [@b, fig. 3].](x.png)

::: {.aside}
Text [@a; @b], `code` [@a]`code`, $x^2$[@b]$y$, *[@a].*^[And [@b].],
:::
'''  # fmt: skip

PIECES = (
    " some words that are of no account", " word", "“so”", '"Q, r."', " [@a]", "[@b, p. 3]",
    " @b", " @a [p. 2]", " [-@b]", ".", ",", ";", "^[Note [@a].]", "^[plain]", " *emph [@b].*",
    "$x$", "…", " — ", " [@a; @b]", '?"',
)  # fmt: skip


def texts(pandoc):
    source = random.Random(5)
    made = ("".join(source.choices(PIECES, k=source.randint(1, 20))).strip() for _ in range(30))
    return pandoc.read([BUSY, *made, "Nothing."])


def cited_together(pandoc, several, made):
    skeletons = [Skeleton.of(text) for text in several]
    parts, listed = pandoc.cite_together(skeletons, *made)
    filled = [each.filled(part) for each, part in zip(skeletons, parts, strict=True)]
    return [*map(pandoc.write, filled), listed]


def whole(style):
    project = builders.project(style_name=style)
    records = (builders.reference("a"), builders.reference("b", "Other", "Ren", 2015))
    return [each.csl for each in records], project.style.xml, "en-GB"


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_what_is_cited_by_a_skeleton_reads_as_if_cited_whole(pandoc, style):
    made = whole(style)
    for text in texts(pandoc):
        told = pandoc.cite([*text, div([], identifier="refs")], *made)
        markup, listed = cited_together(pandoc, [text], made)
        assert told.replace(listed, "") in (f"{markup}\n", markup.replace("<section", "\n<section"))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("has_place", [True, False])
def test_blocks_that_cite_nothing_change_nothing_in_those_that_do(
    pandoc, monkeypatch, style, has_place
):
    """They are left out where citations are rendered, and stand in their places all the same."""
    records, csl, _ = whole(style)
    made = records, csl, "en-US"
    more = [
        '# Cite\n\nThe word “Cite” and a name in quotes, "refs".',
        '# Last\n\nSo "said". And \'so\', "more" . ^[Just "words".]\n\nThe end.',
    ]
    blocks = list(chain.from_iterable([*texts(pandoc), *pandoc.read(more)]))
    blocks += [div([], identifier="refs")] if has_place else []
    few = pandoc.cite(blocks, *made)
    monkeypatch.setattr(jobs, "_CITE", b"{")
    assert pandoc.cite(blocks, *made) == few


def test_numbers_go_on_from_text_to_text(pandoc):
    made = whole("ieee")
    several = [text for text in texts(pandoc) if all(n["t"] != "Note" for n in walk(text))]
    told = pandoc.cite([*chain.from_iterable(several), div([], identifier="refs")], *made)
    assert "\n".join(cited_together(pandoc, several, made)) == told


def test_words_that_are_no_neighbours_of_a_citation_stay_at_home(pandoc):
    (text,) = pandoc.read(["Words at home, " * 9 + "so *he* says [@a], (1) there. " + "More. " * 9])
    skeleton = Skeleton.of(text)
    ((before, *cited, after),) = [block["c"] for block in skeleton.citing]
    assert before["t"] == after["t"] == "RawInline"
    assert [node["t"] for node in cited] == ["Str", "Space", "Cite", "Str", "Space", "Str"]
    assert len(skeleton.runs) == 2
