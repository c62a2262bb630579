"""Rules about typography: suggestions, what is printed is mostly right already."""

from publish.diagnostics.core import Rule, Severity

STRAIGHT_QUOTES = Rule(
    "TYP001",
    "straight-quotes",
    Severity.INFO,
    "Words stand between straight quotation marks. In the text they are printed as the curly ones "
    "of English, in a title as they stand. Write those of the entry's language: `“…”`, `„…“`, "
    "`«…»`. Told once for each paragraph.",
)

DOUBLE_HYPHEN = Rule(
    "TYP002",
    "double-hyphen",
    Severity.INFO,
    "Two or three hyphens stand for a dash. In the text they are printed as `–` and `—`, in a "
    "title as they stand. Write the dash that is meant. Told once for each paragraph.",
)

HYPHEN_FOR_DASH = Rule(
    "TYP003",
    "hyphen-for-dash",
    Severity.INFO,
    "A hyphen between spaces stands for a dash, and is printed as a hyphen. Write `–`. Told once "
    "for each paragraph.",
)

HYPHEN_IN_RANGE = Rule(
    "TYP004",
    "hyphen-in-range",
    Severity.INFO,
    "A range of years or pages is written with a hyphen: `1990-1995`, `pp. 3-7`. It takes `–`. "
    "Told once for each paragraph.",
)

TYPED_ELLIPSIS = Rule(
    "TYP005",
    "typed-ellipsis",
    Severity.INFO,
    "Three full stops stand for an ellipsis. In the text they are printed as `…`, in a title as "
    "they stand. Write the character. Told once for each paragraph.",
)
