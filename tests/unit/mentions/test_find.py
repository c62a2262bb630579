"""What is found in an entry's text, how sure it is, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from publish.engines.pandoc import Pandoc
from publish.mentions import build_index, find_mentions, mention_diagnostics
from publish.model.entry import PaperNames
from publish.model.mention import Mention
from publish.model.place import Place
from publish.model.reference import Bibliography, Reference
from tests.builders import entry, reference


def record(key: str, title: str, year: int, *authors: str, **more: Any) -> Reference:
    people = [{"family": a.split()[-1], "given": " ".join(a.split()[:-1])} for a in authors]
    issued = {"date-parts": [[year]]}
    csl = {"id": key, "type": "article", "title": title, "author": people, "issued": issued, **more}
    names = tuple(more.pop("names", ()))
    return Reference(key, "article", csl, Place("a.bib", 1), names=names)


MASK = (
    record("mask2017", "Mask R-CNN", 2017, "Kaiming He", **{"container-title": "(ICCV)"}),
    record("mask2020", "Mask R-CNN", 2020, "Kaiming He", **{"container-title": "(TPAMI)"}),
)
DEEP = (
    record("lecun", "Deep Learning", 2015, "Yann LeCun"),
    record("goodfellow", "Deep Learning", 2016, "Ian Goodfellow"),
)


def pinned(key: str, *names: str) -> PaperNames:
    return PaperNames(key, names, Place("entries/sample.md", 1))


def found(pandoc: Pandoc, text: str, *records: Reference, **header: Any) -> tuple[Mention, ...]:
    bibliography = Bibliography({r.key: r for r in records})
    return find_mentions(entry(pandoc, text, **header), bibliography)


def sure(mentions: tuple[Mention, ...]) -> list[tuple[str | None, str]]:
    return [(m.key, m.text) for m in mentions if m.status == "sure"]


# -- several records with one name --------------------------------------------


def test_of_two_records_of_a_work_the_earliest_is_taken(pandoc: Pandoc) -> None:
    (mention,) = found(pandoc, "We use Mask R-CNN.", *MASK)
    assert (mention.key, mention.status) == ("mask2017", "sure")
    assert "earliest of 2 records of this work (2017)" in mention.reason


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mask R-CNN came out in 2020.", "mask2020"),
        ("Mask R-CNN came out in 2017.", "mask2017"),
        ("Mask R-CNN came out in TPAMI.", "mask2020"),
        ("It won [@mask2020]. We use Mask R-CNN.", "mask2020"),
    ],
)
def test_year_venue_or_citation_choose_among_records(pandoc: Pandoc, text: str, key: str) -> None:
    assert sure(found(pandoc, text, *MASK)) == [(key, "Mask R-CNN")]


def test_what_is_settled_once_holds_for_the_entry(pandoc: Pandoc) -> None:
    text = "First Mask R-CNN.\n\nThen Mask R-CNN of 2020."
    assert [key for key, _ in sure(found(pandoc, text, *MASK))] == ["mask2020", "mask2020"]


def test_papers_pin_one_of_them(pandoc: Pandoc) -> None:
    papers = (pinned("mask2020", "Mask R-CNN"),)
    assert sure(found(pandoc, "We use Mask R-CNN.", *MASK, papers=papers)) == [
        ("mask2020", "Mask R-CNN")
    ]


def test_different_works_of_one_name_are_doubtful(pandoc: Pandoc) -> None:
    (mention,) = found(pandoc, "I read *Deep Learning*.", *DEEP)
    assert (mention.status, mention.key) == ("doubtful", None)
    assert mention.candidates == ("lecun", "goodfellow")
    assert "2 different works" in mention.reason


def test_an_author_nearby_tells_them_apart(pandoc: Pandoc) -> None:
    text = "I read *Deep Learning* by Goodfellow."
    assert sure(found(pandoc, text, *DEEP)) == [("goodfellow", "Deep Learning")]


# -- what hides what ----------------------------------------------------------


def test_the_longest_name_wins(pandoc: Pandoc) -> None:
    records = (reference("rcnn", "R-CNN"), reference("mask", "Mask R-CNN"))
    assert sure(found(pandoc, "Mask R-CNN and R-CNN.", *records)) == [
        ("mask", "Mask R-CNN"),
        ("rcnn", "R-CNN"),
    ]


def test_a_part_of_a_longer_name_is_doubtful_even_if_pinned(pandoc: Pandoc) -> None:
    papers = (pinned("rcnn", "R-CNN"),)
    (mention,) = found(pandoc, "We use Mask R-CNN.", reference("rcnn", "R-CNN"), papers=papers)
    assert mention.status == "doubtful"
    assert "longer name `Mask R-CNN`" in mention.reason


@pytest.mark.parametrize(
    "text",
    [
        "`Mask R-CNN`",
        "$Mask R-CNN$",
        "# Mask R-CNN",
        "[Mask R-CNN](entry:mask)",
        "~~Mask R-CNN~~",
        "```\nMask R-CNN\n```",
        "# References\n\n- He, K. Mask R-CNN. 2017.",
        "Mask\n\nR-CNN",
        "A mask; R-CNN",
    ],
)
def test_nothing_is_found_where_no_prose_stands(pandoc: Pandoc, text: str) -> None:
    assert found(pandoc, text, MASK[0]) == ()


def test_headings_are_looked_at_when_asked_for(pandoc: Pandoc) -> None:
    item = entry(pandoc, "# Mask R-CNN")
    bibliography = Bibliography({"mask2017": MASK[0]})
    assert len(find_mentions(item, bibliography, headings=True)) == 1


def test_the_entrys_own_subject_can_be_left_out(pandoc: Pandoc) -> None:
    item = entry(pandoc, "Mask R-CNN is fast.", title="Mask R-CNN")
    bibliography = Bibliography({"mask2017": MASK[0]})
    assert find_mentions(item, bibliography, own_subject=False) == ()
    assert len(find_mentions(item, bibliography)) == 1


def test_a_citation_in_the_sentence_marks_the_mention_as_cited(pandoc: Pandoc) -> None:
    text = "Mask R-CNN [@mask2017] won. Mask R-CNN lost."
    assert [m.cited for m in found(pandoc, text, MASK[0])] == [True, False]


def test_an_alias_of_the_key_counts_too(pandoc: Pandoc) -> None:
    bibliography = Bibliography({"mask2017": MASK[0]}, {"old": "mask2017"})
    (mention,) = find_mentions(entry(pandoc, "Mask R-CNN [@old] won."), bibliography)
    assert mention.cited


# -- what the text teaches ----------------------------------------------------


def test_a_short_form_counts_from_where_it_is_taught(pandoc: Pandoc) -> None:
    moco = record("moco", "Momentum Contrast for Visual Learning", 2020, "Kaiming He")
    text = "MoCo before.\n\nMomentum Contrast, or MoCo, is by He.\n\nMoCos after."
    assert [text for _, text in sure(found(pandoc, text, moco))] == [
        "Momentum Contrast",
        "MoCo",
        "MoCos",
    ]


# -- places -------------------------------------------------------------------


def test_mentions_stand_in_reading_order_with_their_places(pandoc: Pandoc) -> None:
    mentions = found(pandoc, "On\n*Mask* R-CNN.", MASK[0], summary="Mask R-CNN.")
    assert [(m.place.line, m.place.column) for m in mentions] == [(1, 1), (3, 2)]


def test_an_index_made_once_gives_the_same(pandoc: Pandoc) -> None:
    bibliography = Bibliography({r.key: r for r in (*MASK, *DEEP)})
    item = entry(pandoc, "Mask R-CNN and *Deep Learning* by LeCun.")
    index = build_index(bibliography)
    assert find_mentions(item, bibliography, index=index) == find_mentions(item, bibliography)


def test_no_record_and_no_text_give_nothing(pandoc: Pandoc) -> None:
    assert found(pandoc, "") == ()
    assert found(pandoc, "Mask R-CNN won.") == ()


def test_what_names_a_paper_once_is_asked_about_elsewhere(pandoc: Pandoc) -> None:
    adam = record("adam", "Adam: A Method for Stochastic Optimization", 2015, "D Kingma")
    mentions = found(pandoc, "The Adam optimizer won.\n\nAll use it.\n\nThen Adam lost.", adam)
    assert [(m.status, m.text, m.candidates) for m in mentions] == [
        ("sure", "Adam", ()),
        ("doubtful", "Adam", ("adam",)),
    ]
    assert sure(found(pandoc, "Then Adam lost. An adam won.", adam)) == []


def test_an_article_before_a_name_makes_no_other_title_of_it(pandoc: Pandoc) -> None:
    records = (
        record("glove", "GloVe: Global Vectors", 2014, "J Pennington"),
        record("hope", "The Glove", 2017, "Ann Hope"),
        record("knuth", "The texbook", 1984, "Donald Knuth"),
    )
    text = "The *GloVe* paper won. The TeXbook won."
    assert sure(found(pandoc, text, *records)) == [("glove", "GloVe"), ("knuth", "The TeXbook")]


def test_a_long_title_in_small_letters_is_asked_about(pandoc: Pandoc) -> None:
    ddpm = record("ho", "Denoising Diffusion Probabilistic Models", 2020, "Jonathan Ho")
    (mention,) = found(pandoc, "Sampling denoising diffusion probabilistic models is slow.", ddpm)
    assert (mention.status, mention.candidates) == ("doubtful", ("ho",))


TRANSFORMERS = record("wolf", "Transformers", 2020, "Thomas Wolf")


@pytest.mark.parametrize(
    "text", ["The Transformer paper won.", "The *Transformers* paper won.", "All Transformers won."]
)
def test_a_plain_word_for_what_an_entry_is_about_is_no_sure_name(pandoc: Pandoc, text: str) -> None:
    for kind in ("concept", "person"):
        found_here = found(pandoc, text, TRANSFORMERS, title="Transformers", kind=kind)
        assert not sure(found_here)


def test_a_title_says_itself_what_its_first_word_names(pandoc: Pandoc) -> None:
    rcpp = record("rcpp", "Rcpp: Seamless Integration", 2011, "D Eddelbuettel")
    mentions = found(pandoc, "The Rcpp package won.", rcpp, title="Rcpp", kind="concept")
    assert sure(mentions) == [("rcpp", "Rcpp")]
    wolf = record("wolf", "Transformers: A Library", 2020, "T Wolf")
    mentions = found(pandoc, "The Transformer paper.", wolf, title="Transformers", kind="concept")
    assert not sure(mentions)


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("The Transformers paper by Wolf won.", {}),
        ("The Transformers paper won.", {"kind": "work"}),
        ("It won [@wolf]. The Transformers paper won.", {}),
    ],
)
def test_it_is_one_where_more_speaks_for_it(
    pandoc: Pandoc, text: str, header: dict[str, str]
) -> None:
    mentions = found(
        pandoc, text, TRANSFORMERS, title="Transformers", **{"kind": "concept", **header}
    )
    assert [key for key, _ in sure(mentions)] == ["wolf"]


# -- authors with a year --------------------------------------------------------

BY_AUTHORS = (
    record("glove", "GloVe: Global Vectors", 2014, "J Pennington", "R Socher", "C Manning"),
    record("adam", "Adam: A Method", 2015, "D Kingma", "J Ba", note="arXiv:1412.6980"),
    record("tensor", "Tensor2Tensor", 2018, "A Vaswani", "S Bengio"),
)


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Kingma and Ba (2014) won.", "Kingma and Ba (2014)", "adam"),  # that of its preprint
        ("GloVe (Pennington et al., 2015) won.", "Pennington et al., 2015", "glove"),
        ("Tensor2Tensor (Vaswani, 2018) won.", "Vaswani, 2018", "tensor"),
    ],
)
def test_authors_name_their_paper(pandoc: Pandoc, text: str, words: str, key: str) -> None:
    assert (key, words) in sure(found(pandoc, text, *BY_AUTHORS))


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("Vaswani (2018) won.", "tensor", "its first author and its year 2018"),
        ("Pennington et al.'s 2016 paper won.", "glove", "the text says 2016, and its record 2014"),
    ],
)
def test_authors_that_fit_in_part_are_doubtful(
    pandoc: Pandoc, text: str, key: str, reason: str
) -> None:
    (mention,) = found(pandoc, text, *BY_AUTHORS)
    assert (mention.status, mention.candidates) == ("doubtful", (key,))
    assert reason in mention.reason


def test_another_paper_by_an_author_alone_has_no_record(pandoc: Pandoc) -> None:
    (mention,) = found(pandoc, "Vaswani (2012) won.", *BY_AUTHORS)
    assert (mention.status, mention.candidates) == ("unmatched", ())


# -- what has no record, and what is reported ---------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See 10.1000/182 there.", "10.1000/182"),
        ("See arXiv:2401.00001 there.", "arXiv:2401.00001"),
        ("Smith et al. (2010) showed it.", "Smith et al. (2010)"),
        ("The paper “Sounds of the Deep Sea” is good.", "Sounds of the Deep Sea"),
        ("*Sounds of the Deep Sea* came out in 2011.", "Sounds of the Deep Sea"),
        ("They use FooNet (Smith et al.) there.", "FooNet"),
        ("Smith et al.'s Deep-FooNet won.", "Deep-FooNet"),
        ("FooNet by Smith and colleagues won.", "FooNet"),
    ],
)
def test_papers_without_a_record_are_unmatched(pandoc: Pandoc, text: str, words: str) -> None:
    (mention,) = found(pandoc, text, MASK[0])
    assert (mention.status, mention.text, mention.candidates) == ("unmatched", words, ())


def test_serials_are_no_papers(pandoc: Pandoc) -> None:
    assert found(pandoc, "It stood in *Annals of Deep Things* in 2011.", MASK[0]) == ()


def test_each_kind_of_finding_has_its_rule(pandoc: Pandoc) -> None:
    item = entry(
        pandoc,
        "I read *Deep Learning* and Smith et al. (2010).",
        papers=(pinned("lecun", "The Review"),),
    )
    mentions = find_mentions(item, Bibliography({r.key: r for r in DEEP}))
    codes = sorted(d.rule.code for d in mention_diagnostics(item, mentions))
    assert codes == ["MEN002", "MEN003"]


@pytest.mark.parametrize(
    "body",
    [
        "See [Mask R-CNN](entry:mask).",
        "# Mask R-CNN\n\nWords.",
        "The Faster Mask R-CNNs of old.",
        "Mask R-CNN [@mask].",
        "| a |\n|---|\n| *Mask* R-CNN |\n",
    ],
)
def test_a_name_that_stands_anywhere_in_the_text_is_used(pandoc: Pandoc, body: str) -> None:
    item = entry(pandoc, body, papers=(pinned("mask", "Mask R-CNN"),))
    assert [d.rule.code for d in mention_diagnostics(item, ())] == []


@pytest.mark.parametrize(
    "text",
    ["She wore a glove on one hand.", "Gloves of latex are thin.", "Later Roberta left."],
)
def test_an_everyday_word_is_no_paper_that_is_named_elsewhere(pandoc: Pandoc, text: str) -> None:
    records = (
        record("glove", "GloVe: Global Vectors for Words", 2014, "Jeffrey Pennington"),
        record("roberta", "RoBERTa: A Robustly Optimized Approach", 2019, "Yinhan Liu"),
        record("latex", "LaTeX: A Document Preparation System", 1994, "Leslie Lamport"),
    )
    named = "The GloVe model, RoBERTa and LaTeX won."
    mentions = found(pandoc, f"{named}\n\n{text}", *records)
    assert sure(mentions) == [("glove", "GloVe"), ("roberta", "RoBERTa"), ("latex", "LaTeX")]


def test_words_side_by_side_are_no_row_of_names(pandoc: Pandoc) -> None:
    records = (
        record("bert", "BERT: Pre-training of Transformers", 2019, "Jacob Devlin"),
        record("roberta", "RoBERTa: A Robustly Optimized Approach", 2019, "Yinhan Liu"),
    )
    mentions = found(pandoc, "RoBERTa won.\n\nThey put BERT roberta in.", *records)
    assert sure(mentions) == [("roberta", "RoBERTa"), ("bert", "BERT")]
