"""What stands beside a weak name, and whether it makes it sure: ⟦marked⟧ is what is sure."""

from __future__ import annotations

import re

import pytest

from publish.engines.pandoc import Pandoc
from publish.mentions import find_mentions
from publish.model.mention import MentionStatus
from publish.model.place import Place
from publish.model.reference import Bibliography, Reference
from tests.builders import entry


def record(key: str, title: str, *authors: str) -> Reference:
    people = [{"family": name} for name in authors]
    csl = {"id": key, "type": "book", "title": title, "author": people}
    return Reference(key, "book", csl, Place("a.bib", 1))


RECORDS = (
    record("yolo", "You Only Look Once: Unified, Real-Time Object Detection", "Redmon", "Divvala"),
    record("life", "What Is Life? The Physical Aspect of the Living Cell", "Schrödinger"),
    record("sheep", "Do Androids Dream of Electric Sheep?", "Dick"),
    record("svm", "Support Vector Machines (SVM): A Primer", "Cortes", "Vapnik"),
    record("imagenet", "ImageNet Classification with Deep Networks", "Krizhevsky", "Hinton"),
    record("pagerank", "The PageRank Citation Ranking: Bringing Order to the Web", "Page", "Brin"),
    record("adam", "Adam: A Method for Stochastic Optimization", "Kingma", "Ba"),
    record("moco", "Momentum Contrast for Visual Representation Learning", "He", "Fan", "Wu"),
    record("lstm", "Long Short-Term Memory", "Hochreiter", "Schmidhuber"),
    record("gan", "Generative Adversarial Nets", "Goodfellow", "Bengio"),
    record("rur", "R.U.R.", "Čapek"),
    record("solaris", "Solaris", "Lem"),
)


def told(pandoc: Pandoc, text: str, status: MentionStatus, lang: str) -> list[str]:
    bibliography = Bibliography({each.key: each for each in RECORDS})
    found = find_mentions(entry(pandoc, text, lang=lang), bibliography)
    return [mention.text for mention in found if mention.status == status]


@pytest.mark.parametrize(
    ("lang", "marked"),
    [
        ("en", "⟦YOLO⟧ (⟦You Only Look Once⟧) is fast."),  # initials of small words
        ("en", "⟦You Only Look Once⟧, or ⟦YOLO⟧, is fast."),
        ("en", "You only look once in life (YOLO)."),
        ("en", "The ⟦SVM⟧ paper is old."),  # an acronym that the title gives in brackets
        ("en", "⟦Momentum contrast⟧ (He et al.) is a queue."),  # authors right beside
        ("en", "He et al.'s ⟦momentum contrast⟧ is a queue."),
        ("en", "Momentum contrast (Smith et al.) is a queue."),
        ("en", "The momentum contrast is high."),
        ("en", "Schrödinger's ⟦What Is Life?⟧ shaped biology."),  # the mark belongs to it
        ("en", "What is life? Nobody knows."),
        ("en", "The film of ⟦Do Androids Dream of Electric Sheep?⟧ won."),
        ("en", "The ⟦PageRank⟧ of Page and Brin ranks."),  # a coined word in the title
        ("fr", "L'algorithme ⟦PageRank⟧ de Page et Brin classe."),
        ("en", "PageRank ranks."),
        ("en", "We train on ImageNet."),
        ("en", "The ⟦LSTM⟧ of Hochreiter and Schmidhuber remembers."),  # initials of a title
        ("de", "Das ⟦LSTM⟧ von Hochreiter und Schmidhuber merkt sich viel."),
        ("en", "The ⟦GAN⟧ paper by Goodfellow was a surprise."),
        ("en", "An LSTM layer and two GANs are enough."),
        ("en", "Hochreiter and Schmidhuber spoke of an lstm."),
        ("en", "The ⟦Adam⟧ optimizer works."),  # called what its title says it is
        ("en", "The Adam family works."),
        ("cs", "Čapkova hra ⟦R.U.R.⟧ měla úspěch."),  # initials with their stops
        ("en", "The rur of the motor."),
        ("de", "Der Roman ⟦Solaris⟧ ist gut."),
        ("de", "Die Stadt Solaris ist groß."),
    ],
)
def test_surely_named_is_what_is_marked(pandoc: Pandoc, lang: str, marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    assert told(pandoc, text, "sure", lang) == re.findall("⟦(.*?)⟧", marked)


@pytest.mark.parametrize(
    "text",
    [
        "Krizhevsky et al. trained on ImageNet (Krizhevsky).",  # the paper, or what it is about
        "Page's and Brin's algorithm, PageRank, ranks.",
    ],
)
def test_what_may_be_the_thing_itself_is_asked_about(pandoc: Pandoc, text: str) -> None:
    assert not told(pandoc, text, "sure", "en")
