"""Decisions about mentions: found again after edits, carried out, written down."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publish.diagnostics import UserError
from publish.engines.pandoc import Pandoc
from publish.mentions import Settled, context_of, find_mentions, settled
from publish.model.decision import Decision
from publish.model.mention import Mention
from publish.model.passages import passages
from publish.model.place import Place
from publish.model.reference import Bibliography
from publish.readers.decisions import FILE, decision_edit, new_file, read_decisions
from publish.revision import revised
from tests.builders import entry, reference

PAPERS = Bibliography(
    {
        "a": reference("a", "A Theory of Coastal Tides", "Adams", 2020),
        "b": reference("b", "A Theory of Coastal Tides", "Brown", 2021),
        "mask": reference("mask", "Mask R-CNN", year=2017),
    }
)
BODY = """\
# Sea

First words.

The moon pulls, as *A Theory of Coastal Tides* shows.

# Air

x
"""
Settle = Callable[..., Settled]


@pytest.fixture
def settle(pandoc: Pandoc) -> Settle:
    def run(body: str, *decisions: Decision, **header: Any) -> Settled:
        item = entry(pandoc, body, **header)
        return settled(find_mentions(item, PAPERS), decisions, passages(item.document), PAPERS)

    return run


@pytest.fixture
def decide(pandoc: Pandoc) -> Callable[..., Decision]:
    """A decision about the words of ``body`` that read like this."""

    def run(body: str, words: str, key: str | None) -> Decision:
        texts = passages(entry(pandoc, body).document)
        passage = next(p for p in texts if words in p.text)
        start = passage.text.index(words)
        end = start + len(words)
        mention = Mention("doubtful", None, words, Place("x"), "", passage.index, start, end)
        return Decision("sample", context_of(mention, texts), key, Place(FILE, 3))

    return run


def statuses(found: Settled) -> list[tuple[str, str, str | None]]:
    return [(m.text, m.status, m.key) for m in found.mentions]


def test_without_a_decision_it_is_doubtful(settle: Settle) -> None:
    assert statuses(settle(BODY)) == [("A Theory of Coastal Tides", "doubtful", None)]


@pytest.mark.parametrize(
    ("key", "status"), [("a", "sure"), ("b", "sure"), ("mask", "sure"), (None, "rejected")]
)
def test_what_was_decided_holds(
    settle: Settle, decide: Callable[..., Decision], key: str | None, status: str
) -> None:
    found = settle(BODY, decide(BODY, "A Theory of Coastal Tides", key))
    assert statuses(found) == [("A Theory of Coastal Tides", status, key)]
    assert found.mentions[0].reason == "decided in mentions.toml:3"
    assert not found.stale


def test_words_that_the_finder_passes_over_can_be_decided(
    settle: Settle, decide: Callable[..., Decision]
) -> None:
    found = settle(BODY, decide(BODY, "First words", "mask"))
    assert ("First words", "sure", "mask") in statuses(found)


def test_a_sure_mention_can_be_rejected(settle: Settle, decide: Callable[..., Decision]) -> None:
    body = "Then came Mask R-CNN."
    assert statuses(settle(body, decide(body, "Mask R-CNN", None))) == [
        ("Mask R-CNN", "rejected", None)
    ]


EDITS = [
    # elsewhere in the entry
    (BODY, BODY.replace("First words.", "Other words. More of them.")),
    (BODY, BODY.replace("# Sea", "# Oceans")),
    (BODY, "# New\n\nText.\n\n" + BODY),
    (BODY, BODY.replace("x", "*A Theory of Coastal Tides* again, in another sentence.")),
    # how the words are written
    (BODY, BODY.replace("*A Theory of Coastal Tides*", '"A theory of\ncoastal tides"')),
    (BODY, BODY.replace("Tides*", "Tides* [@mask]")),
    # the sentence itself
    (BODY, BODY.replace("The moon pulls, as", "As we know, the moon pulls, as")),
    (BODY, BODY.replace(" shows.", " clearly shows us all.")),
]


@pytest.mark.parametrize(("before", "after"), EDITS)
def test_an_edit_loses_no_decision(
    settle: Settle, decide: Callable[..., Decision], before: str, after: str
) -> None:
    found = settle(after, decide(before, "A Theory of Coastal Tides", "a"))
    assert not found.stale
    assert statuses(found)[0][1:] == ("sure", "a")


@pytest.mark.parametrize(
    "after",
    [
        BODY.replace("*A Theory of Coastal Tides*", "he"),
        # another sentence altogether
        BODY.replace("The moon pulls, as *A Theory of Coastal Tides* shows.",
                     "Nobody in those years had read *A Theory of Coastal Tides* twice."),
        # two of them in a section, neither as it was
        BODY.replace(" shows.", " shows it, and the moon pulls, as *A Theory of Coastal Tides*."),
    ],
)  # fmt: skip
def test_what_no_longer_fits_is_stale(
    settle: Settle, decide: Callable[..., Decision], after: str
) -> None:
    decision = decide(BODY, "A Theory of Coastal Tides", "a")
    found = settle(after, decision)
    assert found.stale == (decision,)
    assert all(mention.status != "sure" for mention in found.mentions)


def test_each_of_two_in_a_sentence_has_its_own(
    settle: Settle, decide: Callable[..., Decision]
) -> None:
    body = "The depth of one and the depth of another."
    texts = decide(body, "depth", None).context
    assert texts.sentence == "The **depth** of one and the depth of another."
    found = settle(body, decide(body, "depth", "mask"))
    assert [(m.start, m.key) for m in found.mentions] == [(4, "mask")]


def test_a_key_that_is_gone_changes_nothing(
    settle: Settle, decide: Callable[..., Decision]
) -> None:
    decision = decide(BODY, "A Theory of Coastal Tides", "gone")
    found = settle(BODY, decision)
    assert found.keyless == (decision,)
    assert statuses(found) == statuses(settle(BODY))


def test_one_whose_paper_is_cited_there_counts_as_cited(
    settle: Settle, decide: Callable[..., Decision]
) -> None:
    body = BODY.replace("Tides*", "Tides* [@a]")
    assert settle(body, decide(BODY, "A Theory of Coastal Tides", "a")).mentions[0].cited


# -- the file -----------------------------------------------------------------------


def written(root: Path, *decisions: Decision) -> str:
    """The file's text after these decisions, one after another."""
    path = root / FILE
    for decision in decisions:
        known = read_decisions(root)
        if known.source is None:
            path.write_text(new_file(decision), encoding="utf-8")
        else:
            edit = decision_edit(known, decision)
            path.write_text(revised(known.source.text, [edit]), encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def two(decide: Callable[..., Decision]) -> tuple[Decision, Decision]:
    return (
        decide('Say "depth", or \\\\ x.', "depth", None),
        decide(BODY, "A Theory of Coastal Tides", "a"),
    )


def test_what_is_written_is_read_again(tmp_path: Path, two: tuple[Decision, ...]) -> None:
    written(tmp_path, *two)
    assert {(d.context, d.key) for d in read_decisions(tmp_path)} == {
        (d.context, d.key) for d in two
    }


def test_the_order_of_deciding_does_not_count(tmp_path: Path, two: tuple[Decision, ...]) -> None:
    for name, order in (("one", two), ("other", two[::-1])):
        (tmp_path / name).mkdir()
        written(tmp_path / name, *order)
    assert (tmp_path / "one" / FILE).read_bytes() == (tmp_path / "other" / FILE).read_bytes()


def test_a_second_answer_takes_the_place_of_the_first(
    tmp_path: Path, two: tuple[Decision, ...], decide: Callable[..., Decision]
) -> None:
    before = written(tmp_path, *two)
    after = written(tmp_path, decide(BODY, "A Theory of Coastal Tides", "b"))
    assert after == before.replace('cite = "a"', 'cite = "b"')


def test_what_a_person_wrote_stays(tmp_path: Path, two: tuple[Decision, ...]) -> None:
    written(tmp_path, two[1])
    path = tmp_path / FILE
    mine = path.read_text().replace("[[mention]]", "# my own words\n[[ mention ]] # and these")
    path.write_text(mine + "\n\n# the end\n")
    after = written(tmp_path, two[0])
    assert "# my own words\n[[ mention ]] # and these\n" in after
    assert after.endswith("# the end\n")
    assert len(tomllib.loads(after)["mention"]) == 2


BROKEN = [
    "<<<<<<< ours\n",
    'mention = [{entry = "a", sentence = "**x**", cite = false}]\n',
    '[[mention]]\nentry = "a"\nsentence = "x"\ncite = false\n',
    '[[mention]]\nentry = "a"\nsentence = "**x**"\n',
    '[[mention]]\nentry = "a"\nsentence = "**x**"\ncite = true\n',
    '[[mention]]\nentry = "a"\nsentence = "**x**"\nkey = "b"\n',
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_stops_everything(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(UserError) as caught:
        read_decisions(tmp_path)
    assert caught.value.exit_code == 2
    assert {d.rule.code for d in caught.value.diagnostics} == {"MEN004"}
