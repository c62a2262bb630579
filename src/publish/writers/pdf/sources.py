"""A publication becomes the files that its PDF carries: its sources, and their manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from publish.engines.packing import as_json
from publish.engines.pikepdf import Attachment
from publish.engines.versions import engine_versions
from publish.model.manifest import identification
from publish.model.publication import Publication
from publish.model.reference import Reference

MANIFEST = "manifest.json"


def sources(publication: Publication) -> tuple[Attachment, ...]:
    """The entry in Markdown, the cited records in BibTeX and CSL JSON, the manifest."""
    files = [
        *(_text(each) for each in publication.members or publication.compared or (publication,)),
        *_records(publication.id, publication.references),
    ]
    return (*files, _manifest(publication, files))


def _text(publication: Publication) -> Attachment:
    entry = publication.entry
    what = f"Source of “{entry.title}”"
    return Attachment(f"{publication.id}.md", entry.source.text.encode(), "text/markdown", what)


def _records(name: str, records: Iterable[Reference]) -> Iterator[Attachment]:
    """The cited records as they were read, and as they were cited."""
    records = tuple(records)
    raw = "\n\n".join(
        record.raw.strip()
        for record in records
        if record.raw.strip() and record.place.path.endswith(".bib")
    )
    if raw:
        data = f"{raw}\n".encode()
        yield Attachment(f"{name}.bib", data, "text/x-bibtex", "Cited records in BibTeX")
    if records:
        data = as_json([dict(record.csl) for record in records], indent=1)
        kind = "application/vnd.citationstyles.csl+json"
        yield Attachment(f"{name}.csl.json", data, kind, "Cited records in CSL JSON", "Data")


def _manifest(publication: Publication, files: Iterable[Attachment]) -> Attachment:
    """What the file was made from and with, and the sums of what it carries."""
    content = {
        **identification(publication),
        "files": [
            {
                "name": file.name,
                "media_type": file.media_type,
                "bytes": len(file.data),
                "sha256": sha256(file.data).hexdigest(),
            }
            for file in files
        ],
        "claims": list(publication.settings.pdf.standard),
        "style": publication.style.name,
        "references": [reference.key for reference in publication.references],
        "made_with": dict(sorted(engine_versions().items())),
    }
    data, what = as_json(content, indent=1), "What this file was made from, and with"
    return Attachment(MANIFEST, data, "application/json", what, "Supplement")
