"""Rules about EPUB."""

from publish.diagnostics.core import Rule, Severity

BROKEN_CONTAINER = Rule(
    "EPB001",
    "broken-container",
    Severity.ERROR,
    "The container of a made EPUB breaks the Open Container Format: the file `mimetype` must"
    " come first and uncompressed, and `META-INF/container.xml` must name the package document.",
    cause="engine",
)

NOT_WELL_FORMED = Rule(
    "EPB002",
    "not-well-formed",
    Severity.ERROR,
    "A document in a made EPUB isn't well-formed XML; reading systems refuse such files. Most"
    " often a template in `styles/` leaves an element open or uses an entity that XML lacks.",
)

INCOMPLETE_MANIFEST = Rule(
    "EPB003",
    "incomplete-manifest",
    Severity.ERROR,
    "The package document and the files of a made EPUB disagree: a file isn't listed, a listed"
    " file isn't there, or a property that a file needs isn't declared.",
    cause="engine",
)

BROKEN_LINK = Rule(
    "EPB004",
    "broken-link",
    Severity.ERROR,
    "A link in a made EPUB leads to a file or to an identifier that isn't there.",
    cause="engine",
)

REPEATED_ID = Rule(
    "EPB005",
    "repeated-id",
    Severity.ERROR,
    "Two elements of one document in a made EPUB have the same identifier.",
    cause="engine",
)

REMOTE_RESOURCE = Rule(
    "EPB006",
    "remote-resource",
    Severity.ERROR,
    "A made EPUB fetches something from elsewhere. Everything that a book shows must be in it.",
)

BROKEN_PACKAGE = Rule(
    "EPB007",
    "broken-package",
    Severity.ERROR,
    "The package document of a made EPUB lacks what every book has: an identifier, a title, a"
    " language, the time of its last change, a table of contents, a reading order.",
    cause="engine",
)
