"""Rules about briefs."""

from publish.diagnostics.core import Rule, Severity

OVERFULL = Rule(
    "BRF001",
    "overfull-brief",
    Severity.ERROR,
    "What must be in a brief (its text or the summary, and each section of priority `must`) "
    "doesn't fit on its pages, not even in the smallest type that is allowed. The message "
    "names the section to cut, and by how many lines; or what it is that is wider than its column, "
    "and where it is written. Nothing is written.",
)

HALF_EMPTY = Rule(
    "BRF002",
    "half-empty-brief",
    Severity.WARNING,
    "The pages of a brief are filled to less than 85 %, although something was left out: the "
    "next block is too high to fit. Give another section a higher priority, or part the block.",
)

UNKNOWN_SECTION = Rule(
    "BRF003",
    "unknown-section",
    Severity.WARNING,
    "The header gives a priority to a section that the entry doesn't have.",
)

TOO_WIDE = Rule(
    "BRF004",
    "too-wide-for-a-brief",
    Severity.WARNING,
    "A table, a listing or a formula is wider than the column of a brief, and was left out with "
    "all that follows in its section. Nothing is ever drawn over an edge.",
)

UNKNOWN_PRIORITY = Rule(
    "BRF005",
    "unknown-priority",
    Severity.WARNING,
    "What a heading gives as the priority of its section is none (`{brief=often}`): it can be "
    "`must`, a whole number from 1 to 99, or `never`. The section comes in its turn, as if nothing "
    "was said.",
)

LOW_CONTRAST = Rule(
    "BRF010",
    "low-contrast",
    Severity.WARNING,
    "The colour in `brand.toml` is too light to be read on white paper: WCAG 2.2 asks for a "
    "contrast of 4.5 (level AA). Briefs are printed in the same hue, made as dark as it must be.",
)

UNPRINTABLE_COLOUR = Rule(
    "BRF011",
    "unprintable-colour",
    Severity.ERROR,
    "The colour in `brand.toml` or `_brand.yml` is all but white: its contrast on white paper is "
    "below 1.2, so that making it dark enough to be read would make another colour of it. "
    "Nothing is made until the house names one that can be printed.",
)

BROKEN_RECIPIENTS = Rule(
    "BRF020",
    "broken-recipients",
    Severity.ERROR,
    "The table of recipients can't be used: it has no column `name`, a row has no name, a number "
    "stands twice or can't be part of a file's name, or a name is longer than a line or has "
    "letters that can't be drawn. No copy is made.",
)
