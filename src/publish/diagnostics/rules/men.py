"""Rules about mentions."""

from publish.diagnostics.core import Rule, Severity

DOUBTFUL_MENTION = Rule(
    "MEN001",
    "doubtful-mention",
    Severity.INFO,
    "Words that may name a paper of the bibliography, but may as well mean something else: an "
    "everyday word that is also a title, a name that several works share, a part of a longer "
    "name, authors with a year that fit a record but for the year or for further authors. "
    "They are not cited. If they name the paper, cite it there as `[@key]`, or give the "
    "name under `papers` in the entry's header; if not, nothing need be done.",
)

UNMATCHED_MENTION = Rule(
    "MEN002",
    "unmatched-mention",
    Severity.INFO,
    "Words that look like a paper that no record of the bibliography stands for: a DOI, an arXiv "
    "identifier or an ISBN, authors with a year, a title in quotation marks or italics beside a "
    "year or a venue. Add the record if the entry is to cite it.",
)

UNUSED_NAME = Rule(
    "MEN003",
    "unused-name",
    Severity.WARNING,
    "A name under `papers` that the text never uses, or uses only where no mention is looked for "
    "(in code, headings and links). It was misspelt, or the text has changed since.",
)

BROKEN_DECISIONS = Rule(
    "MEN004",
    "broken-decisions",
    Severity.ERROR,
    "`mentions.toml`, which keeps what was decided about words that may name a paper, can't be "
    "read. Nothing is made before it is mended, for other papers would be cited than were decided "
    "upon. After a merge, look for the marks of a conflict.",
)

STALE_DECISION = Rule(
    "MEN005",
    "stale-decision",
    Severity.WARNING,
    "A decision in `mentions.toml` about words that no longer stand in the entry, or about an "
    "entry that isn't there. It does nothing. Take it out, or decide again where the words have "
    "changed.",
)

DECISION_WITHOUT_RECORD = Rule(
    "MEN006",
    "decision-without-record",
    Severity.WARNING,
    "A decision in `mentions.toml` to cite a key that the bibliography no longer has. The words "
    "are treated as if nothing had been decided.",
)

YEAR_CONTRADICTION = Rule(
    "MEN007",
    "year-contradiction",
    Severity.WARNING,
    "The text gives a paper another year than its record has. One of the two is wrong; or the text "
    "means another version of the paper, which should then have its own record.",
)

VENUE_CONTRADICTION = Rule(
    "MEN008",
    "venue-contradiction",
    Severity.WARNING,
    "The text says that a paper was published elsewhere than its record does. One of the two is "
    "wrong; or the text means another version of the paper, which should then have its own record.",
)

AUTHOR_CONTRADICTION = Rule(
    "MEN009",
    "author-contradiction",
    Severity.WARNING,
    "The text names somebody as an author of a paper whom its record doesn't name. One of the two "
    "is wrong, or the name is spelt in two ways.",
)

CITATION_NOT_WRITTEN = Rule(
    "MEN010",
    "citation-not-written",
    Severity.WARNING,
    "A citation that the build sets, but that `publish cite --write` can't write into the source: "
    "the text would then be read differently, as in a table whose columns are held by their "
    "widths. The build goes on setting it.",
)

IDENTIFIER_CONTRADICTION = Rule(
    "MEN011",
    "identifier-contradiction",
    Severity.WARNING,
    "A name and an identifier stand side by side, but belong to two papers of the bibliography. "
    "Both are cited; one of the two is wrong, in the text or in its record.",
)
