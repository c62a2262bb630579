"""A publication becomes the sources that its PDF carries: the entry and its records."""

from __future__ import annotations

import json

from publish.engines.pikepdf import Attachment
from publish.model.publication import Publication


def sources(publication: Publication) -> tuple[Attachment, ...]:
    """The entry in Markdown, and the cited records in BibTeX and CSL JSON."""
    name, entry = publication.id, publication.entry
    found = [
        Attachment(
            f"{name}.md", entry.source.text.encode(), "text/markdown", f"Source of “{entry.title}”"
        )
    ]
    records = publication.references
    if records:
        raw = "\n\n".join(record.raw.strip() for record in records if record.raw.strip())
        items = json.dumps([dict(r.csl) for r in records], ensure_ascii=False, indent=1)
        if raw:
            found.append(
                Attachment(f"{name}.bib", f"{raw}\n".encode(), "text/x-bibtex",
                           "Cited records in BibTeX")
            )  # fmt: skip
        found.append(
            Attachment(f"{name}.csl.json", items.encode(), "application/json",
                       "Cited records in CSL JSON")
        )  # fmt: skip
    return tuple(found)
