"""What a text says of a paper against its record: both ways, and no false alarm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.diagnostics import Diagnostic
from publish.engines.pandoc import Pandoc
from publish.mentions import contradictions, find_mentions
from publish.model.passages import passages
from publish.model.place import Place
from publish.model.reference import Bibliography, Reference
from tests.builders import entry


def record(key: str, title: str, authors: str, year: int, venue: str, **csl: object) -> Reference:
    people = [
        dict(zip(("given", "family"), name.split(), strict=True)) for name in authors.split(", ")
    ]
    item = {
        "id": key, "type": "paper-conference", "title": title, "author": people,
        "container-title": venue, "issued": {"date-parts": [[year]]},
    }  # fmt: skip
    return Reference(key, "inproceedings", {**item, **csl}, Place("bibliography/a.bib", 7))


PAPERS = Bibliography(
    {
        r.key: r
        for r in (
            record(
                "faster", "Faster R-CNN: Towards Real-Time Object Detection",
                "Shaoqing Ren, Kaiming He, Ross Girshick, Jian Sun", 2015,
                "Advances in Neural Information Processing Systems",
            ),
            record(
                "mask", "Mask R-CNN", "Kaiming He, Georgia Gkioxari, Piotr Dollár, Ross Girshick",
                2017, "2017 IEEE International Conference on Computer Vision (ICCV)",
                note="arXiv:1703.06870",
            ),
            record(
                "resnet", "ResNet: Deep Residual Learning", "Kaiming He, Xiangyu Zhang, Jian Sun",
                2016, "Conference on Computer Vision and Pattern Recognition",
                note="arXiv:1512.03385",
            ),
            record(
                "turing", "Computing Machinery and Intelligence", "Alan Turing", 1950, "Mind",
                type="article-journal",
            ),
            record(
                "adam", "Adam: A Method for Stochastic Optimization",
                "Diederik Kingma, Jimmy Ba", 2014, "arXiv preprint arXiv:1412.6980",
            ),
        )
    }
)  # fmt: skip
Told = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def told(pandoc: Pandoc) -> Told:
    def run(body: str) -> list[tuple[str, str]]:
        item = entry(pandoc, body)
        texts = passages(item.document)
        found = contradictions(item, find_mentions(item, PAPERS, texts), texts, PAPERS)
        return [(d.rule.code, _marked(d)) for d in found]

    return run


def _marked(diagnostic: Diagnostic) -> str:
    """The words at the diagnostic's place."""
    place, line = diagnostic.place, diagnostic.excerpt
    assert place is not None
    assert line is not None
    return line[(place.column or 1) - 1 : (place.end or 1) - 1]


WRONG = [
    ("Mask R-CNN (2016) won.", "MEN007", "2016"),
    ("“Computing Machinery and Intelligence” (1951) asked.", "MEN007", "1951"),
    ("*Computing Machinery and Intelligence* (1951, p. 4) asked.", "MEN007", "1951"),
    ("Mask R-CNN was published in 2018.", "MEN007", "2018"),
    ("Mask R-CNN, published at ICCV 2018, won.", "MEN007", "2018"),
    ("Mask R-CNN [@mask], published at ICCV 2018, won.", "MEN007", "2018"),
    ("The 2018 Mask R-CNN paper won.", "MEN007", "2018"),
    ("The 2018 paper “Mask R-CNN” won.", "MEN007", "2018"),
    ("„Mask R-CNN“ wurde 2018 veröffentlicht.", "MEN007", "2018"),
    ("„Mask R-CNN“ erschien 2018.", "MEN007", "2018"),
    ("« Mask R-CNN » a été publié en 2018.", "MEN007", "2018"),
    ("Mask R-CNN from 2018 won.", "MEN007", "2018"),
    ("Mask R-CNN, introduced in 2018, won.", "MEN007", "2018"),
    ("Mask R-CNN was proposed in 2013.", "MEN007", "2013"),
    ("„Mask R-CNN“ wurde 2018 vorgestellt.", "MEN007", "2018"),
    ("Mask R-CNN, published at CVPR 2017, won.", "MEN008", "CVPR"),
    ("Mask R-CNN (CVPR 2017) won.", "MEN008", "CVPR"),
    ("Faster R-CNN appeared in Nature.", "MEN008", "Nature"),
    ("The ICML 2015 paper Faster R-CNN won.", "MEN008", "ICML"),
    ("“Computing Machinery and Intelligence” appeared in Nature.", "MEN008", "Nature"),
    ("Faster R-CNN, with Shaoqing Ren, Ross Girshick, and Piotr Dollár, won.", "MEN009",
     "Piotr Dollár"),
    ("Faster R-CNN, by Shaoqing Ren and Jane Doe, won.", "MEN009", "Jane Doe"),
    ("Faster R-CNN (Shaoqing Ren, Jane Doe, and Jian Sun) won.", "MEN009", "Jane Doe"),
    ("“Computing Machinery and Intelligence” by John Searle asked.", "MEN009", "John Searle"),
    ("LeCun et al.'s Mask R-CNN won.", "MEN009", "LeCun"),
    # authors with another year than the record's, beside its name
    ("Mask R-CNN (He et al., 2018) won.", "MEN007", "2018"),
    ("The Mask R-CNN paper (He et al., 2018, p. 3) won.", "MEN007", "2018"),
    ("Adam by Kingma and Ba (2016) won.", "MEN007", "2016"),
    ("He et al.'s 2018 Mask R-CNN won.", "MEN007", "2018"),
    # authors behind a venue or a year
    ("Faster R-CNN appeared at NIPS 2015, with Shaoqing Ren and Jane Doe.", "MEN009", "Jane Doe"),
    ("Faster R-CNN (NIPS 2015), with Jane Doe and John Roe, won.", "MEN009", "Jane Doe"),
    ("Mask R-CNN was published in 2017 by Jane Doe and John Roe.", "MEN009", "Jane Doe"),
    # the identifier of another paper
    ("Mask R-CNN (arXiv:1512.03385) won.", "MEN011", "arXiv:1512.03385"),
    ("*Mask R-CNN*, arXiv:1512.03385, won.", "MEN011", "arXiv:1512.03385"),
    ("See arXiv:1512.03385 (Mask R-CNN).", "MEN011", "arXiv:1512.03385"),
]  # fmt: skip


def test_a_venue_is_shown_without_its_markup(pandoc: Pandoc) -> None:
    venue = 'Conference on Computer Vision (<span class="nocase">ICCV</span>)'
    papers = Bibliography({"m": record("m", "Mask R-CNN", "Kaiming He", 2017, venue)})
    item = entry(pandoc, "Mask R-CNN, published at CVPR 2017, won.")
    texts = passages(item.document)
    (told,) = contradictions(item, find_mentions(item, papers, texts), texts, papers)
    assert told.message.endswith("in `Conference on Computer Vision (ICCV)`")


@pytest.mark.parametrize(("body", "code", "words"), WRONG)
def test_a_contradiction_is_told_at_its_place(told: Told, body: str, code: str, words: str) -> None:
    assert told(body) == ([(code, words)] if code else [])


RIGHT = [
    "Faster R-CNN, with Shaoqing Ren, Ross Girshick, and Jian Sun, won.",
    "Faster R-CNN (2015) won.",
    "Faster R-CNN, published at NIPS 2015, won.",
    "Faster R-CNN, published at NeurIPS 2015, won.",
    "Mask R-CNN (ICCV 2017) won.",
    "Mask R-CNN, by Kaiming He and colleagues, won.",
    # the year of the preprint
    "ResNet (2015) won.",
    "ResNet, published at CVPR 2016, won.",
    "Faster R-CNN was introduced in 2014.",
    # a preprint's record says nothing of where it appeared
    "Adam, the optimizer, was published at ICLR 2015.",
    # other things beside a name
    "In 2018 Mask R-CNN was still used.",
    "Mask R-CNN (Chen et al., 2019) was extended.",
    "Mask R-CNN (see Section 2019) won.",
    "Mask R-CNN with Feature Pyramid Networks and Cascade Heads won.",
    "Mask R-CNN, with Detectron Two and Caffe Two, won.",
    "Mask R-CNN by Facebook Research won.",
    "Mask R-CNN was used at CVPR 2018.",
    "They ran Mask R-CNN in 2019 with Jane Doe and John Roe.",
    "The 2018 challenge was won by Mask R-CNN.",
    "The COCO 2018 winner, Mask R-CNN, was large.",
    "Smith's Mask R-CNN was slow.",
    "He et al.'s Mask R-CNN won.",
    "Girshick and colleagues' Mask R-CNN won.",
    "Mask R-CNN (2.5 fps, 2019 hardware) won.",
    "Kaiming He's Mask R-CNN won.",
    "Natural science knows no Mask R-CNN.",
    "Mask R-CNN from 2017 to 2019 won.",
    # the year of the preprint, with its authors
    "He et al. (2015) won.",
    "ResNet (He et al., 2015) won.",
    # other papers by the same people
    "Mask R-CNN extends He et al. (2014).",
    "Mask R-CNN, like He et al. (2014), won.",
    # things behind a venue
    "Mask R-CNN appeared at ICCV 2017, with Best Paper Award.",
    "Mask R-CNN appeared at ICCV 2017, with Cascade Models and Pyramid Networks.",
    "Mask R-CNN appeared at ICCV 2017, with Kaiming He and Ross Girshick.",
    # identifiers of the same paper, or elsewhere in the sentence
    "Mask R-CNN (arXiv:1703.06870) won.",
    "Mask R-CNN won over arXiv:1512.03385.",
    "arXiv:1512.03385, arXiv:1703.06870.",
]


@pytest.mark.parametrize("body", RIGHT)
def test_what_agrees_or_says_nothing_is_left_alone(told: Told, body: str) -> None:
    assert told(body) == []
