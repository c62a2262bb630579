"""Rules about themes."""

from publish.diagnostics.core import Rule, Severity

MISSING_TEMPLATE = Rule(
    "THM001",
    "missing-template",
    Severity.ERROR,
    "The theme has no template of this name. Either the theme in the settings does not"
    " exist, or a template includes a file that is neither in the project's `styles/` nor"
    " in the theme. Without it the format can't be made. Choose a theme that the package"
    " brings, or put the file into `styles/`.",
)

TEMPLATE_ERROR = Rule(
    "THM002",
    "template-error",
    Severity.ERROR,
    "A template is not valid Jinja, or it uses a name that publications do not have. The"
    " place is the line in the template. A template in `styles/` goes before the theme's"
    " own; delete it there to return to the original.",
)

UNSAFE_TEMPLATE = Rule(
    "THM003",
    "unsafe-template",
    Severity.ERROR,
    "A template tried to reach into Python itself. Templates run in a sandbox, so that a"
    " project from somebody else can be built without risk. Use only the values that the"
    " handbook lists.",
)

BROKEN_STYLE_SHEET = Rule(
    "THM004",
    "broken-style-sheet",
    Severity.ERROR,
    "A style sheet in `styles/` can't be used: it isn't written in UTF-8, its blocks are nested"
    " without end, or it holds `</`, which would end the `style` element of a page, so that the"
    " rest of it became part of the page. Save it as UTF-8, and write `<\\/` in a string or an"
    " address. Nothing that it would shape is made.",
)

CSS_FAULT = Rule(
    "THM005",
    "css-fault",
    Severity.WARNING,
    "A style sheet in `styles/` holds something that isn't CSS: a declaration without a colon, a"
    " bracket that closes nothing, a string that isn't closed. Whoever reads it passes over it, and"
    " often over what stands behind it too.",
)

UNUSED_STYLE_FILE = Rule(
    "THM006",
    "unused-style-file",
    Severity.WARNING,
    "A file in `styles/` that nothing reads, since the theme has none of that name: its name is"
    " misspelt, or it belongs to another theme. `NAME.custom.css` is added behind the theme's"
    " `NAME.css`; citation styles end with `.csl`. Read-me files and licences are left alone.",
)
