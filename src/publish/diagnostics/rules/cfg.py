"""Rules about settings."""

from publish.diagnostics.core import Rule, Severity

NO_SETTINGS = Rule(
    "CFG001",
    "no-settings",
    Severity.ERROR,
    "A project is a folder that holds a `publish.toml`. There is none here, so `publish` can't "
    "know what to do. Run `publish init` to start a project, or `-C DIR` to work in another "
    "folder.",
)

BROKEN_SETTINGS = Rule(
    "CFG002",
    "broken-settings",
    Severity.ERROR,
    "`publish.toml` can't be read as TOML. The message says what was found at the place. A "
    "missing quote or bracket on the line before is the usual cause.",
)

UNKNOWN_SETTING = Rule(
    "CFG003",
    "unknown-setting",
    Severity.ERROR,
    "A key in `publish.toml` that means nothing to `publish`. It is an error, because a "
    "misspelt setting would otherwise go unnoticed. The hint lists the valid keys.",
)

WRONG_SETTING = Rule(
    "CFG004",
    "wrong-setting",
    Severity.ERROR,
    "A setting has a value of the wrong type, or none of those it can have; or a setting that "
    "every project needs is missing.",
)

UNKNOWN_RULE = Rule(
    "CFG005",
    "unknown-rule",
    Severity.ERROR,
    "`check.severity` or `check.ignore` names a rule that doesn't exist. Rules are named by "
    "their codes, such as `CIT001`.",
)

UNUSED_IGNORE = Rule(
    "CFG006",
    "unused-ignore",
    Severity.WARNING,
    "A `check.ignore` matched nothing. What it was written for has been mended, or its path or "
    "code is misspelt. Remove it, or a later problem of the kind will be hidden.",
)

UNKNOWN_STYLE = Rule(
    "CFG007",
    "unknown-style",
    Severity.ERROR,
    "`citations.style` is neither the name of a style of the CSL library nor a file under "
    "`styles/`. `publish styles` lists the names.",
)

BROKEN_STYLE = Rule(
    "CFG008",
    "broken-style",
    Severity.ERROR,
    "A citation style can't be used: it isn't a CSL style in well-formed XML, or it depends on "
    "a parent style that isn't there. Styles come from the Zotero style repository.",
)

STYLE_WITHOUT_LIST = Rule(
    "CFG009",
    "style-without-list",
    Severity.WARNING,
    "The citation style has no bibliography, only notes. Readers get no list of references, and "
    "citations have nothing to link to. Many such styles have a twin with a bibliography.",
)

UNKNOWN_ENTRY = Rule(
    "CFG020",
    "unknown-entry",
    Severity.ERROR,
    "A command names an entry that the project doesn't have. `publish list` shows the "
    "identifiers of all entries.",
)

UNKNOWN_FORMAT = Rule(
    "CFG021",
    "unknown-format",
    Severity.ERROR,
    "A command names an output format that there isn't, or in which the collection that it names "
    "isn't made. The formats are `pdf`, `epub` and `html`.",
)

LINKED_OUTPUT = Rule(
    "CFG010",
    "linked-output",
    Severity.ERROR,
    "The output folder, or a folder in it, is a symbolic link. Files are written and removed "
    "inside the project only, so links are not followed.",
)

FIRM_RULE = Rule(
    "CFG011",
    "firm-rule",
    Severity.ERROR,
    "`check.ignore` or `check.severity` names a rule that can't be set aside. What such a rule "
    "finds would make a file that is broken, unsafe, or claims what isn't true: a citation that "
    "leads nowhere, a file from outside the project, an image that nobody described.",
)

CONFLICTING_STANDARDS = Rule(
    "CFG012",
    "conflicting-standards",
    Severity.ERROR,
    "`pdf.standard` names standards that no single file can follow, or that rule out what "
    "`pdf.attach-sources` asks for. A file follows one part of PDF/A. `a-2a`, `a-2u`, `a-3a`, "
    "`a-3u` and `ua-1` are of PDF 1.7; `a-4`, `a-4f`, `ua-2` and `wtpdf` of PDF 2.0. Sources can "
    "be attached with `a-3a`, `a-3u` and `a-4f`, or without PDF/A; `a-4f` asks for them.",
)

NO_RETRACTIONS = Rule(
    "CFG022",
    "no-retractions",
    Severity.ERROR,
    "`check.retractions` names a file that isn't a list of retractions: it has to be a CSV with "
    "the columns of the Retraction Watch database, among them `OriginalPaperDOI`, "
    "`RetractionNature` and `RetractionDate`. Where the file can't be read at all, that is told.",
)
