"""Rules about documents that are joined: a brief attached to a report."""

from publish.diagnostics.core import Rule, Severity

UNREADABLE_DOCUMENT = Rule(
    "PDF100",
    "unreadable-document",
    Severity.ERROR,
    "A file that should be joined is no PDF that can be opened, or has no page. Nothing is "
    "written.",
)

PASSWORD_NEEDED = Rule(
    "PDF101",
    "password-needed",
    Severity.ERROR,
    "A document is encrypted, and opens with a password only. Give it with `--password`; nothing "
    "is written without it.",
)

NOT_PERMITTED = Rule(
    "PDF102",
    "not-permitted",
    Severity.ERROR,
    "Who made the document doesn't allow that its pages are put together with others, and it was "
    "not opened with its owner's password. That is respected: nothing is written.",
)

SIGNED_DOCUMENT = Rule(
    "PDF103",
    "signed-document",
    Severity.ERROR,
    "A document is signed, and a signature holds for exactly the bytes that were signed. Joining "
    "pages would break it. `--as embedded` keeps it valid: what is attached is added behind what "
    "was signed. `--force` goes on, and takes the signatures out.",
)

CERTIFIED_DOCUMENT = Rule(
    "PDF104",
    "certified-document",
    Severity.ERROR,
    "Who signed the document has certified that nothing in it changes any more, so that not even "
    "an attachment may be added.",
)

XFA_FORM = Rule(
    "PDF105",
    "xfa-form",
    Severity.ERROR,
    "A document has a form of another kind (XFA), whose pages are made by the program that shows "
    "it and can't be joined. `--as embedded` keeps it whole. `--force` goes on with the pages that "
    "are in the file, and takes the XFA out.",
)

CLAIM_WOULD_BREAK = Rule(
    "PDF106",
    "claim-would-break",
    Severity.ERROR,
    "The report claims a standard (PDF/A, PDF/UA, PDF/X) that what is attached doesn't keep, so "
    "that the joined file wouldn't either. `--drop-claims` gives the claim up.",
)

LEFT_OUT = Rule(
    "PDF107",
    "left-out",
    Severity.WARNING,
    "Something of a document can't be the same in the joined file: a script is left out (unless "
    "`--keep-scripts` asks for it), a field has a new name, a link leads to a file that isn't "
    "attached. It is told before anything is written.",
)

UNKNOWN_PLACE = Rule(
    "PDF108",
    "unknown-place",
    Severity.ERROR,
    "The page or the bookmark after which something should be inserted isn't in the report. "
    "`publish info` lists pages and bookmarks.",
)

LOST_IN_JOINING = Rule(
    "PDF109",
    "lost-in-joining",
    Severity.ERROR,
    "The joined file was opened again and compared with the documents that it was made from: it "
    "lacks something, is damaged, or breaks a standard that it claims. It isn't written. Report "
    "the case.",
    cause="engine",
)
