"""Rules about the files of the bibliography: their text, their records, their values."""

from publish.diagnostics.core import Rule, Severity

FOREIGN_ENCODING = Rule(
    "BIB001",
    "foreign-encoding",
    Severity.WARNING,
    "A bibliography file that isn't UTF-8. It was read in the encoding that fits its bytes best, "
    "which is a guess: a wrong one shows as wrong letters in names. Save the file as UTF-8.",
)
DAMAGED_BYTES = Rule(
    "BIB002",
    "damaged-bytes",
    Severity.ERROR,
    "Bytes that are no text in the encoding of the rest of the file, often a record pasted from "
    "a file in another encoding. They were read as Windows-1252 where that has a letter for them. "
    "Type the letters again and save the file as UTF-8.",
)
DUPLICATE_KEY = Rule(
    "BIB003",
    "duplicate-key",
    Severity.ERROR,
    "Two records with one key. The first counts and the second can't be cited, as in BibTeX. "
    "Remove one of them, or give it a key of its own.",
)
KEYS_DIFFER_IN_CASE = Rule(
    "BIB004",
    "keys-differ-in-case",
    Severity.WARNING,
    "Two keys that differ only in capitals. They are two records here, but BibTeX takes them for "
    "one, and a reader of the source will mix them up. Rename one.",
)
BROKEN_RECORD = Rule(
    "BIB005",
    "broken-record",
    Severity.ERROR,
    "A record whose text can't be taken apart into fields. It was skipped, the rest of the file "
    "was read. Mend its braces, quotes and commas.",
)
UNCLOSED = Rule(
    "BIB006",
    "unclosed-brace",
    Severity.ERROR,
    "A brace, parenthesis or quotation mark that is opened and never closed. The value or the "
    "record was taken to end where the next field or record begins, which is a guess. Close it.",
)
MISSING_COMMA = Rule(
    "BIB007",
    "missing-comma",
    Severity.WARNING,
    "No comma between two fields, or behind the key. The fields were read all the same, but other "
    "programs lose the field, the record or the file. Add the comma.",
)
REPEATED_FIELD = Rule(
    "BIB008",
    "repeated-field",
    Severity.WARNING,
    "A field that a record has twice. The first counts, as in BibTeX. Remove the other.",
)
MISSING_KEY = Rule(
    "BIB009",
    "missing-key",
    Severity.ERROR,
    "A record without a key. Nothing can cite it, so it was skipped. Write a key and a comma "
    "behind the opening brace.",
)
AWKWARD_KEY = Rule(
    "BIB010",
    "awkward-key",
    Severity.WARNING,
    "A key that holds a blank or a bracket, so that no citation can name it. The record was read; "
    "rename its key.",
)
UNDEFINED_MACRO = Rule(
    "BIB011",
    "undefined-macro",
    Severity.WARNING,
    "A value that names a macro which no @string of the bibliography defines. The macro's name "
    "was taken as text. Define it with @string, or put braces around the text.",
)
STRAY_TEXT = Rule(
    "BIB012",
    "stray-text",
    Severity.WARNING,
    "Text or a brace inside a record that belongs to no field. It was left out. Remove it, or "
    "put it into the field that it belongs to.",
)
EXTRA_COMMA = Rule(
    "BIB013",
    "extra-comma",
    Severity.INFO,
    "Two commas in a row between fields. Harmless here; other programs lose the record. Remove "
    "one.",
)
STRAY_SIGN = Rule(
    "BIB014",
    "stray-at-sign",
    Severity.INFO,
    "An @ between the records that begins none of them, as in an address. Text between records "
    "is ignored here, but BibTeX stumbles over the @. Put it into an @comment{…}.",
)
COMMENTED_OUT = Rule(
    "BIB015",
    "commented-out",
    Severity.INFO,
    "A record or field behind a %. It was taken for a comment and left out, as biber does; "
    "BibTeX knows no % and reads the record. Use @comment{…}, or remove it.",
)
MISSING_PARENT = Rule(
    "BIB016",
    "missing-parent",
    Severity.WARNING,
    "A crossref or xdata that names a record which isn't in the bibliography. What the record "
    "should inherit from it is missing. Correct the key, or add the record.",
)
INHERITANCE_CYCLE = Rule(
    "BIB017",
    "inheritance-cycle",
    Severity.ERROR,
    "Records that inherit from one another in a circle by crossref or xdata. The circle was cut "
    "at this record. Remove one of the references.",
)
EXCESSIVE_VALUE = Rule(
    "BIB018",
    "excessive-value",
    Severity.ERROR,
    "A value that grows beyond all measure: macros that double one another, or braces nested "
    "hundreds deep. It was cut. No real bibliography needs it.",
)
UNQUOTED_VALUE = Rule(
    "BIB019",
    "unquoted-value",
    Severity.WARNING,
    "A text without braces or quotation marks around it. It was read up to the end of its line "
    "or the next comma. Put braces around it.",
)
UNBALANCED_ESCAPE = Rule(
    "BIB020",
    "unbalanced-escape",
    Severity.INFO,
    r"An escaped brace, \{ or \}, without its counterpart in the same value. It was read as the "
    r"character; BibTeX counts it as a brace and loses its way. Write \textbraceleft{} or "
    r"\textbraceright{}.",
)
UNKNOWN_COMMAND = Rule(
    "BIB021",
    "unknown-command",
    Severity.WARNING,
    "A LaTeX command that has no meaning here. The command was dropped and its argument kept. "
    "Write the character or the text itself.",
)
KEPT_MATHEMATICS = Rule(
    "BIB022",
    "kept-mathematics",
    Severity.WARNING,
    "Mathematics that can't be written as letters with sub- and superscripts. It is printed as "
    "its TeX source. Simplify it, or write it in words.",
)
UNCLEAR_DATE = Rule(
    "BIB023",
    "unclear-date",
    Severity.WARNING,
    "A date, year or month whose meaning is unclear. The text was kept as it is; most styles "
    "print it nowhere. Write a year, or a date such as 2020-05-17 or 2019/2021.",
)
UNCLEAR_NAME = Rule(
    "BIB024",
    "unclear-name",
    Severity.WARNING,
    "A list of names that doesn't follow BibTeX's rule: `Family, Given and Family, Given`. It was "
    "read as its author most likely meant it. Part the names by `and`, write `and others` for "
    "et al., and put braces around the name of an organisation.",
)
UNKNOWN_TYPE = Rule(
    "BIB025",
    "unknown-type",
    Severity.INFO,
    "A record type that neither BibTeX nor biblatex knows. It is cited as a document without a "
    "kind of its own. Use a known type.",
)
MARKUP_IN_FIELD = Rule(
    "BIB026",
    "html-in-field",
    Severity.INFO,
    "HTML tags or entities in a field. The tags for italics, bold, sub- and superscript were "
    "understood, entities decoded. Write LaTeX, or the characters themselves.",
)
INVISIBLE_CHARACTER = Rule(
    "BIB027",
    "invisible-character",
    Severity.INFO,
    "A zero-width or control character in a value, which breaks searching and sorting. It was "
    "left out. Type the text again.",
)
ENTRY_SET = Rule(
    "BIB028",
    "entry-set",
    Severity.WARNING,
    "An @set without members, or with one that is no record or a set itself. A citation of a set "
    "cites its members; those that aren't there are left out. Name its members in `entryset`.",
)
REDEFINED_MACRO = Rule(
    "BIB029",
    "redefined-macro",
    Severity.INFO,
    "A macro that one file defines twice, differently. A record takes the last definition before "
    "it, as in BibTeX. Rename one, so that a reader of the file need not know this.",
)
BROKEN_FILE = Rule(
    "BIB030",
    "broken-file",
    Severity.ERROR,
    "A file under `bibliography/` that isn't what its name says: no list of records where it ends "
    "in `.json`, no YAML, no XML of EndNote. What stands before the fault was read where that is "
    "possible. Export it again, or mend it at this place.",
)
IRREGULAR_RECORD = Rule(
    "BIB031",
    "irregular-record",
    Severity.WARNING,
    "A record in RIS that doesn't keep to its format, such as one without `ER` as its last "
    "line. It was read as it was most likely meant; other programs take two records for one.",
)
WRONG_VALUE = Rule(
    "BIB032",
    "wrong-value",
    Severity.WARNING,
    "A value in CSL JSON or YAML that can't be one: a list where a text should stand, say. It was "
    "left out. Write it as the schema of CSL has it.",
)
NOT_LAID_OUT = Rule(
    "BIB033",
    "not-laid-out",
    Severity.WARNING,
    "A .bib file that `publish bib format` left as it is, since its records would read otherwise "
    "afterwards: somewhere a brace or quotation mark stands where it shouldn't. Mend what "
    "`publish check` says of the file.",
)
UNKNOWN_KEY = Rule(
    "BIB034",
    "unknown-key",
    Severity.ERROR,
    "A key on the command line that no record of the bibliography has. `publish bib list` shows "
    "them all.",
)
NO_PLACE = Rule(
    "BIB035",
    "no-place",
    Severity.INFO,
    "A format that records are converted into has no place for some of what they say, such as "
    "an event in RIS; it was left out there. biblatex and CSL JSON have a place for all of it.",
)
