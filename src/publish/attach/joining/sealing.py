"""A joined document to objects in a spool, and to a small host that goes on in its place.

Everything but what further joining looks into (`kept`) is written and forgotten
(`writing`). The host that goes on is a little PDF of what is kept (`remnant`). Large trees
(names, IDs, parents) are taken out leaf by leaf (`leaves`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pikepdf import Array, Dictionary, Name, Object, Pdf

from publish.attach.joining.assembly import inherit
from publish.attach.joining.kept import Shelf, kept
from publish.attach.joining.leaves import Sealed, references, root_of, stand_ins, take_trees
from publish.attach.joining.objects import version
from publish.attach.joining.remnant import remnant
from publish.attach.joining.spool import Spool
from publish.attach.joining.trees import LEAF
from publish.attach.joining.writing import Writing


class Sealing:
    """A file in the making, sealed stage by stage. ``document`` is the number of the
    element under which the parts' tags come, if there is one.
    """

    def __init__(self, spool: Spool, sealed: Sealed, document: int | None) -> None:
        self._spool, self._sealed, self._document = spool, sealed, document
        self._held: Mapping[int, Object] = {}

    def seal(self, pdf: Pdf, shelves: Collection[Shelf]) -> Pdf:
        """Write all of ``pdf`` that may be forgotten; the host that goes on."""
        nodes = list(self._page_nodes(pdf))
        writing = self._begun(pdf, self._held)
        for node in nodes:
            writing.refer(*node.objgen)
        take_trees(pdf.Root, self._sealed, writing, self._spool)
        writing.held = self._held = kept(pdf, self._document, shelves)
        bodies = {number: writing.body(item) for number, item in self._held.items()}
        writing.finish()
        self._sealed.types |= writing.types
        pages = list(self._sealed.pages)
        return remnant(pdf, self._held, bodies, pages, self._spool.number())

    def finish(self, pdf: Pdf) -> None:
        """Write what is left of the last host, and the trees that were taken out."""
        trees = stand_ins(pdf, self._sealed)
        writing = self._begun(pdf, {})
        for key, number in trees.items():
            self._spool.write(number, root_of(key, self._sealed, self._spool))
        self._write_pages(pdf)
        writing.refer(*pdf.Root.objgen)
        information = pdf.trailer.get("/Info")
        told = writing.refer(*information.objgen) if isinstance(information, Dictionary) else None
        writing.finish()
        self._spool.finish(pdf.Root.objgen[0], told, max(version(pdf), "1.5"))

    def _begun(self, pdf: Pdf, held: Mapping[int, Object]) -> Writing:
        """From here on numbers are the spool's to give."""
        self._spool.following = pdf.make_indirect(Dictionary()).objgen[0] + 1
        return Writing(pdf, self._spool, held)

    def _page_nodes(self, pdf: Pdf) -> Iterator[Dictionary]:
        """Nodes above the pages that are new, each of so many."""
        pages = [page.obj for page in pdf.pages][len(self._sealed.pages) :]
        for start in range(0, len(pages), LEAF):
            run = pages[start : start + LEAF]
            above = {"/Parent": pdf.Root.Pages, "/Kids": Array(run), "/Count": len(run)}
            node = pdf.make_indirect(Dictionary({"/Type": Name.Pages, **above}))
            for page in run:
                inherit(page)
                page.Parent = node
                self._sealed.pages.append(page.objgen[0])
            self._sealed.nodes.append(node.objgen[0])
            yield node

    def _write_pages(self, pdf: Pdf) -> None:
        sealed = self._sealed
        body = b"<< /Type /Pages /Count %d /Kids [%s] >>"
        above = body % (len(sealed.pages), references(sealed.nodes))
        self._spool.write(pdf.Root.Pages.objgen[0], above)
