"""What is done with a project's bibliography: records listed, converted, merged, added.

Reads the files again as they are written, asks `publish.bibliography` what they should be,
and gives revisions, which `publish.revision` shows and saves.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from publish.bibliography.accession import appended, given_keys, new_text, twins
from publish.bibliography.blocks import BibText
from publish.bibliography.doubles import doubles
from publish.bibliography.interchange.bibtex import biblatex
from publish.bibliography.layout import layout_edits
from publish.bibliography.merging import Merge, merge, relinked
from publish.bibliography.renaming import renamed_decisions, renamed_keys
from publish.bibliography.subset import subset
from publish.diagnostics.core import (
    Collector,
    EngineFailure,
    Result,
    Severity,
    UserError,
    has_errors,
)
from publish.diagnostics.rules import bib, rec
from publish.engines.files import find_files, read_file, relative
from publish.engines.pandoc import Pandoc
from publish.engines.replacement import replace_file, writing
from publish.model.citekeys import KeyMaker
from publish.model.edit import Edit
from publish.model.frozen import Frozen
from publish.model.place import Place, SourceFile
from publish.model.publication import Project
from publish.model.reference import Bibliography, Reference
from publish.readers.bibliography import read_references
from publish.readers.bibtex import BibFile
from publish.readers.bibtex.blocks import read_blocks
from publish.readers.bibtex.encoding import decode
from publish.readers.project import BIBLIOGRAPHY, MOST_BYTES
from publish.revision import Revision, revisions, save

SNIPPET = "snippet"
NEW_FILE = f"{BIBLIOGRAPHY}/references.bib"
"""Where records go in a project that has no .bib file yet."""

_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"</?(?:div|p|li|section)\b[^>]*>")
_SHAPES = (
    (re.compile(r"\s*[\[{]"), ".json"), (re.compile(r"\s*(?:\ufeff)?TY  ?-"), ".ris"),
    (re.compile(r"\s*PMID *-"), ".nbib"), (re.compile(r"\s*<"), ".xml"),
    (re.compile(r"\s*(?:---|references:|- )"), ".yaml"),
)  # fmt: skip


class Changes(Frozen):
    """What would change: whole files, and what was merged or added."""

    revisions: tuple[Revision, ...] = ()
    merges: tuple[Merge, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    """Each new key, and the file that it goes into."""


@dataclass
class Curation:
    """The bibliography of a project, as its author keeps it."""

    project: Project
    pandoc: Pandoc

    @cached_property
    def files(self) -> Result[tuple[BibText, ...]]:
        """The .bib files of the project, in the order of their paths."""
        root, found = self.project.settings.root, Collector()
        texts: list[BibText] = []
        for path in found.take(find_files(root, BIBLIOGRAPHY, ".bib")):
            try:
                data = read_file(root, path, MOST_BYTES)
            except EngineFailure as failure:
                found.extend(failure.diagnostics)
                continue
            texts.append(_bib_text(relative(root, path), data))
        return found.result(tuple(texts))

    def rendered(self, reference: Reference) -> str:
        """The reference as the project's style prints it, as plain text."""
        blocks = [{"t": "Div", "c": [["refs", [], []], []]}]
        lang = self.project.settings.lang or "en"
        style = self.project.style.xml
        markup = self.pandoc.cite(blocks, [reference.csl], style, lang, [reference.key])
        return " ".join(html.unescape(_TAG.sub("", _BLOCK.sub(" ", markup))).split())

    def layout(self) -> Result[Changes]:
        """The .bib files laid out; one that couldn't be read back the same is left alone."""
        found = Collector()
        edits: list[Edit] = []
        for file in found.take(self.files):
            mine = layout_edits(file)
            if mine and not _reads_the_same(file, mine):
                message = f"`{file.source.path}` can't be laid out without a change of what it says"
                found.add(
                    bib.NOT_LAID_OUT(message, Place(file.source.path), "mend its records first")
                )
                continue
            edits.extend(mine)
        return found.result(Changes(revisions(self._sources(found), edits)))

    def deduplication(self) -> Result[Changes]:
        """The records that are one work merged, and the new keys in all entries."""
        found = Collector()
        files = found.take(self.files)
        made = [merge(group, files) for group in doubles(self.project.bibliography)]
        merged = [each for each in made if not each.obstacle]
        keys = {old: new for each in merged for old, new in each.keys.items()}
        edits = [edit for each in merged for edit in each.edits]
        edits += relinked(files, keys)
        sources = self._sources(found)
        for entry in self.project.entries.values():
            sources[entry.path] = entry.source
            edits += renamed_keys(entry, keys)
        decisions = self.project.decisions
        if decisions.source is not None:
            sources[decisions.source.path] = decisions.source
            edits += renamed_decisions(decisions, keys)
        return found.result(Changes(revisions(sources, edits), tuple(made)))

    def subset(self, keys: Collection[str]) -> Result[str]:
        """A .bib file with the records of ``keys`` and what they need."""
        text = subset(self.files.value, keys)
        chosen = [ref for ref in self.project.bibliography if ref.key in keys]
        others = [ref for ref in chosen if not ref.place.path.endswith(".bib")]
        further = biblatex(others) if others else ""
        return Result("\n".join(filter(None, (text, further))), self.files.diagnostics)

    def addition(
        self, data: bytes, path: str | None = None, key: str | None = None
    ) -> Result[Changes]:
        """The records of ``data``, in whatever format, put into a .bib file.

        Nothing is added where one of them is in the bibliography already, or can't be read.
        """
        found = Collector()
        new, written = found.take(self._snippet(data))
        references = list(new)
        if not references and not has_errors(found):
            message = "no record stands in what was given"
            found.add(bib.BROKEN_FILE(message, hint="paste BibTeX, CSL JSON or RIS"))
        for twin in twins(references, self.project.bibliography):
            message = f"`{twin.new.title}` is in the bibliography as `{twin.known.key}`"
            hint = f"cite `{twin.known.key}`, which stands at {twin.known.place}"
            found.add(rec.DUPLICATE_WORK(message, hint=hint).with_severity(Severity.ERROR))
        if has_errors(found):
            return found.result(Changes())
        pattern = self.project.settings.bibliography.keys
        maker = KeyMaker(self.project.bibliography.__contains__, pattern)
        keys = given_keys(references, maker, key)
        text = new_text(references, keys, written)
        source = self._home(path, found)
        revision = Revision(source, (appended(source, text),))
        added = tuple((keys[reference.key], source.path) for reference in references)
        return found.result(Changes((revision,), added=added))

    def save(self, changes: Changes) -> Result[tuple[str, ...]]:
        """Put the revisions on disk, all or none; returns the paths that were written."""
        root = self.project.settings.root
        for revision in changes.revisions:
            if not revision.source.text and not (root / revision.path).exists():
                with writing(revision.path):
                    (root / revision.path).parent.mkdir(parents=True, exist_ok=True)
                    replace_file(root / revision.path, revision.text.encode())
                return Result((revision.path,))
        return save(root, changes.revisions)

    def _snippet(self, data: bytes) -> Result[tuple[Bibliography, BibText | None]]:
        """The records of a text, and the text itself where it is BibTeX."""
        source = decode(SNIPPET, data).value
        suffix = next((s for shape, s in _SHAPES if shape.match(source.text)), ".bib")
        read = read_references([BibFile(SNIPPET + suffix, data)])
        known = {
            item.name.lower()
            for file in self.files.value
            for block in file.blocks
            if block.kind == "string"
            for item in block.fields
        }
        told = [d for d in read.diagnostics if not _is_known_macro(d.message, d.rule, known)]
        written = BibText(source, read_blocks(source).value) if suffix == ".bib" else None
        return Result((read.value, written), tuple(told))

    def _home(self, path: str | None, found: Collector) -> SourceFile:
        """The file that new records go into: the one named, else the first there is."""
        files = found.take(self.files)
        if path is None:
            return files[0].source if files else SourceFile(NEW_FILE, "")
        known = {file.source.path: file.source for file in files}
        return known.get(path) or SourceFile(path, "")

    def _sources(self, found: Collector) -> dict[str, SourceFile]:
        return {file.source.path: file.source for file in self.files.value}


def _is_known_macro(message: str, rule: object, known: Collection[str]) -> bool:
    """Whether a snippet names a macro that the project defines."""
    name = message.split("`")[1].lower() if "`" in message else ""
    return rule is bib.UNDEFINED_MACRO and name in known


def _reads_the_same(file: BibText, edits: Sequence[Edit]) -> bool:
    """Whether a file says the same before and after the edits."""
    revision = Revision(file.source, tuple(edits))
    after = read_blocks(SourceFile(file.source.path, revision.text)).value
    return _said(file) == _said(BibText(revision.source, after))


def _said(file: BibText) -> list[tuple[object, ...]]:
    return [
        (
            block.kind,
            block.type.lower(),
            block.key,
            *((f.name.lower(), f.value) for f in block.fields),
        )
        for block in file.blocks
    ]


def read_files(
    files: Sequence[tuple[str, bytes]],
) -> Result[tuple[list[Reference], Sequence[BibText]]]:
    """The records of files that belong to no project; those of .bib as they are written."""
    read = read_references([BibFile(path, data) for path, data in files])
    texts = [_bib_text(path, data) for path, data in files if path.endswith(".bib")]
    return Result((list(read.value), texts), read.diagnostics)


def _bib_text(path: str, data: bytes) -> BibText:
    source = decode(path, data).value
    return BibText(source, read_blocks(source).value)


def known_reference(
    bibliography: Bibliography, key: str, near: Callable[[str], str | None]
) -> Reference:
    """The reference of a key; raises `UserError` (exit code 2) where there is none."""
    reference = bibliography.get(key)
    if reference is None:
        message = f"there is no record `{key}`"
        hint = near(key) or "`publish bib list` shows the records"
        raise UserError(bib.UNKNOWN_KEY(message, hint=hint), exit_code=2)
    return reference
