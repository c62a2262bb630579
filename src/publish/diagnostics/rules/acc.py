"""Rules about accessibility."""

from publish.diagnostics.core import Rule, Severity

IMAGE_WITHOUT_ALT = Rule(
    "ACC001",
    "image-without-alt",
    Severity.ERROR,
    "An image in a made file has no `alt` attribute. A decorative image has an empty one. Most"
    " often a template in `styles/` left it out.",
)

FORMULA_WITHOUT_TEXT = Rule(
    "ACC002",
    "formula-without-text",
    Severity.ERROR,
    "A formula in a made EPUB has no alternative text, so that reading systems which don't"
    " know MathML have nothing to show.",
)

CONFORMANCE_NOT_CLAIMED = Rule(
    "ACC004",
    "conformance-not-claimed",
    Severity.WARNING,
    "The settings ask that books say that they conform to EPUB Accessibility 1.1 (`epub.conforms`),"
    " and something in this one speaks against it. The book is made without that claim.",
)

FALSE_CLAIM = Rule(
    "ACC003",
    "false-claim",
    Severity.ERROR,
    "The accessibility metadata of a made EPUB claims what isn't so, as `alternativeText` where"
    " an image has none. Readers choose books by these claims.",
    cause="engine",
)
