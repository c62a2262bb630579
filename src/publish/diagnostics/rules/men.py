"""Rules about mentions."""

from publish.diagnostics.core import Rule, Severity

DOUBTFUL_MENTION = Rule(
    "MEN001",
    "doubtful-mention",
    Severity.INFO,
    "Words that may name a paper of the bibliography, but may as well mean something else: an "
    "everyday word that is also a title, a name that several works share, a part of a longer "
    "name. They are not cited. If they name the paper, cite it there as `[@key]`, or give the "
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
