"""A query over entries: ``kind:person tag:"computer vision" -lang:de hinton``.

All of its words have to hold; ``-`` before one means that it must not. A word without a field
is looked for in title and other names.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase

from publish.model.entry import Entry

Values = Callable[[Entry], Iterable[str]]

FIELDS: Mapping[str, Values] = {
    "id": lambda entry: (entry.id,),
    "kind": lambda entry: (entry.kind,),
    "tag": lambda entry: entry.tags,
    "lang": lambda entry: (entry.lang, entry.lang.partition("-")[0]),
    "author": lambda entry: (author.name for author in entry.authors),
    "title": lambda entry: (entry.title, *entry.aliases),
    "year": lambda entry: (str(entry.published.year),) if entry.published else (),
}
"""What can be asked for, and the values that an entry has for it."""


def query_fault(query: str) -> str | None:
    """What is wrong with a query, if anything."""
    try:
        words = shlex.split(query)
    except ValueError:
        return "the query has a quotation mark that isn't closed"
    for word in words:
        field, mark, value = word.removeprefix("-").partition(":")
        if mark and field not in FIELDS:
            return f"there is no field `{field}` to ask for; fields are {', '.join(FIELDS)}"
        if mark and not value:
            return f"`{word}` asks for nothing"
    return None if words else "the query is empty"


def matches(query: str, entry: Entry) -> bool:
    """Whether an entry is what a sound query asks for. Values may hold ``*``; the case of
    letters doesn't matter.
    """
    return all(_holds(word, entry) for word in shlex.split(query))


def _holds(word: str, entry: Entry) -> bool:
    if word.startswith("-"):
        return not _holds(word[1:], entry)
    field, mark, value = word.partition(":")
    if not mark:
        field, value = "title", f"*{word}*"
    wanted = value.casefold()
    return any(fnmatchcase(each.casefold(), wanted) for each in FIELDS[field](entry))
