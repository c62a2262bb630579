"""A book that was damaged is found before it is delivered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.engines.pandoc import Pandoc
from publish.model.publication import Artifact
from publish.verify.epub import opened, verify_epub
from tests import samples
from tests.unit.writers.made import book_artifact

Files = dict[str, bytes]
Damage = Callable[[Files], None]


@pytest.fixture(scope="module")
def good(pandoc: Pandoc, tmp_path_factory: pytest.TempPathFactory) -> Artifact:
    return book_artifact(samples.rich(pandoc, tmp_path_factory.mktemp("project")))


def _replace(name: str, old: str, new: str) -> Damage:
    def damage(files: Files) -> None:
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode(), 1)

    return damage


def _drop(name: str) -> Damage:
    return lambda files: files.pop(name) and None


def _add(name: str) -> Damage:
    return lambda files: files.update({name: b"x"})


def _codes(good: Artifact, damage: Damage | None = None, stored: bool = True) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(good.data)) as container:
        files = {name: container.read(name) for name in container.namelist()}
    if damage:
        damage(files)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in files.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" and stored else zipfile.ZIP_DEFLATED
            container.writestr(name, data, kind)
    return {d.rule.code for d in verify_epub(Artifact("epub", "a.epub", stream.getvalue()))}


def test_a_good_book(good: Artifact) -> None:
    assert list(verify_epub(good)) == []
    assert _codes(good) == set()


@pytest.mark.parametrize(("small", "times"), [(10_000_000, 1), (0, 2)])
def test_files_of_a_small_book_are_held(
    good: Artifact, monkeypatch: pytest.MonkeyPatch, small: int, times: int
) -> None:
    monkeypatch.setattr(opened, "SMALL", small)
    with zipfile.ZipFile(io.BytesIO(good.data)) as container:
        files, read = opened.Files(container), []
        really = container.read
        monkeypatch.setattr(container, "read", lambda entry: read.append(entry) or really(entry))
        assert files["mimetype"] == files["mimetype"] == b"application/epub+zip"
    assert len(read) == times


OPF, CHAPTER = "EPUB/package.opf", "EPUB/residual-networks.xhtml"


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (_replace("mimetype", "epub", "book"), "EPB001"),
        (_replace("META-INF/container.xml", "package.opf", "gone.opf"), "EPB001"),
        (_replace(CHAPTER, "</section>", ""), "EPB002"),
        (_drop("EPUB/fonts/spectral-italic-latin.woff2"), "EPB003"),
        (_add("EPUB/stray.xhtml"), "EPB003"),
        (_replace(OPF, ' properties="mathml"', ""), "EPB003"),
        (_replace(CHAPTER, "references.xhtml#ref-", "references.xhtml#no-"), "EPB004"),
        (_replace("EPUB/nav.xhtml", "detection.xhtml", "elsewhere.xhtml"), "EPB004"),
        (_replace(CHAPTER, 'id="fn2"', 'id="cite-3"'), "EPB005"),
        (_replace("EPUB/detection.xhtml", 'src="images/', 'src="https://a.b/'), "EPB006"),
        (_replace("EPUB/style.css", "fonts/spectral", "https://a.b/spectral"), "EPB006"),
        (_replace(OPF, "dcterms:modified", "dcterms:created"), "EPB007"),
        (_replace(OPF, 'properties="nav"', ""), "EPB007"),
        (_replace("EPUB/cover.xhtml", "alt=", "title="), "ACC001"),
        (_replace("EPUB/cover.xhtml", "alt=", 'alt="" title='), "ACC001"),
        (_replace(CHAPTER, " alttext=", " title="), "ACC002"),
    ],
)
def test_each_damage_is_found(good: Artifact, damage: Damage, code: str) -> None:
    assert code in _codes(good, damage)


def test_a_false_claim(good: Artifact) -> None:
    assert "ACC003" in _codes(good, _replace("EPUB/cover.xhtml", "alt=", "title="))


CONFORMS = '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1</meta></metadata>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<th scope", "<td scope"),
        ("</h1>", '<a href="title.xhtml"></a></h1>'),
        (" lang=", " title="),
    ],
)
def test_conformance_is_a_false_claim_where_something_speaks_against_it(
    good: Artifact, old: str, new: str
) -> None:
    def damage(files: Files) -> None:
        name = "EPUB/residual-networks.xhtml"
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())
        files[name] = (
            files[name].replace(b"</th>", b"</td>") if old.startswith("<th") else files[name]
        )

    def claim(files: Files) -> None:
        _replace("EPUB/package.opf", "</metadata>", CONFORMS)(files)

    def both(files: Files) -> None:
        damage(files)
        claim(files)

    assert _codes(good, claim) == set()
    assert "ACC003" not in _codes(good, damage)
    assert "ACC003" in _codes(good, both)


def test_a_compressed_mimetype(good: Artifact) -> None:
    assert _codes(good, stored=False) == {"EPB001"}


def test_what_is_no_book_at_all() -> None:
    assert {d.rule.code for d in verify_epub(Artifact("epub", "a.epub", b"no"))} == {"EPB001"}


def test_entities_are_not_expanded(good: Artifact, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    assert _codes(good, _replace(CHAPTER, "<!DOCTYPE html>", entity)) == set()
