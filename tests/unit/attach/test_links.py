"""Words of a report that name a brief become links that lead there."""

from __future__ import annotations

from publish.attach.joining import Part, join
from publish.attach.joining.elements import kids
from publish.attach.joining.trees import numbers
from publish.attach.links import Spot, link
from tests import pdfs

WORDS = (100.0, 100.0, 150.0, 110.0)


def test_a_spot_becomes_a_link_to_the_brief() -> None:
    host = pdfs.document(2)
    assembly = join(host, [Part(pdfs.document(1), "Brief")])
    assert link(assembly, {0: assembly.guests[0]}, [Spot(0, 1, (WORDS,))]) == 1
    made = pdfs.page(host, 1).Annots[0]
    assert made.A.D[0].objgen == pdfs.page(host, 2).objgen
    assert str(made.Contents) == "Brief"
    assert [float(side) for side in made.QuadPoints] == [100, 110, 150, 110, 100, 100, 150, 100]


def test_words_that_are_linked_already_stay_so() -> None:
    host = pdfs.document(1)
    pdfs.link(host, 0, pdfs.to_page(host, 0))
    assembly = join(host, [Part(pdfs.document(1), "Brief")])
    spots = [Spot(0, 0, ((20.0, 12.0, 60.0, 18.0),)), Spot(0, 0, (WORDS,)), Spot(0, 0, (WORDS,))]
    assert link(assembly, {0: assembly.guests[0]}, spots) == 1


def test_in_a_tagged_report_a_link_is_an_element_behind_its_words() -> None:
    host = pdfs.document(1)
    pdfs.tag(host, ("H1", "P"))
    assembly = join(host, [Part(pdfs.document(1), "Brief")])
    spots = [Spot(0, 0, (WORDS,), mark=1), Spot(0, 0, ((1.0, 1.0, 9.0, 9.0),), mark=None)]
    assert link(assembly, {0: assembly.guests[0]}, spots) == 1
    tree = host.Root.StructTreeRoot
    paragraph = tree.K[0].K[1]
    content, element = kids(paragraph)
    assert (content, str(element.S)) == (1, "/Link")
    made = pdfs.page(host, 0).Annots[0]
    assert element.K.Obj.objgen == made.objgen
    assert numbers(tree.ParentTree)[made.StructParent].objgen == element.objgen
    assert made.StructParent < tree.ParentTreeNextKey
