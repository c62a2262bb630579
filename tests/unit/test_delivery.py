"""What stood in the output folder stays whole until the new file is."""

import json
import os

import pytest

from publish.delivery import clean, deliver, replace_file
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
    (delivered,) = deliver(publication, [artifact], {"pandoc": "3.9"})
    assert (tmp_path / delivered.path).read_bytes() == b"<p>"
    manifest = json.loads((tmp_path / "output/sample/manifest.json").read_text())
    assert manifest["references"] == ["a"]
    assert manifest["files"] == [
        {
            "name": "sample.html",
            "format": "html",
            "media_type": "text/html",
            "bytes": 3,
            "sha256": artifact.sha256,
            "claims": ["x"],
        }
    ]


def test_a_format_made_earlier_keeps_its_line(publication, tmp_path):
    deliver(publication, [Artifact("pdf", "sample.pdf", b"1")], {})
    deliver(publication, [Artifact("html", "sample.html", b"2")], {})
    manifest = json.loads((tmp_path / "output/sample/manifest.json").read_text())
    assert [line["format"] for line in manifest["files"]] == ["html", "pdf"]


def test_nothing_is_written_where_nothing_was_made(publication, tmp_path):
    assert deliver(publication, [], {}) == ()
    assert not (tmp_path / "output").exists()


def test_a_failing_write_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    path = tmp_path / "a.html"
    path.write_bytes(b"old")

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        replace_file(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]
    assert path.read_bytes() == b"old"


def test_a_full_disk_is_told_with_the_code_of_a_broken_machine(publication, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as error:
        deliver(publication, [Artifact("html", "sample.html", b"new")], {})
    assert error.value.exit_code == 4
    assert error.value.diagnostics[0].rule.code == "ENG005"


def test_clean_follows_no_link(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "output").symlink_to(elsewhere)
    assert clean(tmp_path, "output") is False
    assert elsewhere.is_dir()
