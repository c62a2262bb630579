"""Authors, editors and the others → the item's name variables."""

from __future__ import annotations

import re
from functools import partial

from publish.diagnostics.rules import bib
from publish.model.expressions import expression
from publish.readers.bibtex.items.conversion import Conversion, Macros
from publish.readers.bibtex.items.names import OTHERS, NameList, read_names
from publish.readers.bibtex.items.persons import CslName
from publish.readers.bibtex.latex import to_text
from publish.readers.bibtex.latex.trouble import Trouble

_ROLES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author", "illustrator": "illustrator", "director": "director",
    "holder": "author", "foreword": "contributor", "introduction": "contributor",
    "afterword": "contributor",
}  # fmt: skip
_EDITOR_ROLES = {
    "director": "director", "compiler": "compiler", "organizer": "organizer",
    "producer": "producer", "scriptwriter": "script-writer", "performer": "performer",
    "translator": "translator", "illustrator": "illustrator",
}  # fmt: skip
_SAYS_GROUP = expression(r"collaboration|consortium|group|team", re.I)


def set_contributors(conversion: Conversion) -> None:
    for name, role in _ROLES.items():
        if conversion.raw(name):
            if name == "editor":
                role = _editor_role(conversion, name, "editor")
            conversion.put(role, _people(conversion, name))
    for name in ("editora", "editorb", "editorc"):
        role = _editor_role(conversion, name, "")
        if role and conversion.raw(name):
            conversion.put(role, _people(conversion, name))
    _add_collaboration(conversion)


def _editor_role(conversion: Conversion, name: str, otherwise: str) -> str:
    """What biblatex's ``editortype`` says."""
    return _EDITOR_ROLES.get(conversion.text(name + "type").lower(), otherwise)


def _add_collaboration(conversion: Conversion) -> None:
    """A collaboration is the last author, before those that ``others`` stands for."""
    name = conversion.text("collaboration")
    if not name:
        return
    if not _SAYS_GROUP.search(name):
        name += " Collaboration"
    authors = list(conversion.item.get("author", []))
    at = len(authors) - 1 if authors[-1:] == [OTHERS] else len(authors)
    conversion.item["author"] = [*authors[:at], {"literal": name}, *authors[at:]]


def _people(conversion: Conversion, name: str) -> list[CslName]:
    options = conversion.raw("options").replace(" ", "").lower()
    use_prefix = False if "useprefix=false" in options else None
    people = conversion.read(partial(_names, use_prefix=use_prefix), name) or NameList()
    for problem in people.problems:
        words = problem.split("`")[1] if "`" in problem else ""
        hint = (
            "write `and others`"
            if words == "et al."
            else "part names by `and`, family and given name by a comma"
        )
        conversion.report(bib.UNCLEAR_NAME, f"{problem} in `{name}`", hint, name, words=words)
    return people.names


def _names(raw: str, macros: Macros, trouble: Trouble, use_prefix: bool | None) -> NameList:
    return read_names(raw, lambda text: to_text(text, macros, trouble), use_prefix)
