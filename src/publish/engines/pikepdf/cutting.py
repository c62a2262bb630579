"""A long PDF, opened, → an excerpt of it: what doesn't belong to some pages is cut off."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    NameTree,
    NumberTree,
    Object,
    ObjectStreamMode,
    Page,
    Pdf,
    Stream,
    String,
)

from publish.engines.pikepdf.register import Bookmark, Register, names_of, page_of, there
from publish.engines.pikepdf.structure import children, kids
from publish.engines.pikepdf.windows import Id, Window, left_below


class Cutting:
    """An opened file that is made into an excerpt of itself."""

    def __init__(self, pdf: Pdf, window: Window, known: Register) -> None:
        self._pdf, self._window, self._known = pdf, window, known
        self._pages = [page.obj for page in pdf.pages[window.pages.start : window.pages.stop]]
        self._here = {page.objgen: number for number, page in enumerate(self._pages)}

    def excerpt(self) -> tuple[bytes, tuple[str, ...]]:
        """The excerpt, and the problems of syntax that were met on the way."""
        root = self._pdf.Root
        _link(root, {"/OpenAction": None})  # it leads to a page that may not be here
        self._cut_names(root)
        self._cut_bookmarks(root)
        for page in self._pages:
            for annotation in page.get("/Annots", ()):
                self._lead_back(annotation)
        self._cut_tags(root.StructTreeRoot)
        output = io.BytesIO()
        with self._copied() as made:
            made.save(
                output,
                min_version=self._pdf.pdf_version,
                fix_metadata_version=False,
                deterministic_id=True,
                object_stream_mode=ObjectStreamMode.generate,
            )
        return output.getvalue(), tuple(map(str, self._pdf.get_warnings()))

    def _copied(self) -> Pdf:
        """What is left, by itself: written where it is, all of the file would be read."""
        made = Pdf.new()
        for page in self._pages:
            made.pages.append(Page(page))
        for key, value in self._pdf.Root.items():
            if key not in ("/Type", "/Pages"):
                made.Root[key] = _copy(made, value)
        if "/Info" in self._pdf.trailer:
            made.trailer.Info = made.copy_foreign(self._pdf.trailer.Info)
        return made

    # -- what leads to pages ---------------------------------------------------------

    def _cut_names(self, root: Any) -> None:
        """Leave the named destinations that are here, and with the first pages embedded files."""
        names = root.get("/Names", Dictionary())
        if "/Dests" in names:
            every = dict(NameTree(names.Dests).items())  # it finds not all: see `register`
            here = names_of(self._known, self._window.pages)
            tree = _name_tree({name: every[name] for name in here})
            if names.Dests.is_indirect:  # it stays so, which is copied at once; a new object would
                _link(names.Dests, {"/Kids": None, "/Limits": None, **tree})  # have all read
            else:
                names.Dests = tree
        if not self._window.is_first:
            _link(names, {"/EmbeddedFiles": None})
            _link(root, {"/AF": None})

    def _cut_bookmarks(self, root: Any) -> None:
        pages = self._window.pages
        kept = [here for each in self._known.bookmarks if (here := there(each, pages))]
        if kept:
            self._put_below(root.Outlines, kept)
        else:
            _link(root, {"/Outlines": None})

    def _put_below(self, above: Any, bookmarks: Sequence[Bookmark]) -> None:
        items = [self._pdf.get_object(each.item) for each in bookmarks]
        for at, (item, bookmark) in enumerate(zip(items, bookmarks, strict=True)):
            _link(item, {"/Prev": items[at - 1] if at else None, "/Next": (*items, None)[at + 1]})
            self._put_below(item, bookmark.below)
            self._lead_back(item)
        first, last = (items[0], items[-1]) if items else (None, None)
        _link(above, {"/First": first, "/Last": last, "/Count": len(items) or None})

    def _lead_back(self, item: Any) -> None:
        """Let a link or bookmark to a page that isn't here lead to the first that is."""
        for holder, key in ((item, "/Dest"), (item.get("/A"), "/D")):
            goal = holder.get(key) if isinstance(holder, Dictionary) else None
            if isinstance(goal, Array) and page_of(goal, self._here) is None:
                holder[key] = Array([self._pages[0], Name.Fit])

    # -- pages and tags --------------------------------------------------------------

    def _cut_tags(self, tree: Any) -> None:
        for above, below in [*left_below(self._pdf, self._window)]:
            above.K = Array([self._pdf.get_object(each) for each in below])
        known, here = self._known.identifiers, self._elements(tree)
        if "/IDTree" in tree:
            named = sorted((*known[each], each) for each in here if each in known)
            get = self._pdf.get_object
            tree.IDTree = _name_tree({name: get(each) for _, name, each in named})
        self._number_parents(tree)

    def _number_parents(self, tree: Any) -> None:
        """Count what is in the tree of parents from 0: an excerpt is the same whatever goes before
        it in the file.
        """
        parents, found = NumberTree(tree.ParentTree), list(self._parent_keys())
        numbers = sorted({number for _, _, number in found})
        known = [number for number in numbers if number in parents]
        unknown = [number for number in numbers if number not in parents]
        fresh = {number: at for at, number in enumerate((*known, *unknown))}
        pairs = ((fresh[number], parents[number]) for number in known)
        tree.ParentTree = Dictionary(Nums=Array([each for pair in pairs for each in pair]))
        for holder, key, number in found:
            holder[key] = fresh[number]
        if int(tree.get("/ParentTreeNextKey", -1)) > max(known, default=-1):
            tree.ParentTreeNextKey = len(fresh)

    def _elements(self, tree: Any) -> Collection[Id]:
        """The elements that are here, none of which refers to one that isn't; those of other
        pages would be amiss.
        """
        found: dict[Id, Any] = {}
        todo = [*children(tree)]
        while todo:
            element = todo.pop()
            found[element.objgen] = element
            below = [kid for kid in kids(element) if isinstance(kid, Dictionary)]
            if any(
                "/Pg" in each and each.Pg.objgen not in self._here for each in (element, *below)
            ):
                raise ValueError("elements aren't in the order of their pages")
            todo += (kid for kid in below if "/S" in kid and kid.objgen not in found)
        for element in found.values():
            if "/Ref" in element:
                element.Ref = Array([each for each in element.Ref if each.objgen in found])
        return found

    def _parent_keys(self) -> Iterator[tuple[Any, str, int]]:
        """The numbers by which pages, annotations and forms find their elements, and where they
        stand.
        """
        for page in self._pages:
            forms = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
            for each in (page, *page.get("/Annots", ()), *forms.values()):
                for key in ("/StructParent", "/StructParents"):
                    if isinstance(each, Dictionary | Stream) and key in each:
                        yield each, key, int(each[key])


def _link(item: Any, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if value is not None:
            item[key] = value
        elif key in item:
            del item[key]


def _copy(made: Pdf, value: Any) -> Any:
    """A value of another document in ``made``."""
    if isinstance(value, Object) and value.is_indirect:
        return made.copy_foreign(value)
    if isinstance(value, Dictionary):
        return Dictionary({key: _copy(made, each) for key, each in value.items()})
    if isinstance(value, Array):
        return Array([_copy(made, each) for each in value])
    return value


def _name_tree(names: Mapping[str | bytes, Object]) -> Dictionary:
    pairs = ((String(name), value) for name, value in names.items())
    return Dictionary(Names=Array([each for pair in pairs for each in pair]))
