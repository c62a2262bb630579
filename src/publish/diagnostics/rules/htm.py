"""Rules about HTML."""

from publish.diagnostics.core import Rule, Severity

UNSAFE_MARKUP = Rule(
    "HTM001",
    "unsafe-markup",
    Severity.WARNING,
    "An entry gives an attribute, an element or an address that a page may not carry: event"
    " handlers, styles, scripts, addresses other than http, https, mailto and entry. It is"
    " left out of what is made, so the page is safe; take it out of the entry too.",
)

FORMULA_WITHOUT_MATHML = Rule(
    "HTM002",
    "formula-without-mathml",
    Severity.ERROR,
    "A formula uses a command that can be drawn for the PDF, but can't be written as MathML:"
    " `\\href`, `\\unicode`, `\\bbox`. Pages and books would print its TeX instead. Write it"
    " with the common commands of TeX; a link stands around the formula, in Markdown.",
)

BROKEN_PAGE = Rule(
    "HTM010",
    "broken-page",
    Severity.ERROR,
    "A made page lacks something that every page has: doctype, language, title, one main"
    " part, one first-level heading. Most often a template in `styles/` left it out.",
)

BROKEN_FRAGMENT = Rule(
    "HTM011",
    "broken-fragment",
    Severity.ERROR,
    "A link inside a made page leads nowhere: no element has the identifier behind its `#`.",
    cause="engine",
)

REPEATED_ID = Rule(
    "HTM012",
    "repeated-id",
    Severity.ERROR,
    "Two elements of a made page have the same identifier, so links to the second lead to the"
    " first. Give one of the headings an identifier of its own: `## Title {#other}`.",
)

REMOTE_RESOURCE = Rule(
    "HTM013",
    "remote-resource",
    Severity.ERROR,
    "A made page fetches something from elsewhere: an image, a style sheet, a script, a font."
    " A page must be whole by itself, now and in twenty years. Most often a template or a"
    " style sheet in `styles/` does it.",
)

ACTIVE_CONTENT = Rule(
    "HTM014",
    "active-content",
    Severity.ERROR,
    "A made page holds something that runs: a script, an event handler (`onclick`), an address"
    " of another kind than http, https and mailto, or something that leads readers elsewhere by"
    " itself. The only script that a page may have is its linked data, which doesn't run. Most"
    " often a template in `styles/` brings it in.",
)
