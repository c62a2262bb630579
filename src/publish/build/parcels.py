"""A publication → a parcel that any machine can make its files of, and the making there.

A parcel has everything in it: the publication with the records that it cites, the pictures
that it shows, by content; what is the same for all of a build (style sheets, templates, the
citation style) travels once. No path of the sender's means anything to the receiver.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from socket import gethostname

from publish.diagnostics import EngineFailure
from publish.engines.files import find_files, read_file, relative
from publish.engines.looks import MOST_BYTES, STYLES
from publish.engines.owncode import own_code
from publish.engines.pandoc import Pandoc
from publish.engines.versions import engine_versions, judging_versions
from publish.model.content import pictures
from publish.model.frozen import Frozen, replace
from publish.model.gist import gist
from publish.model.publication import Publication, Style
from publish.proving import Made, made_files

NOWHERE = Path("/")
NO_STYLE = Style("", "", "")


class Common(Frozen):
    """What all publications of a build have in common: files under ``styles/``, by their
    path in the project, and a hash of all of them; the citation style, and the `fingerprint`
    of whoever ordered it.
    """

    files: Mapping[str, bytes]
    digest: str
    style: Style
    fingerprint: Mapping[str, str]


class Unlike(Frozen):
    """In place of files: what differs on a machine from the one that ordered them."""

    machine: str
    told: str


class Parcel(Frozen):
    """A publication without what is common, and its pictures by their path."""

    publication: Publication
    files: Mapping[str, bytes]
    formats: tuple[str, ...]


def common(root: Path, style: Style) -> Common:
    paths = [relative(root, path) for path in find_files(root, STYLES, "").value]
    files = _read(root, paths)
    return Common(files, _digest(files), style, fingerprint())


def parcel(publication: Publication, formats: Iterable[str]) -> Parcel:
    """What a machine elsewhere needs to make ``formats`` of a publication."""
    root = publication.settings.root
    settings = replace(publication.settings, root=NOWHERE)
    files = _read(root, dict.fromkeys(pictures(publication)))
    document = publication.entry.document
    gist(document)  # found while the texts are there; files are made of it and of `blocks`
    entry = replace(publication.entry, document=document.without_texts())
    bare = replace(publication, entry=entry, settings=settings, style=NO_STYLE)
    return Parcel(bare, files, tuple(formats))


def _read(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The files that can be read; of the others is told where they are missed."""
    found = {}
    for path in paths:
        try:
            found[path] = read_file(root, root / path, MOST_BYTES)
        except EngineFailure:
            continue
    return found


def fingerprint() -> dict[str, str]:
    """The versions of all that shapes the files that are made here, or judges what they claim."""
    versions = judging_versions(engine_versions())
    there = {name: number for name, number in versions.items() if number}
    return {**there, "publish itself": own_code()[:12]}


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What differs between two fingerprints, in words; empty where nothing does."""
    return ", ".join(
        f"{name} {theirs.get(name, 'missing')} (here {ours.get(name, 'missing')})"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    )


def made_of(parcel: Parcel, common: Common) -> dict[str, Made] | Unlike:
    """The files of a parcel, made and verified on this machine, if it makes the same files as
    the one that ordered them: it may have joined the others after they were compared.
    """
    if told := differences(common.fingerprint, _own_fingerprint()):
        return Unlike(gethostname(), told)
    root = _unpacked(common, parcel)
    settings = replace(parcel.publication.settings, root=root)
    publication = replace(parcel.publication, settings=settings, style=common.style)
    return made_files(publication, parcel.formats, _pandoc())


@cache
def _own_fingerprint() -> dict[str, str]:
    return fingerprint()


@cache
def _pandoc() -> Pandoc:
    pandoc = Pandoc()
    atexit.register(pandoc.close)
    return pandoc


@cache
def _desk() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="publish-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _unpacked(common: Common, parcel: Parcel) -> Path:
    """A folder that holds just the files of both; the same for the same ones."""
    folder = _desk() / f"{common.digest}-{_digest(parcel.files)}"
    if not folder.is_dir():
        for other in _desk().iterdir():
            shutil.rmtree(other, ignore_errors=True)
        draft = _desk() / "draft"
        draft.mkdir()
        for path, data in {**common.files, **parcel.files}.items():
            target = draft / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        draft.rename(folder)
    return folder


def _digest(files: Mapping[str, bytes]) -> str:
    total = sha256()
    for path, data in sorted(files.items()):
        total.update(f"{len(path)} {path} {len(data)} ".encode("utf-8", "surrogateescape"))
        total.update(data)
    return total.hexdigest()
