"""What identifies a publication and its source, in words that every manifest uses."""

from __future__ import annotations

from publish.model.publication import Publication


def identification(publication: Publication) -> dict[str, object]:
    """Identifier, title, language, date (UTC), and the source with its SHA-256; of a
    collection, the ids of its entries.
    """
    entry = publication.entry
    entries = [member.id for member in publication.members]
    return {
        "id": publication.id,
        "title": entry.title,
        "lang": entry.lang,
        "modified": publication.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "source": {
            "path": entry.path,
            "sha256": entry.source.digest,
        },
        **({"entries": entries} if entries else {}),
    }
