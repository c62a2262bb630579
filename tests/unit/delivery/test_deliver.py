"""What stood in the output folder stays whole until the new file is."""

import errno
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest

from publish.delivery import deliver
from publish.diagnostics.core import UserError
from publish.model.publication import Artifact
from publish.resolve import resolve
from tests import builders


@pytest.fixture
def publication(pandoc, tmp_path):
    entry = builders.entry(pandoc, "See [@a].")
    project = builders.project(entry, references=(builders.reference("a"),), root=tmp_path)
    return resolve(project, entry, entry.document)


def test_the_manifest_lists_each_file_and_its_sum(publication, tmp_path):
    artifact = Artifact("html", "sample.html", b"<p>", claims=("x",))
    (delivered,) = deliver(publication, [artifact], {"pandoc": "3.9"}).files
    assert (tmp_path / delivered.path).read_bytes() == b"<p>"
    manifest = json.loads((tmp_path / "output/sample/manifest.json").read_text())
    assert manifest["files"] == [
        {
            "name": "sample.html",
            "format": "html",
            "media_type": "text/html",
            "bytes": 3,
            "sha256": artifact.sha256,
            "claims": ["x"],
            "source_sha256": sha256(publication.entry.source.text.encode()).hexdigest(),
            "style": "chicago-author-date",
            "references": ["a"],
            "made_with": {"pandoc": "3.9"},
        }
    ]


def test_a_format_made_earlier_keeps_its_line(publication, tmp_path):
    deliver(publication, [Artifact("pdf", "sample.pdf", b"1")], {})
    deliver(publication, [Artifact("html", "sample.html", b"2")], {})
    manifest = json.loads((tmp_path / "output/sample/manifest.json").read_text())
    assert [line["format"] for line in manifest["files"]] == ["html", "pdf"]


def test_formats_that_are_delivered_at_once_keep_their_lines(publication, tmp_path):
    pytest.importorskip("fcntl")
    made = [Artifact("epub", "sample.epub", b"1"), Artifact("html", "sample.html", b"2")]
    folder = tmp_path / "output/sample"
    with ThreadPoolExecutor(2) as pool:
        for _ in range(50):
            list(pool.map(lambda artifact: deliver(publication, [artifact], {}), made))
            lines = json.loads((folder / "manifest.json").read_text())["files"]
            assert [line["format"] for line in lines] == ["epub", "html"]
            names = {path.name for path in folder.iterdir()}
            assert names == {"manifest.json", "sample.epub", "sample.html"}
            shutil.rmtree(folder)


def test_where_there_are_no_locks_files_are_delivered_all_the_same(
    publication, tmp_path, monkeypatch
):
    def refused(*arguments):
        raise OSError(errno.EBADF, "of a server of files")

    monkeypatch.setattr("fcntl.flock", refused)
    assert deliver(publication, [Artifact("html", "sample.html", b"2")], {}).files
    assert (tmp_path / "output/sample/manifest.json").is_file()


def test_nothing_is_written_where_nothing_was_made(publication, tmp_path):
    assert deliver(publication, [], {}).files == ()
    assert not (tmp_path / "output").exists()


def test_a_full_disk_is_told_with_the_code_of_a_broken_machine(publication, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    deliver(publication, [Artifact("html", "sample.html", b"old")], {})
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as error:
        deliver(publication, [Artifact("html", "sample.html", b"new")], {})
    assert error.value.exit_code == 4
    assert error.value.diagnostics[0].rule.code == "ENG005"


def test_where_one_file_can_t_be_written_none_is_changed(publication, tmp_path, monkeypatch):
    first = [Artifact("pdf", "sample.pdf", b"old"), Artifact("html", "sample.html", b"old")]
    deliver(publication, first, {})
    folder = tmp_path / "output/sample"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    written = os.fsync

    def full_at_the_third(handle, count=[0]):  # noqa: B006
        count[0] += 1
        if count[0] == 3:
            raise OSError(28, "No space left on device")
        written(handle)

    monkeypatch.setattr(os, "fsync", full_at_the_third)
    second = [Artifact("pdf", "sample.pdf", b"new"), Artifact("html", "sample.html", b"new")]
    with pytest.raises(UserError):
        deliver(publication, second, {})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("linked", ["output", "output/sample"])
def test_no_link_is_followed_to_write(publication, tmp_path, linked):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / linked).parent.mkdir(exist_ok=True)
    (tmp_path / linked).symlink_to(elsewhere)
    with pytest.raises(UserError) as error:
        deliver(publication, [Artifact("html", "sample.html", b"new")], {})
    assert (error.value.exit_code, error.value.diagnostics[0].rule.code) == (2, "CFG010")
    assert not list(elsewhere.iterdir())


def test_a_page_of_a_site_that_is_made_no_more_goes(publication, tmp_path):
    first = (("pages/x.html", b"x"), ("pages/y.html", b"y"))
    deliver(publication, [Artifact("html", "sample.html", b"1", files=first)], {})
    deliver(publication, [Artifact("html", "sample.html", b"2", files=first[:1])], {})
    left = sorted(path.name for path in (tmp_path / "output/sample/pages").iterdir())
    assert left == ["x.html"]
