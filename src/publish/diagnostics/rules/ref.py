"""Rules about links."""

from publish.diagnostics.core import Rule, Severity

BROKEN_ENTRY_LINK = Rule(
    "REF001",
    "broken-entry-link",
    Severity.ERROR,
    "A link `entry:ID` names an entry that the project doesn't have.",
)

REFUSED_SCHEME = Rule(
    "REF002",
    "refused-scheme",
    Severity.ERROR,
    "A link has a scheme that has no place in a document: `javascript:` and `data:` run code, "
    "`file:` points into one machine, others open nothing in most readers. Links start with "
    "`https:`, `http:`, `mailto:` or `entry:`.",
)

RELATIVE_LINK = Rule(
    "REF003",
    "relative-link",
    Severity.ERROR,
    "A link points to a file beside the entry. The made files are read elsewhere, where that "
    "file isn't. Link another entry as `entry:ID`, and anything else by its full address.",
)

BROKEN_ANCHOR = Rule(
    "REF004",
    "broken-anchor",
    Severity.ERROR,
    "A link `#name` points to a place in the entry that doesn't exist. A heading's name is its "
    "words in lower case with hyphens between them, or what `{#name}` behind it says.",
)

BAD_ADDRESS = Rule(
    "REF005",
    "bad-address",
    Severity.ERROR,
    "A link has no address, or one that isn't well-formed (RFC 3986): a space in it, or no "
    "host behind `https://`.",
)

SELF_LINK = Rule(
    "REF006",
    "self-link",
    Severity.WARNING,
    "An entry links to itself. To point at one of its sections, link `#name`.",
)

LINK_TO_UNMADE_ENTRY = Rule(
    "REF007",
    "link-to-unmade-entry",
    Severity.WARNING,
    "An entry that was made links to one that wasn't, because of errors in it. Until that one is "
    "mended and made, the link leads to a file that isn't there; or is left out, where the other "
    "couldn't be read at all.",
)

INSECURE_ADDRESS = Rule(
    "REF008",
    "insecure-address",
    Severity.INFO,
    "A link starts with `http:` and leads to a host that is known to answer by `https:`, whom "
    "nobody on the way can overhear or change.",
)

ROUNDABOUT_ADDRESS = Rule(
    "REF009",
    "roundabout-address",
    Severity.INFO,
    "A link leads to its goal by another host, which may stop doing so: `dx.doi.org` for "
    "`doi.org`, a shortener, a library's proxy, a search engine's redirection. Link the goal "
    "itself.",
)

MALFORMED_ADDRESS = Rule(
    "REF010",
    "malformed-address",
    Severity.WARNING,
    "A link's address is well-formed and yet surely wrong: two schemes, a DOI with its prefix "
    "twice, a space, a bracket that is never closed or opened, a comma at its end, two slashes in "
    "a row.",
)

PLACEHOLDER_ADDRESS = Rule(
    "REF011",
    "placeholder-address",
    Severity.WARNING,
    "A link leads to a host that stands for another one, as `example.com` does (RFC 2606), or that "
    "only its own machine or network knows, such as `localhost`. Readers don't get there.",
)

TRACKING_ADDRESS = Rule(
    "REF012",
    "tracking-address",
    Severity.INFO,
    "A link's address says where somebody came from when it was copied (`utm_source`, `fbclid`). "
    "It leads to the same page without.",
)
