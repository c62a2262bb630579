"""Rules about entries."""

from publish.diagnostics.core import Rule, Severity

NO_HEADER = Rule(
    "ENT001",
    "no-header",
    Severity.ERROR,
    "An entry starts with a header: a line `---`, fields in YAML, and another line `---`. "
    "Without it nothing is known about the entry, not even its title.",
)

BROKEN_HEADER = Rule(
    "ENT002",
    "broken-header",
    Severity.ERROR,
    "The header of an entry can't be read as YAML, or isn't a list of fields. A value that "
    "holds `: ` or starts with `@`, `*`, `[` or `{` needs quotes. Anchors, aliases and tags "
    "are not read.",
)

REPEATED_FIELD = Rule(
    "ENT003",
    "repeated-field",
    Severity.ERROR,
    "A field stands twice in a header. Only one of the two could be used, and which one would "
    "be a guess.",
)

UNKNOWN_FIELD = Rule(
    "ENT004",
    "unknown-field",
    Severity.ERROR,
    "A header has a field that no entry has. It is an error, because a misspelt field would "
    "otherwise be lost in silence. `publish schema` describes the fields.",
)

MISSING_FIELD = Rule(
    "ENT005",
    "missing-field",
    Severity.ERROR,
    "A header lacks a field that every entry must have: `kind`, `title`, and `lang` unless the "
    "settings give one; or a part of a fact, an author or an image is missing.",
)

WRONG_VALUE = Rule(
    "ENT006",
    "wrong-value",
    Severity.ERROR,
    "A field of a header has a value of the wrong form: a list where one value is meant, a "
    "text where a list of fields is meant, an empty value, or none of the values that it can "
    "have.",
)

BAD_DATE = Rule(
    "ENT007",
    "bad-date",
    Severity.ERROR,
    "A date of a header isn't a day of the calendar in the form `YYYY-MM-DD`, as in "
    "`2026-05-19` (ISO 8601).",
)

BAD_ORCID = Rule(
    "ENT008",
    "bad-orcid",
    Severity.ERROR,
    "An ORCID iD is sixteen digits in groups of four, the last one a check digit (ISO/IEC "
    "7064, MOD 11-2). This one has another form, or a digit in it is wrong.",
)

UNKNOWN_KIND = Rule(
    "ENT009",
    "unknown-kind",
    Severity.ERROR,
    "The `kind` of an entry is none of the built-in ones (person, concept, organisation, work) "
    "and none that the settings define under `[kinds.NAME]`.",
)

BAD_ID = Rule(
    "ENT010",
    "bad-id",
    Severity.ERROR,
    "The id of an entry names its files and stands in addresses, so it is made of lower-case "
    "letters a to z, digits, and single hyphens between them. Where a header has no `id`, the "
    "name of the file is the id.",
)

DUPLICATE_ID = Rule(
    "ENT011",
    "duplicate-id",
    Severity.ERROR,
    "Two entries have the same id. The first, in the order of their paths, keeps it; the other "
    "is not read.",
)

BAD_LANG = Rule(
    "ENT012",
    "bad-lang",
    Severity.ERROR,
    "A language is given by its tag as in BCP 47: `en`, `de-CH`, `zh-Hant`. Hyphenation, "
    "quotation marks, citations and screen readers depend on it.",
)

NO_ENTRIES = Rule(
    "ENT013",
    "no-entries",
    Severity.WARNING,
    "There is no `.md` file under `entries/`, so there is nothing to publish. `publish new` "
    "starts an entry.",
)

SHARED_ALIAS = Rule(
    "ENT014",
    "shared-alias",
    Severity.WARNING,
    "An alias stands twice, or is the title or an alias of another entry too, so that a reader "
    "who looks it up may land at the wrong one.",
)

MISSING_SECTION = Rule(
    "ENT020",
    "missing-section",
    Severity.ERROR,
    "The kind of this entry requires a section that isn't there. Sections are known by the "
    "words of their heading; the kinds are defined under `[kinds.NAME]` in the settings.",
)

SECTION_ORDER = Rule(
    "ENT021",
    "section-order",
    Severity.WARNING,
    "The sections of this entry stand in another order than its kind gives. Entries of a kind "
    "read alike when their sections do.",
)

EXTRA_SECTION = Rule(
    "ENT022",
    "extra-section",
    Severity.WARNING,
    "The kind of this entry allows only the sections that it names (`extra-sections = false`), "
    "and this is another.",
)

EMPTY_SECTION = Rule(
    "ENT023",
    "empty-section",
    Severity.WARNING,
    "A heading is followed by no text. Write the section, or remove its heading.",
)

SKIPPED_LEVEL = Rule(
    "ENT024",
    "skipped-level",
    Severity.WARNING,
    "A heading is more than one level below the one before it. Readers who move by headings "
    "believe that they missed one (WCAG 2.2, technique G141; PDF/UA-1, 7.4.2).",
)

RAW_MARKUP = Rule(
    "ENT025",
    "raw-markup",
    Severity.WARNING,
    "HTML tags, LaTeX commands and raw blocks (`{=html}`) are not read in an entry: no script and "
    "no file can get in by them. They would be printed as they stand. Markdown has a form for most "
    "of them; anything else belongs between backticks.",
)

UNDEFINED_NOTE = Rule(
    "ENT026",
    "undefined-note",
    Severity.ERROR,
    "A text calls a note, `[^1]`, that it never gives. The mark would be printed as it stands. "
    "Write the note in a paragraph of its own, as `[^1]: What it says`.",
)

NESTED_TOO_DEEP = Rule(
    "ENT027",
    "nested-too-deep",
    Severity.ERROR,
    "Quotations, lists, fenced blocks or markup of a text stand in one another more than 64 deep. "
    "No page has room for that, and engines break down on it. The entry isn't made, the others "
    "go on. Mostly a character was repeated by mistake, such as `>` or `:::`.",
)

UNCITED_SECTION = Rule(
    "ENT028",
    "uncited-section",
    Severity.WARNING,
    "A section cites nothing, though its kind wants citations there (`cited` in the settings of "
    "the kind). Citations that are set for names of papers count. A section without words of its "
    "own is not meant.",
)

CITATION_NEEDED = Rule(
    "ENT029",
    "citation-needed",
    Severity.WARNING,
    "A mark that somebody left behind for a citation to come, such as `[citation needed]`. It "
    "would be printed as it stands. Cite, or take the claim out.",
)

OVERDUE_REVIEW = Rule(
    "ENT030",
    "overdue-review",
    Severity.WARNING,
    "An entry was reviewed longer ago than the project allows (`check.reviewed-within`, in days), "
    "or never. Read it again, and set its `reviewed` to the day on which you did.",
)

REPEATED_NOTE = Rule(
    "ENT031",
    "repeated-note",
    Severity.WARNING,
    "A text calls one note more than once. Each call gets a number and a note of its own, so that "
    "the same words are printed twice. Call it once, or say it in the text.",
)

REPEATED_SECTION = Rule(
    "ENT032",
    "repeated-section",
    Severity.WARNING,
    "Two headings side by side have the same words. In the contents they can't be told apart, and "
    "a link to one may lead to the other. Join the sections, or rename one.",
)

NESTED_NOTE = Rule(
    "ENT033",
    "note-in-a-note",
    Severity.ERROR,
    "A note is called in a note. A page has one place for notes, and pandoc prints nothing of the "
    "inner one, so that its words would be lost. Say them in the outer note or in the text.",
)
