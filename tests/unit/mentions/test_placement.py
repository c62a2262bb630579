"""Where citations are set: Markdown in, the Markdown that an author would have written out."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from publish.engines.pandoc import Pandoc
from publish.mentions import Manner, find_mentions, placements, set_citations
from publish.model.document import Document
from publish.model.entry import PaperNames
from publish.model.nodes import Node, walk
from publish.model.place import Place
from publish.model.reference import Bibliography, Reference
from publish.model.settings import MentionPolicy
from tests.builders import entry, reference


def with_identifier(key: str, **identifier: str) -> Reference:
    made = reference(key, "RoBERTa: A Robust Approach", "Liu", 2019)
    return Reference(key, made.type, {**made.csl, **identifier}, Place("a.bib", 1))


PAPERS = Bibliography(
    {
        r.key: r
        for r in (
            reference("mask", "Mask R-CNN", year=2017),
            reference("faster", "Faster R-CNN", "Ren", 2015),
            reference("resnet", "Deep Residual Learning for Image Recognition"),
            reference("moco", "Momentum Contrast for Visual Learning", year=2020),
            reference("bert", "BERT: Pre-training of Deep Transformers", "Devlin", 2019),
            with_identifier("roberta", DOI="10.1000/n19-1692"),
        )
    }
)
NAMES = (PaperNames("resnet", ("ResNet",), Place("entry.md", 1)),)
Cited = Callable[..., Document]


@pytest.fixture
def cited(pandoc: Pandoc) -> Cited:
    def make(body: str, policy: MentionPolicy = "first-in-section", **header: Any) -> Document:
        item = entry(pandoc, body, papers=NAMES, **header)
        mentions = find_mentions(item, PAPERS)
        return set_citations(
            item.document, placements(item.document, mentions, Manner(policy), PAPERS)
        )

    return make


def bare(blocks: list[Node]) -> list[Node]:
    """Blocks without what pandoc counts by itself, neighbouring words joined."""
    blocks = copy.deepcopy(blocks)
    for node in walk(blocks):
        if node["t"] == "Cite":
            node["c"][1] = []
            for item in node["c"][0]:
                item["citationHash"] = item["citationNoteNum"] = 0
        for value in node.values():
            if isinstance(value, list):
                _join(value)
    _join(blocks)
    return blocks


def _join(nodes: list[Any]) -> None:
    at = 1
    while at < len(nodes):
        pair = nodes[at - 1 : at + 1]
        if all(isinstance(node, dict) and node.get("t") == "Str" for node in pair):
            nodes[at - 1 : at + 1] = [{"t": "Str", "c": pair[0]["c"] + pair[1]["c"]}]
        else:
            if isinstance(nodes[at], list):
                _join(nodes[at])
            at += 1


GOLDEN = [
    # behind the name, before what closes
    ("Mask R-CNN won.", "Mask R-CNN [@mask] won."),
    ("He made Mask R-CNN.", "He made Mask R-CNN [@mask]."),
    ("He made Mask R-CNN, then left.", "He made Mask R-CNN [@mask], then left."),
    ("He made Mask R-CNN; then left.", "He made Mask R-CNN [@mask]; then left."),
    ("Was it Mask R-CNN? Yes.", "Was it Mask R-CNN [@mask]? Yes."),
    ("One model (Mask R-CNN) won.", "One model (Mask R-CNN [@mask]) won."),
    ("Mask R-CNN---the first---won.", "Mask R-CNN [@mask]---the first---won."),
    ("We use Mask R-CNN: it won.", "We use Mask R-CNN [@mask]: it won."),
    ("We use Mask\nR-CNN here.", "We use Mask\nR-CNN [@mask] here."),
    # plural, compounds, versions
    ("Mask R-CNNs won.", "Mask R-CNNs [@mask] won."),
    ("The ResNet-based model won.", "The ResNet-based [@resnet] model won."),
    ("The ResNet-50 won.", "The ResNet-50 [@resnet] won."),
    ("ResNet/BERT hybrids won.", "ResNet/BERT [@resnet; @bert] hybrids won."),
    # the noun to which compounds in a row belong
    (
        "ResNet-based and BERT-based models won.",
        "ResNet-based and BERT-based models [@resnet; @bert] won.",
    ),
    (
        "ResNet-based and BERT-based language models won.",
        "ResNet-based and BERT-based language models [@resnet; @bert] won.",
    ),
    ("It is ResNet-based or BERT-based.", "It is ResNet-based or BERT-based [@resnet; @bert]."),
    # what stands in a bracket with an identifier
    ("One (doi:10.1000/n19-1692, 2019) won.", "One (doi:10.1000/n19-1692, 2019) [@roberta] won."),
    ("One (see 10.1000/n19-1692, p. 3).", "One (see 10.1000/n19-1692, p. 3) [@roberta]."),
    ("One (10.1000/n19-1692, BERT) won.", "One (10.1000/n19-1692, BERT [@roberta; @bert]) won."),
    # authors beside the name, with another year than the record's
    ("It uses BERT (Devlin, 2018) too.", "It uses BERT [@bert] too."),
    ("The BERT paper (Devlin, 2019) won.", "The BERT paper [@bert] won."),
    ("All BERT vectors (Devlin, 2018) won.", "All BERT vectors [@bert] won."),
    ("It uses BERT by Devlin (2018) too.", "It uses BERT by Devlin [-@bert] too."),
    # an identifier keeps standing, though it ends like a year
    ("One (doi:10.1000/n19-1692) won.", "One (doi:10.1000/n19-1692 [@roberta]) won."),
    ("BERT (10.1000/n19-1692) won.", "BERT [@bert] (10.1000/n19-1692 [@roberta]) won."),
    # the possessive and its noun
    ("ResNet's residual blocks are deep.", "ResNet's residual blocks [@resnet] are deep."),
    ("ResNet's depth, once a problem.", "ResNet's depth [@resnet], once a problem."),
    ("We measured ResNet's depth.", "We measured ResNet's depth [@resnet]."),
    (
        "ResNet's very deep stacked blocks rest.",
        "ResNet's [@resnet] very deep stacked blocks rest.",
    ),
    ("The Mask R-CNN paper won.", "The Mask R-CNN paper [@mask] won."),
    # short forms that the text teaches
    ("Momentum Contrast, or MoCo, by He won.", "Momentum Contrast, or MoCo [@moco], by He won."),
    (
        "*Momentum Contrast* (MoCo), 2020, by He.",
        "*Momentum Contrast* (MoCo) [@moco], 2020, by He.",
    ),
    # markup and quotation marks
    ("The *Mask R-CNN* paper won.", "The *Mask R-CNN* paper [@mask] won."),
    ("The *Mask R-CNN* model won.", "The *Mask R-CNN* [@mask] model won."),
    ("**Mask R-CNN** won.", "**Mask R-CNN** [@mask] won."),
    ("*Mask* R-CNN won.", "*Mask* R-CNN [@mask] won."),
    ("***Mask R-CNN*** won.", "***Mask R-CNN*** [@mask] won."),
    ('They call it "Mask R-CNN".', 'They call it "Mask R-CNN" [@mask].'),
    ('They call it "Mask R-CNN," and left.', 'They call it "Mask R-CNN," [@mask] and left.'),
    ("Sie nennen es „Mask R-CNN“ dort.", "Sie nennen es „Mask R-CNN“ [@mask] dort."),
    ("*Mask R-CNN and Faster R-CNN* won.", "*Mask R-CNN and Faster R-CNN* [@mask; @faster] won."),
    ("[Mask R-CNN]{.smallcaps} won.", "[Mask R-CNN]{.smallcaps} [@mask] won."),
    ("[The Mask R-CNN of He]{.x} won.", "[The Mask R-CNN [@mask] of He]{.x} won."),
    # several papers
    (
        "Faster R-CNN, Mask R-CNN, and ResNet.",
        "Faster R-CNN, Mask R-CNN, and ResNet [@faster; @mask; @resnet].",
    ),
    ("Mask R-CNN [@faster] won.", "Mask R-CNN [@mask; @faster] won."),
    # what the author cites needs no more
    ("Mask R-CNN [@mask] won.", "Mask R-CNN [@mask] won."),
    ("Mask R-CNN, a detector [@mask], won.", "Mask R-CNN, a detector [@mask], won."),
    ("@mask made Mask R-CNN.", "@mask made Mask R-CNN."),
    ("Mask R-CNN won.[^1]\n\n[^1]: See @mask.", "Mask R-CNN won.[^1]\n\n[^1]: See @mask."),
    # authors who stand in the text
    ("He (2016) added shortcuts.", "He [-@resnet] added shortcuts."),
    ("As Devlin (2019) shows.", "As Devlin [-@bert] shows."),
    ("It reads both ways (Devlin, 2019).", "It reads both ways [@bert]."),
    ("It uses BERT (Devlin, 2019) too.", "It uses BERT [@bert] too."),
    ("Devlin's 2019 paper won.", "Devlin's [-@bert] paper won."),
    # nothing inside code, links, headings, mathematics
    ("# Mask R-CNN\n\nText.", "# Mask R-CNN\n\nText."),
    ("`Mask R-CNN` and [Mask R-CNN](x.html).", "`Mask R-CNN` and [Mask R-CNN](x.html)."),
    # lists, tables, notes, quotations
    ("- Mask R-CNN\n- other\n", "- Mask R-CNN [@mask]\n- other\n"),
    ("> Mask R-CNN won.", "> Mask R-CNN [@mask] won."),
    ("A note.[^1]\n\n[^1]: On Mask R-CNN.", "A note.[^1]\n\n[^1]: On Mask R-CNN [@mask]."),
    (
        "| A | B |\n|---|---|\n| Mask R-CNN | x |\n",
        "| A | B |\n|---|---|\n| Mask R-CNN [@mask] | x |\n",
    ),
    # scripts without spaces
    ("我们使用Mask R-CNN方法。", "我们使用Mask R-CNN[@mask]方法。"),
    ("これは『Mask R-CNN』です。", "これは『Mask R-CNN』[@mask]です。"),
]


@pytest.mark.parametrize(("text", "expected"), GOLDEN)
def test_golden_sentences(cited: Cited, pandoc: Pandoc, text: str, expected: str) -> None:
    (wanted,) = pandoc.read([expected])
    body = cited(text).fragment("body")
    assert body is not None
    assert bare(list(body.blocks)) == bare(wanted)


SECTIONS = "Mask R-CNN.\n\nMask R-CNN.\n\n# One\n\nMask R-CNN.\n\nMask R-CNN.\n"


@pytest.mark.parametrize(
    ("policy", "count"),
    [("first-in-section", 2), ("first", 1), ("every", 4), ("report", 0), ("off", 0)],
)
def test_policies(cited: Cited, policy: MentionPolicy, count: int) -> None:
    assert len(list(cited(SECTIONS, policy).nodes("Cite"))) == count


def test_a_citation_by_the_author_counts_as_the_first(cited: Cited) -> None:
    document = cited("It won [@mask].\n\nThen came Mask R-CNN.")
    assert len(list(document.nodes("Cite"))) == 1


def test_a_name_before_the_author_cites_is_cited(cited: Cited) -> None:
    document = cited("Then came Mask R-CNN.\n\nIt won [@mask].")
    assert len(list(document.nodes("Cite"))) == 2


def test_summary_body_and_questions_are_sections_of_their_own(cited: Cited) -> None:
    document = cited(
        "Mask R-CNN.",
        summary="On Mask R-CNN.",
        questions=("Is Mask R-CNN slow?", "Is Mask R-CNN big?"),
    )
    counts = [len([n for n in walk(f.blocks) if n["t"] == "Cite"]) for f in document.fragments]
    assert counts == [1, 1, 1, 0]


def test_facts_name_their_source_themselves(cited: Cited) -> None:
    document = cited("Text.", facts=(("Known for", "Mask R-CNN", "mask"),))
    assert not list(document.nodes("Cite"))


def test_the_document_stays_as_it_was(pandoc: Pandoc) -> None:
    item = entry(pandoc, "*Mask R-CNN* and Mask R-CNN. He (2016).", papers=NAMES)
    before = copy.deepcopy(item.document.fragments)
    found = placements(item.document, find_mentions(item, PAPERS), Manner("every"), PAPERS)
    after = set_citations(item.document, found)
    assert item.document.fragments == before
    assert len(list(after.nodes("Cite"))) == 3


def test_every_with_many_in_one_word_run(cited: Cited) -> None:
    document = cited("ResNet, ResNet, ResNet, and ResNet", "every")
    assert len(list(document.nodes("Cite"))) == 4
