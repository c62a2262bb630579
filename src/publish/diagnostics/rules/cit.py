"""Rules about citations."""

from publish.diagnostics.core import Rule, Severity

UNDEFINED_KEY = Rule(
    "CIT001",
    "undefined-key",
    Severity.ERROR,
    "A citation key that no record of the bibliography has: in the text, as the source of a "
    "fact, under `papers` or in `nocite`. The citation would point nowhere.",
)

CITATION_IN_HEADING = Rule(
    "CIT002",
    "citation-in-heading",
    Severity.WARNING,
    "A heading holds a citation. It is repeated in contents, bookmarks and running heads, where "
    "it can't be followed. Cite in the first sentence of the section.",
)

FACT_WITHOUT_SOURCE = Rule(
    "CIT003",
    "fact-without-source",
    Severity.INFO,
    "A fact says nothing about where it is known from. Give the key of a record as its "
    "`source`, or cite in its `value`.",
)

EMPTY_REFERENCE = Rule(
    "CIT020",
    "empty-reference",
    Severity.ERROR,
    "A record has so few fields that the citation style prints nothing for it in the list of "
    "references: whoever follows its citation would find an empty line. Complete the record.",
)

BAD_LOCATOR = Rule(
    "CIT004",
    "bad-locator",
    Severity.WARNING,
    "What stands behind a citation key looks like pages and can't be read as such: its label "
    "belongs to another language or is misspelt, so that it is printed as it stands beside a "
    "style's own; a brace isn't closed; or the last page comes before the first. In English the "
    "labels are `p.` and `pp.`; in German `S.`.",
)

MENTION_WITHOUT_CITATION = Rule(
    "CIT005",
    "mention-without-citation",
    Severity.INFO,
    "A text names a paper of the bibliography, by words that leave no doubt, and cites it nowhere. "
    'It is told where the settings leave citing to the author (`citations.mentions = "report"`), '
    "once for each paper of an entry.",
)

UNCITED_RECORD = Rule(
    "CIT030",
    "uncited-record",
    Severity.INFO,
    "A record that no entry cites, mentions or lists. It is told where the settings ask for it "
    "(`check.uncited = true`): a bibliography that several texts share is never cited in full.",
)

PREPRINT_CITED = Rule(
    "CIT031",
    "preprint-cited",
    Severity.WARNING,
    "A preprint is cited, though the bibliography holds the record of its publication: of the same "
    "arXiv number, or title and first author. Cite what was reviewed; where the preprint itself is "
    "meant, ignore the rule for the entry, with a reason. It is told once for an entry.",
)

RETRACTED_WORK = Rule(
    "CIT032",
    "retracted-work",
    Severity.WARNING,
    "A work is cited that was retracted, by the list of retractions that the settings name "
    "(`check.retractions`). Works are found by DOI and PubMed number, once for an entry. Say in "
    "the text that it was retracted, or cite something else.",
)

CORRECTED_WORK = Rule(
    "CIT033",
    "corrected-work",
    Severity.INFO,
    "A work is cited about which a correction or an expression of concern was published, by the "
    "list that the settings name (`check.retractions`). Read the notice.",
)

OLD_RETRACTIONS = Rule(
    "CIT034",
    "old-retractions",
    Severity.INFO,
    "The last notice of the list of retractions is older than half a year: what was retracted "
    "since isn't found. Nothing is fetched from here; put a newer list in its place.",
)
