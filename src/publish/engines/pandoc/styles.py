"""A CSL style and what is cited → the parts of the style that come into play.

citeproc reads its style for every text anew, which takes twice as long as citing a few works by
it. Chicago's is 140 kB, of which most is about maps, laws, letters and reviews. What is left out
is what can't be reached: branches for types that no record has, or for variables (CSL 1.0.2,
"Choose"), those behind one that is always taken, what prints a variable that no record has,
macros that nobody calls, and space between elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from publish.model.frozen import Frozen

CSL = "{http://purl.org/net/xbiblio/csl}"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, remove_blank_text=True, remove_comments=True
)

DERIVED = frozenset((
    "citation-label", "citation-number", "container-title-short", "editor-translator",
    "editortranslator", "event", "event-title", "first-reference-note-number",
    "journalAbbreviation", "locator", "page-first", "title-short", "year-suffix",
))  # fmt: skip
"""Variables that come of others, or of the place that cites: whether there is any can't be told by
a record's fields.
"""

SHORTER = {
    "container-title": frozenset(("container-title-short", "journalAbbreviation")),
    "title": frozenset(("title-short", "shortTitle")),
}
"""What is printed where the short form of a variable is asked for, whether there is a long one or
not.
"""


class Cited(Frozen):
    """The types and variables (fields) of what is cited; no types where they can't be known, and
    None for variables.
    """

    types: frozenset[str] = frozenset()
    variables: frozenset[str] | None = None

    @classmethod
    def of(cls, records: Iterable[Mapping[str, Any]]) -> Cited:
        """Those of CSL-JSON records. A note may set others (``type: book``)."""
        types: set[str] = set()
        variables: set[str] = set()
        is_set = False
        for record in records:
            note = str(record.get("note", ""))
            if "type" not in record or "type" in note:
                return cls()
            types.add(str(record["type"]))
            variables.update(record)
            is_set = is_set or ":" in note
        return cls(frozenset(types), None if is_set else frozenset(variables))

    def __or__(self, other: Cited) -> Cited:
        if not self.types or not other.types:
            return Cited()
        known = self.variables is not None and other.variables is not None
        variables = (self.variables or frozenset()) | (other.variables or frozenset())
        return Cited(self.types | other.types, variables if known else None)

    def spans(self, other: Cited) -> bool:
        """Whether a style for this serves the other."""
        return self | other == self

    def lacks(self, variable: str, form: str | None = None) -> bool:
        """Whether no record has the variable, nor what its ``form`` prints."""
        if self.variables is None or variable in self.variables or variable in DERIVED:
            return False
        return form != "short" or self.variables.isdisjoint(SHORTER.get(variable, ()))


@lru_cache(maxsize=64)
def lean(style: str, cited: Cited) -> str:
    """The XML of the style for such records alone; all of it where nothing is known of them."""
    if not cited.types:
        return style
    try:
        root = etree.fromstring(style.encode(), _PARSER)
    except etree.XMLSyntaxError:  # citeproc's to tell
        return style
    for choose in list(root.iter(f"{CSL}choose")):
        if choose.getparent() is not None:  # it wasn't in what was left out
            _cut(choose, cited)
    _Trimming(root, cited).trim()
    _drop_uncalled(root)
    _drop_description(root)
    return str(etree.tostring(root, encoding="unicode"))


# -- choices ----------------------------------------------------------------------


def _cut(choose: etree._Element, cited: Cited) -> None:
    """Without the branches that no such record takes."""
    branches = list(choose)
    kept, is_taken = [], None
    for branch in branches:
        is_taken = _is_taken(branch, cited)
        if is_taken is not False:
            kept.append(branch)
        if is_taken:
            break
    if not kept:
        kept = branches[:1]  # it prints nothing, and its parent isn't empty
        del kept[0][:]
    for branch in branches:
        if branch not in kept:
            choose.remove(branch)
    if kept[0].tag == f"{CSL}else" or (is_taken and len(kept) == 1):
        _put_in_place(choose, kept[0])
    else:
        kept[0].tag = f"{CSL}if"


def _is_taken(branch: etree._Element, cited: Cited) -> bool | None:
    """Whether every record takes the branch (if it comes to it), or none; None: it depends."""
    match = branch.get("match", "all")
    answers = list(_answers(branch, match, cited))
    if not answers:  # the last one, for all others
        return None
    if match == "all":
        return False if False in answers else None if None in answers else True
    of_any = True if True in answers else None if None in answers else False
    if match == "any":
        return of_any
    return None if of_any is None else not of_any


def _answers(branch: etree._Element, match: str, cited: Cited) -> Iterator[bool | None]:
    """What each test of a branch comes to; None: it depends on the record."""
    for name, values in branch.attrib.items():
        asked = str(values).split()
        if name == "type":
            yield _is_of(frozenset(asked), match, cited.types)
        elif name in ("variable", "is-numeric", "is-uncertain-date"):
            yield from (False if cited.lacks(variable) else None for variable in asked)
        elif name != "match":
            yield None


def _is_of(asked: frozenset[str], match: str, types: frozenset[str]) -> bool | None:
    if not asked & types:
        return False
    return True if asked >= types and (match != "all" or len(asked) == 1) else None


def _put_in_place(choose: etree._Element, branch: etree._Element) -> None:
    """What stands in the branch that is always taken, in place of the choice."""
    parent = choose.getparent()
    assert parent is not None
    if not len(branch):
        choose.clear()
        parent.remove(choose)
        return
    at = parent.index(choose)
    parent[at : at + 1] = list(branch)


# -- what prints nothing ----------------------------------------------------------


class _Trimming:
    """Takes out what prints a variable that no record has.

    A group prints nothing where it asks for variables and finds none (CSL 1.0.2, "Group"). So of
    what is always empty, one element is left wherever others were taken out: what asks for a
    variable still does.
    """

    def __init__(self, root: etree._Element, cited: Cited) -> None:
        self._root = root
        self._cited = cited
        self._macros = {each.get("name"): each for each in root.findall(f"{CSL}macro")}
        self._trimmed: dict[str | None, bool] = {}

    def trim(self) -> None:
        for key in self._root.iter(f"{CSL}key"):
            self._is_empty_macro(key.get("macro"))
        for layout in self._root.iter(f"{CSL}layout"):
            self._is_empty_within(layout)

    def _is_empty_macro(self, name: str | None) -> bool:
        """Whether a macro always prints nothing; it is trimmed."""
        if name not in self._trimmed:
            self._trimmed[name] = False  # while it is looked at: it may call itself
            macro = self._macros.get(name)
            self._trimmed[name] = macro is not None and self._is_empty_within(macro)
        return self._trimmed[name]

    def _is_empty_within(self, container: etree._Element) -> bool:
        """Whether all within asks for what no record has; one such element is left."""
        children = list(container)
        empty = [child for child in children if self._is_empty(child)]
        for child in empty[1:]:
            container.remove(child)
        if empty:
            for label in container.findall(f"{CSL}label"):
                if self._cited.lacks(label.get("variable", "")):
                    container.remove(label)
        return bool(empty) and len(container) == 1

    def _is_empty(self, element: etree._Element) -> bool:
        """Whether an element asks for variables, and no record has any of them."""
        kind = etree.QName(element).localname
        if kind in ("text", "number", "date"):
            macro = element.get("macro")
            if macro is not None:
                return self._is_empty_macro(macro)
            return self._cited.lacks(element.get("variable", "locator"), element.get("form"))
        if kind == "group":
            return self._is_empty_within(element)
        if kind == "names":
            return self._is_empty_names(element)
        if kind == "choose":
            for branch in element:
                self._is_empty_within(branch)
        return False

    def _is_empty_names(self, names: etree._Element) -> bool:
        substitute = names.find(f"{CSL}substitute")
        if substitute is not None:  # the first that prints something is taken
            for child in list(substitute):
                if self._is_empty(child) and len(substitute) > 1:
                    substitute.remove(child)
            return False
        return all(map(self._cited.lacks, (names.get("variable") or "locator").split()))


def _drop_description(root: etree._Element) -> None:
    """Without what the style says of itself to those who look for one."""
    for info in root.findall(f"{CSL}info"):
        for each in list(info):
            if etree.QName(each).localname in ("author", "category", "contributor", "rights"):
                info.remove(each)


def _drop_uncalled(root: etree._Element) -> None:
    """Without macros that are called nowhere, or only by such."""
    while True:
        calls = root.iter(f"{CSL}text", f"{CSL}key")
        called = {name for each in calls if (name := each.get("macro"))}
        rest = [each for each in root.findall(f"{CSL}macro") if each.get("name") not in called]
        if not rest:
            return
        for macro in rest:
            root.remove(macro)
