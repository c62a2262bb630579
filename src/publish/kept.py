"""The files that were made and proved of a publication → the same again, where nothing
that went into them has changed.

A publication is all that its files are made of, but for the pictures, style sheets and
templates that they read and for the program itself. A hash of the lot is the key under
which a store keeps a made file, with what was said while it was made. Only the records
that an entry cites are in it: touching another makes nothing anew. What concerns one format
alone is in the keys of its files only. The hashes of the parts
are kept as well, so that what has changed can be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from publish.diagnostics.core import Diagnostic, EngineFailure, Result
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.files import read_file
from publish.engines.looks import MOST_BYTES, Looks
from publish.engines.owncode import own_code
from publish.engines.stamps import Stamps, stamps, stand
from publish.engines.store import Store, key_of
from publish.engines.versions import judging_versions
from publish.model.content import content
from publish.model.publication import Artifact, PageStart, Publication
from publish.model.relevance import all_settings, common_settings, own_settings
from publish.model.settings import Format, Settings

Parts = Mapping[str, str]
"""A hash of each part of what goes into files, by what an author calls it."""

_SETTINGS: Mapping[Format, str] = {
    "pdf": "the settings of PDFs",
    "epub": "the settings of EPUBs",
    "html": "the formats that pages link",
}
_STYLES: Mapping[Format, str] = {
    "pdf": "what `styles/` holds for PDFs",
    "epub": "what `styles/` holds for EPUBs",
    "html": "what `styles/` holds for web pages",
}
_PAGES = "the pages of its PDF"
_ALONE: Mapping[str, str] = {
    **{part: name for parts in (_SETTINGS, _STYLES) for name, part in parts.items()},
    _PAGES: "epub",
}


class _Kept(NamedTuple):
    format: str
    name: str
    data: bytes
    claims: tuple[str, ...]
    attachments: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]
    pages: tuple[tuple[str, str, int], ...]
    diagnostics: list[Row]


class KeptFiles:
    """The made files in ``store``; ``versions`` are those of the engines. What is kept under a hash
    of files was made of them: so whoever hashes some takes a `sight` of them before, and keeps
    nothing unless it `holds` when all is made.
    """

    def __init__(self, store: Store, root: Path, versions: Mapping[str, str]) -> None:
        self.store = store
        self._root = root
        self.versions = versions
        self.looks = Looks(root)
        self._judged_by = judging_versions(versions)

    @cached_property
    def surroundings(self) -> Mapping[str, object]:
        """What goes into every publication's files alike, by what an author calls it."""
        return {
            "what `styles/` holds": self.looks.common(),
            **{part: self.looks.of(name) for name, part in _STYLES.items()},
            "the engines": sorted(self._judged_by.items()),
            "publish itself": own_code(),
        }

    def sight(self, paths: Iterable[str]) -> Stamps:
        """How these files of the project stand now."""
        return stamps(self._root, paths)

    def holds(self, sight: Stamps) -> bool:
        """Whether these files, and those of ``styles/`` that were hashed, are as they were."""
        return stand(self._root, sight) and self.looks.stand()

    def parts(self, publication: Publication, shown: Iterable[str]) -> Parts:
        """A hash of each part of what goes into a publication's files, of which the pictures are
        ``shown``; none where nothing is kept.
        """
        return self.hashes(publication, shown) if self.store.keeps else {}

    def hashes(self, publication: Publication, shown: Iterable[str]) -> Parts:
        """The same, also where nothing is kept."""
        from publish.engines.packing import pack

        parts = {
            **content(publication),
            **self._settings(publication),
            _PAGES: self._pages(publication),
            "the pictures": sorted(self._digests(shown)),
            **self.surroundings,
        }
        return {name: sha256(pack(part)).hexdigest() for name, part in parts.items()}

    def _settings(self, publication: Publication) -> dict[str, object]:
        settings = publication.settings
        if self.looks.templated:
            return {"the settings": _said(all_settings(settings))}
        alone = {part: repr(own_settings(settings, name)) for name, part in _SETTINGS.items()}
        return {"the settings": _said(common_settings(publication)), **alone}

    def _pages(self, publication: Publication) -> object:
        """What changes the pages that an EPUB marks, where it does."""
        if not publication.paged:
            return None
        return [repr(own_settings(publication.settings, "pdf")), self.looks.of("pdf")]

    def changes(
        self, publication: Publication, parts: Parts, formats: Iterable[str]
    ) -> tuple[str, ...] | None:
        """The parts that differ from those of the last time that files in ``formats`` were made;
        None where there was none.
        """
        before = self._remembered(publication) if parts else {}
        former = {name: before[name] for name in formats if name in before}
        if not former:
            return None
        differing = {
            part
            for name, its in former.items()
            for part, digest in concerning(parts, name).items()
            if its.get(part) != digest
        }
        return tuple(part for part in parts if part in differing)

    def remember(self, publication: Publication, parts: Parts, formats: Iterable[str]) -> None:
        """That its files in ``formats`` were made of ``parts``."""
        if parts:
            from publish.engines.packing import pack

            made = {name: concerning(parts, name) for name in formats}
            before = self._remembered(publication)
            self.store.own.put(_parts_key(publication), pack({**before, **made}))

    def _remembered(self, publication: Publication) -> dict[str, dict[str, str]]:
        """What its files were made of the last time, by their formats."""
        from publish.engines.packing import unpack

        data = self.store.own.get(_parts_key(publication))
        return (data and unpack(data, dict[str, dict[str, str]])) or {}

    def find(
        self, parts: Parts, name: str, publication: Publication
    ) -> Result[Artifact | None] | None:
        """The file of the format ``name`` that was made of ``publication``, if it is there."""
        data = self.store.get(_key(parts, name)) if parts else None
        if data is None:
            return None
        from publish.engines.packing import unpack

        kept = unpack(data, _Kept)
        if kept is None:
            return None
        source = publication.entry.document.source
        made = Artifact(
            kept.format, kept.name, kept.data, kept.claims, kept.attachments, source, kept.files,
            tuple(PageStart(*each) for each in kept.pages),
        )  # fmt: skip
        return Result(made, tuple(restored(kept.diagnostics)))

    def keep(self, parts: Parts, artifact: Artifact, said: Iterable[Diagnostic]) -> None:
        """Keep a file that was proved, and what was said while it was made."""
        if not parts:
            return
        from publish.engines.packing import pack

        kept = _Kept(
            artifact.format,
            artifact.name,
            artifact.data,
            artifact.claims,
            artifact.attachments,
            artifact.files,
            tuple((each.number, each.block, each.letters) for each in artifact.pages),
            rows(said),
        )
        self.store.put(_key(parts, artifact.format), pack(kept))

    def put_beside(self, parts: Parts, name: str, data: bytes) -> None:
        """Keep ``data`` under the same parts as a file, by a name of its own."""
        self.store.put(_key(parts, name), data)

    def find_beside(self, parts: Parts, name: str) -> bytes | None:
        """What `put_beside` has kept."""
        return self.store.get(_key(parts, name))

    def digests(self, paths: Iterable[str]) -> Parts:
        """A hash of each of these files of the project, by its path; empty for one that can't
        be read."""
        return dict(self._digests(paths))

    def _digests(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        for path in dict.fromkeys(paths):
            try:
                data = read_file(self._root, self._root / path, MOST_BYTES)
            except EngineFailure:
                yield path, ""
            else:
                yield path, sha256(data).hexdigest()


def concerning(parts: Parts, format: str) -> Parts:
    """Those that can change the files of one format."""
    return {part: d for part, d in parts.items() if _ALONE.get(part, format) == format}


def _parts_key(publication: Publication) -> str:
    """In a series, an entry's files stand elsewhere than by itself."""
    return key_of("parts", publication.settings.output, publication.id, own="")


def _key(parts: Parts, name: str) -> str:
    its = concerning(parts, name)
    return key_of("file", name, *(f"{part} {digest}" for part, digest in sorted(its.items())))


def _said(settings: Settings) -> object:
    return [(name, repr(getattr(settings, name))) for name in settings.__struct_fields__]
