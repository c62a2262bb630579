"""Rules about collections."""

from publish.diagnostics.core import Rule, Severity

UNKNOWN_ENTRY = Rule(
    "COL001",
    "unknown-entry",
    Severity.ERROR,
    "A collection names an entry that there isn't: among its `entries`, in `front` or `back`, or"
    " as the introduction to a part.",
)

EMPTY_COLLECTION = Rule(
    "COL002",
    "empty-collection",
    Severity.ERROR,
    "No entry of the project is what a collection asks for, so that there is nothing to make.",
)

MATCHES_NOTHING = Rule(
    "COL003",
    "matches-nothing",
    Severity.WARNING,
    "A pattern of a collection matches the id of no entry, or a part of it gets no entry: none is"
    " what it asks for, or each stands in a part before it.",
)

TAKEN_ID = Rule(
    "COL004",
    "taken-id",
    Severity.ERROR,
    "A collection has the id of an entry. The files of both would be made in the same folder.",
)

LEFT_OUT = Rule(
    "COL005",
    "left-out",
    Severity.WARNING,
    "An entry is what a collection asks for, and none of its parts takes it up. It isn't in the"
    " book.",
)

HELD_UP = Rule(
    "COL006",
    "held-up",
    Severity.ERROR,
    "A collection isn't made, because entries in it have errors or couldn't be read. What is"
    " wrong with them is told in their own files.",
)

LINK_OUT = Rule(
    "COL007",
    "link-out",
    Severity.INFO,
    "An entry of a collection links to one that isn't in it, and the settings give no `url` where"
    " that could be read. In the book, the words of the links stay, and lead nowhere. Each such"
    " entry is told once, at the first link to it.",
)

NAMED_TWICE = Rule(
    "COL008",
    "named-twice",
    Severity.WARNING,
    "A part of a collection, or its `front` or `back`, names an entry that stands elsewhere in the"
    " book already. A book holds an entry once, at the first of the places.",
)
