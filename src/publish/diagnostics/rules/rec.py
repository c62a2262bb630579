"""Rules about what the records of a bibliography say: fields, identifiers, names, numbers."""

from publish.diagnostics.core import Rule, Severity

MISSING_FIELD = Rule(
    "BIB040",
    "missing-field",
    Severity.WARNING,
    "A record lacks a field without which its type can't be cited in full: an article its journal, "
    "a thesis its school, any work its title. Records are held to BibTeX's table of required "
    "fields, those that use biblatex's types or fields to biblatex's. A record that inherits isn't "
    "asked, and an eprint stands for a journal. Add the field, or use the type that fits.",
)
MALFORMED_DOI = Rule(
    "BIB041",
    "malformed-doi",
    Severity.WARNING,
    "A `doi` that is no DOI: `10.`, a number, a solidus and a suffix, as in "
    "`10.1109/CVPR.2016.90`. Its link leads nowhere. An address in front (`https://doi.org/`) is "
    "understood. Copy the DOI from the work's page.",
)
MALFORMED_ISBN = Rule(
    "BIB042",
    "malformed-isbn",
    Severity.WARNING,
    "An `isbn` that has neither 10 nor 13 digits, or whose check digit doesn't fit, so that a "
    "digit is wrong. Several numbers may stand in one field. Compare it with the book.",
)
MALFORMED_ISSN = Rule(
    "BIB043",
    "malformed-issn",
    Severity.WARNING,
    "An `issn` that hasn't 8 digits, as in `0162-8828`, or whose check digit doesn't fit, so that"
    " a digit is wrong. Several numbers may stand in one field. Compare it with the journal.",
)
MALFORMED_ORCID = Rule(
    "BIB044",
    "malformed-orcid",
    Severity.WARNING,
    "An `orcid` that isn't of the form `0000-0002-1825-0097`, or whose check digit doesn't fit. "
    "Compare it with the one at orcid.org.",
)
MALFORMED_ARXIV = Rule(
    "BIB045",
    "malformed-arxiv-id",
    Severity.WARNING,
    "An `eprint` of arXiv that is no number of arXiv: `1512.03385` since April 2007, "
    "`hep-th/9711200` before. Its link leads nowhere. Copy the number from the paper's page.",
)
MALFORMED_PMID = Rule(
    "BIB046",
    "malformed-pmid",
    Severity.WARNING,
    "A `pmid` that isn't a number of up to eight digits, or a `pmcid` that isn't `PMC` and a "
    "number. Copy it from the work's page at PubMed.",
)
OTHERS_INSIDE = Rule(
    "BIB047",
    "others-inside",
    Severity.WARNING,
    "`others` in the middle of a list of names. BibTeX understands it at the end alone, as "
    "`and others`; elsewhere it is printed as a person. Move it to the end.",
)
SPLIT_ORGANISATION = Rule(
    "BIB048",
    "split-organisation",
    Severity.WARNING,
    "An organisation that is read as a person, or as two where its name holds an `and`: it is "
    "cited as `Organization, W. H.`. Put braces around its whole name.",
)
SHOUTED_NAME = Rule(
    "BIB049",
    "name-in-capitals",
    Severity.INFO,
    "A person's name in capitals, which is printed so beside the others. Write it in capitals and "
    "small letters, with braces around what is an acronym.",
)
GLUED_INITIALS = Rule(
    "BIB050",
    "glued-initials",
    Severity.INFO,
    "Initials without full stops, as PubMed exports them: `Smith, JA` is taken for one given name, "
    "`JA`, which styles shorten to `J.`. Write `Smith, J. A.`.",
)
INITIALS_AS_FAMILY = Rule(
    "BIB051",
    "initials-as-family-name",
    Severity.WARNING,
    "Initials in the place of the family name: without a comma the last word is the family name, "
    "so that `Smith J` is cited as `J`. Write `Smith, J.`.",
)
UNPROTECTED_CAPITALS = Rule(
    "BIB052",
    "unprotected-capitals",
    Severity.INFO,
    "A title holds names without braces around them: `Learning with Gaussian processes`. Styles "
    "that set titles in sentence case print `gaussian`, as BibTeX's own do; of CSL's library "
    "hardly one does. Words with capitals inside (`ImageNet`, `DNA`) are safe here. Put braces "
    "around the names.",
)
IMPLAUSIBLE_YEAR = Rule(
    "BIB053",
    "implausible-year",
    Severity.WARNING,
    "A year of publication that lies more than two years ahead, or before the year 1000: mostly a "
    "digit that is missing, doubled or mixed up. Correct it; for a work of antiquity give a `date` "
    "of four digits, as in `0098` or `-0043`.",
)
REVERSED_PAGES = Rule(
    "BIB054",
    "reversed-pages",
    Severity.WARNING,
    "A range of pages whose last page comes before its first. Ranges that leave out digits "
    "(`1123--45`) are understood. Compare it with the work.",
)
HYPHEN_IN_PAGES = Rule(
    "BIB055",
    "hyphen-in-pages",
    Severity.INFO,
    "A range of pages with one hyphen. It is read as a range here; BibTeX's own styles and "
    "biblatex differ. Write two hyphens, `12--34`.",
)
MOJIBAKE = Rule(
    "BIB056",
    "mojibake",
    Severity.WARNING,
    "Letters that were damaged when a text changed its encoding: UTF-8 that was taken for "
    "Windows-1252 (`JÃ¼rgen` for `Jürgen`), or the sign � for a letter that is lost. It is printed "
    "so. Type the letters again.",
)
MARKDOWN_IN_FIELD = Rule(
    "BIB057",
    "markdown-in-field",
    Severity.INFO,
    r"Markdown in a field of a record, which is printed with its asterisks and brackets. Write "
    r"LaTeX: `\emph{…}`, `\textbf{…}`; put an address into `url`.",
)
KEY_OFF_PATTERN = Rule(
    "BIB058",
    "key-off-pattern",
    Severity.WARNING,
    "A key that isn't made by the project's pattern for keys, which the settings name. Rename it, "
    "and in the entries too; or correct the field that the pattern takes.",
)
SHARED_IDENTIFIER = Rule(
    "BIB059",
    "shared-identifier",
    Severity.WARNING,
    "A DOI or arXiv number that another record of the bibliography has too, though the two are "
    "different works. One of them leads to the wrong one. Look up both.",
)
CONFLICTING_DUPLICATES = Rule(
    "BIB060",
    "conflicting-duplicates",
    Severity.WARNING,
    "Two records of one work, by their DOI or arXiv number, that differ in year or pages. At least "
    "one is wrong. Compare them with the work, and remove one record.",
)
DUPLICATE_WORK = Rule(
    "BIB061",
    "duplicate-work",
    Severity.WARNING,
    "One work under two keys: two records have one DOI or arXiv number, or one title, first "
    "author, year and type, or one title, first author and conference. A text that cites both "
    "lists the work twice. Remove one record, and cite the other; with biblatex's `ids` a record "
    "keeps a former key.",
)
DRESSED_DOI = Rule(
    "BIB062",
    "dressed-doi",
    Severity.INFO,
    "A `doi` with its address or a label in front, or with escapes of TeX in it. It is understood "
    "here, but other programs put their own address in front, or print the escapes. Write the DOI "
    "alone: `10.1109/CVPR.2016.90`.",
)
