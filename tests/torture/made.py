"""The long dossier made: its file, and the document that it was laid out from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock
from xml.etree import ElementTree

from publish import Project
from publish.cite import cite
from publish.model.publication import CitedPublication
from publish.publications import publication_of
from publish.writers.pdf import write_pdf
from publish.writers.tree import semantic_tree
from tests.torture.project import write_project


@dataclass(frozen=True, slots=True)
class Made:
    """A file, what it claims, and the document behind it as XHTML without namespaces."""

    data: bytes
    claims: tuple[str, ...]
    document: bytes


@cache
def torture(standards: tuple[str, ...] = ("a-3a", "ua-1")) -> Made:
    """The long dossier, made once in a process; it takes some seconds."""
    with TemporaryDirectory(prefix="publish-torture-") as folder:
        return made(cited(Path(folder), standards))


def cited(folder: Path, standards: Sequence[str] = ("a-3a", "ua-1")) -> CitedPublication:
    """The long dossier, cited."""
    with Project.open(write_project(folder, standards)) as project:
        publication = publication_of(project._value, project.entries["torture"], ())
        result = cite(publication, project._pandoc)
    assert result.value is not None
    return result.value


def made(source: CitedPublication) -> Made:
    """The PDF of a publication, and the document with its page numbers filled in."""
    with watched_documents() as documents:
        result = write_pdf(source, semantic_tree(source))
    assert [each.message for each in result.diagnostics] == []
    assert result.value is not None
    document = ElementTree.tostring(documents[0])
    return Made(result.value.data, result.value.claims, document)


@contextmanager
def watched_documents() -> Iterator[list[Any]]:
    """While inside, documents that are tagged are put into the list that it gives."""
    writer = import_module("publish.writers.pdf.write")
    documents: list[Any] = []
    original: Callable[..., Any] = writer.tagger

    def tagger(root: Any, *rest: Any) -> Any:
        documents.append(root)
        return original(root, *rest)

    with mock.patch.object(writer, "tagger", tagger):
        yield documents
