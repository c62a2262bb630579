"""Odd documents, joined in pairs: nothing breaks, and nothing is lost."""

from __future__ import annotations

import os
from random import Random

import pikepdf
import pytest

from publish.attach.compare import losses
from publish.attach.inventory import inventory
from publish.attach.joining import Numbering, Part, join
from tests import odd, pdfs

PAIRS = 2000 if os.environ.get("PUBLISH_WHOLE") else 40
"""All where proofs are asked for; a few else."""

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.mark.parametrize("block", range(8))
def test_nothing_is_lost_in_random_pairs(block: int) -> None:
    for seed in range(block, PAIRS, 8):
        one, two = (pdfs.reopened(odd.odd_document(2 * seed + side)) for side in (0, 1))
        before, brought = inventory(one), inventory(two)
        sound = not one.check_pdf_syntax() and not two.check_pdf_syntax()
        assembly = join(one, [_part(two, Random(seed))])
        joined = pdfs.reopened(one)
        assert not (sound and joined.check_pdf_syntax()), seed
        assert not losses(before, joined, assembly.own_places), seed
        assert not losses(brought, joined, assembly.guests[0].places), seed


def _part(document: pikepdf.Pdf, random: Random) -> Part:
    return Part(
        document,
        title=random.choice(("Part", None)),
        at=random.choice((None, 0, 1)),
        under=random.choice(((), ("Appendices",))),
        numbering=Numbering(random.choice(("kept", "continued", "own")), "A-"),
        scripts=True,
    )


def test_the_same_number_gives_the_same_document() -> None:
    assert pdfs.saved(odd.odd_document(7)) == pdfs.saved(odd.odd_document(7))
