"""Rules about images, fonts and files."""

from publish.diagnostics.core import Rule, Severity

UNREADABLE = Rule(
    "RES001",
    "unreadable",
    Severity.ERROR,
    "The system doesn't let `publish` read a file or folder. The message gives its reason; "
    "the usual one is missing permission.",
)

NOT_UTF8 = Rule(
    "RES002",
    "not-utf-8",
    Severity.ERROR,
    "A text file isn't written in UTF-8. The place is that of the first byte that can't be "
    "read. Save the file as UTF-8 in your editor.",
)

OUTSIDE_PROJECT = Rule(
    "RES003",
    "outside-project",
    Severity.ERROR,
    "A path leads out of the project's folder, directly, by `..`, or by a symbolic link. Only "
    "what lies inside the project is read, so that it can be moved and shared, and so that an "
    "entry from elsewhere can't fetch your files.",
)

TOO_LARGE = Rule(
    "RES004",
    "too-large",
    Severity.ERROR,
    "A file is larger than what is read: 4 MB for texts, 50 MB or 64 million pixels for images.",
)

CONTROL_CHARACTER = Rule(
    "RES005",
    "control-character",
    Severity.ERROR,
    "A text holds a character that isn't one, such as a bell or a null. No EPUB may hold it "
    "(XML 1.0, section 2.2), and no editor shows it. It mostly comes by copying out of a PDF.",
)

CHANGED_SINCE_READ = Rule(
    "RES006",
    "changed-since-read",
    Severity.ERROR,
    "A file that a command was about to change isn't any more what it had read: somebody saved it "
    "meanwhile. None of the command's changes is written. Run it again.",
)

CANNOT_KEEP_ENCODING = Rule(
    "RES007",
    "cannot-keep-encoding",
    Severity.ERROR,
    "A file can't be changed in the encoding in which it is saved: it holds bytes that aren't "
    "letters there, or the change brings a letter that the encoding lacks. Nothing is written. "
    "Save the file as UTF-8, in which every letter can be written.",
)

STALE_OUTPUT = Rule(
    "RES008",
    "stale-output",
    Severity.WARNING,
    "The output folder holds files of an entry that isn't there any more: it was deleted or got "
    "another `id`. Nothing renews them, and whoever gets the folder gets them too. Delete the "
    "folder, or make everything anew after `publish clean`.",
)

MISSING_IMAGE = Rule(
    "RES010",
    "missing-image",
    Severity.ERROR,
    "An image doesn't exist. Its path is relative to the folder of the entry.",
)

UNREADABLE_IMAGE = Rule(
    "RES011",
    "unreadable-image",
    Severity.ERROR,
    "A file isn't an image that all formats can show. PNG, JPEG, GIF and WebP are read; an "
    "image that breaks off in the middle is not.",
)

NO_ALT_TEXT = Rule(
    "RES012",
    "no-alt-text",
    Severity.ERROR,
    "An image has no alternative text, so readers who can't see it get nothing. Write what it "
    "shows: `![words](file.png)`, or `alt:` in the header. An image that only adorns is marked "
    "`{.decorative}`, or `decorative: true` in the header.",
)

REMOTE_IMAGE = Rule(
    "RES013",
    "remote-image",
    Severity.ERROR,
    "An image stands on the network or inside its address. Nothing is fetched while building. "
    "Save the image beside the entry.",
)

FILE_NAME_AS_ALT = Rule(
    "RES014",
    "file-name-as-alt",
    Severity.WARNING,
    "The alternative text of an image is the name of a file. Readers who can't see the image hear "
    "it read out. Write what the image shows.",
)

MISSING_GLYPH = Rule(
    "RES020",
    "missing-glyph",
    Severity.ERROR,
    "A character that none of the bundled fonts has, so a page would show an empty box in its "
    "place. The fonts cover Latin, Greek, Cyrillic, Hebrew and Arabic. A mathematical symbol is "
    "better written as mathematics (`$\\\\in$`), which has fonts of its own; for any other "
    "character use one that means the same, or name it in words.",
)
