"""A cited publication becomes one page that needs nothing but itself.

Style, fonts and images stand in the file; there is no script. Semantics follow
HTML, DPUB-ARIA 1.1 and schema.org.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from publish.diagnostics.core import Collector, Result
from publish.engines.jinja import safe, theme_of
from publish.model.publication import Artifact, CitedPublication
from publish.writers.contents import contents
from publish.writers.html.body import portrait, prepare, serialised
from publish.writers.html.metadata import linked_data
from publish.writers.html.stylesheet import stylesheet
from publish.writers.identifiers import unify_identifiers
from publish.writers.terms import terms
from publish.writers.titleblock import plain_summary, title_block
from publish.writers.tree import Tree

CLAIMS = ("HTML Living Standard",)


def write_html(cited: CitedPublication, tree: Tree) -> Result[Artifact | None]:
    """The page ``<id>.html``, a brief's ``<id>-brief.html``; ``tree`` is changed on the way."""
    publication = cited.publication
    found = Collector()
    found.extend(tree.said)
    unify_identifiers(tree.parts)
    found.extend(prepare(tree))
    text = publication.entry.title + "".join(part.text_content() for part in tree.parts)
    data = linked_data(publication)
    page = found.take(
        theme_of(publication.settings).render(
            "screen.html.j2",
            publication=publication,
            entry=publication.entry,
            settings=publication.settings,
            terms=tree.terms,
            site_terms=terms(publication.settings.lang or publication.entry.lang),
            description=plain_summary(publication.entry),
            block=title_block(tree, serialised),
            portrait=found.take(portrait(publication)),
            contents=() if publication.brief else contents(tree),
            brief=publication.brief,
            brand=publication.settings.brand,
            lead=[serialised(part) for part in tree.lead],
            sections=[serialised(part) for part in tree.sections],
            endmatter=[
                serialised(part)
                for part in (tree.questions, tree.notes, tree.references)
                if part is not None
            ],
            stylesheet=safe(stylesheet(publication.settings, text)),
            linked_data=safe(data),
            linked_data_hash=b64encode(sha256(data.encode()).digest()).decode(),
        )
    )
    if not page:
        return found.result(None)
    artifact = Artifact("html", f"{publication.stem}.html", page.encode("utf-8"), CLAIMS)
    return found.result(artifact)
