"""What is delivered is copied to a bucket of an S3 server, or to a folder; and goes on where it
ended.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fsspec
import pytest

from publish import Project
from publish.build.report import BuildReport
from publish.diagnostics import UserError
from publish.diagnostics.rules import eng

LOCAL = fsspec.filesystem("file")
BUCKET = "s3://dossiers/of/ours"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\nformats = ["html", "epub"]\n')
    for name in ("one", "two"):
        text = f"---\nid: {name}\nkind: concept\ntitle: {name}\n---\n\n## Words\n\nText.\n"
        (tmp_path / "entries").mkdir(exist_ok=True)
        (tmp_path / "entries" / f"{name}.md").write_text(text)
    return tmp_path


def build(root: Path, copy_to: str, **options: Any) -> BuildReport:
    with Project.open(root) as project:
        return project.build(copy_to=copy_to, jobs=1, **options)


def held(s3: Any) -> dict[str, bytes]:
    prefix = BUCKET.removeprefix("s3://") + "/"
    return {name.removeprefix(prefix): s3.cat_file(name) for name in s3.find(prefix)}


def here(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "output").rglob("*") if path.is_file())
    return {path.relative_to(root / "output").as_posix(): path.read_bytes() for path in files}


def test_a_bucket_holds_what_the_folder_does(root: Path, s3: Any) -> None:
    report = build(root, BUCKET)
    assert report.ok, report.diagnostics
    assert held(s3) == here(root)
    assert set(report.copied) == set(here(root))
    assert build(root, BUCKET).copied == ()

    entry = root / "entries" / "two.md"
    entry.write_text(entry.read_text() + "\nMore.\n")
    report = build(root, BUCKET)
    assert sorted(report.copied) == ["two/manifest.json", "two/two.epub", "two/two.html"]
    assert held(s3) == here(root)


def test_what_a_broken_copy_left_is_written_again(root: Path, s3: Any) -> None:
    build(root, BUCKET)
    prefix = BUCKET.removeprefix("s3://")
    s3.rm_file(f"{prefix}/one/manifest.json")  # the last of a folder, so it wasn't reached
    s3.pipe_file(f"{prefix}/one/one.html", b"half")
    build(root, BUCKET)
    assert held(s3)["one/one.html"] == (root / "output/one/one.html").read_bytes()


@pytest.mark.parametrize("in_bucket", [True, False])
def test_what_has_gone_from_a_copy_is_written_again(root: Path, s3: Any, in_bucket: bool) -> None:
    address = BUCKET if in_bucket else f"{root}/there"
    build(root, address)
    files, prefix = (s3, BUCKET.removeprefix("s3://")) if in_bucket else (LOCAL, address)
    files.rm_file(f"{prefix}/one/one.epub")
    files.pipe_file(f"{prefix}/two/two.html", b"cut off")
    copied = build(root, address).copied
    assert {*copied} >= {"one/one.epub", "two/two.html"}
    assert not {*copied} & {"one/one.html", "two/two.epub"}
    for name in ("one/one.epub", "two/two.html"):
        assert files.cat_file(f"{prefix}/{name}") == (root / "output" / name).read_bytes()
    assert build(root, address).copied == ()


def test_a_bucket_is_told_what_kind_of_files_they_are(root: Path, s3: Any) -> None:
    build(root, BUCKET)
    kinds = {name: s3.info(f"{BUCKET}/{name}")["ContentType"] for name in held(s3)}
    assert kinds["one/one.html"] == "text/html"
    assert kinds["one/one.epub"] == "application/epub+zip"
    assert kinds["one/manifest.json"] == "application/json"


def test_what_is_not_made_any_more_goes(root: Path) -> None:
    place = root / "place"
    place.mkdir()
    (place / "outside.txt").write_text("stays")
    build(root, f"file://{place}/there")
    listed = place / "there/one/manifest.json"
    manifest = json.loads(listed.read_text())
    (place / "there/one/old.pdf").write_bytes(b"%PDF")
    for name in ("old.pdf", "../../outside.txt"):
        manifest["files"].append({"name": name, "format": name, "sha256": "0"})
    listed.write_text(json.dumps(manifest))
    build(root, f"file://{place}/there")
    assert not (place / "there/one/old.pdf").exists()
    assert (place / "outside.txt").exists()
    assert listed.read_bytes() == (root / "output/one/manifest.json").read_bytes()


def test_a_place_that_refuses_is_told_and_the_output_is_made(root: Path, s3: Any) -> None:
    report = build(root, "s3://nobodys/bucket")
    assert [each.rule for each in report.diagnostics] == [eng.CANNOT_WRITE]
    assert "s3://nobodys/bucket" in report.diagnostics[0].message
    assert (root / "output/one/one.html").is_file()
    assert not report.copied


@pytest.mark.parametrize(
    ("address", "code", "rule"),
    [
        ("nowhere://x/y", 2, eng.CANNOT_WRITE),
        ("gcs://x/y", 3, eng.MISSING_ENGINE),
        ("ftp://127.0.0.1:9/x", 4, eng.CANNOT_WRITE),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_before_anything_is_made(
    root: Path, address: str, code: int, rule: Any
) -> None:
    with pytest.raises(UserError) as caught:
        build(root, address)
    assert caught.value.exit_code == code
    assert [each.rule for each in caught.value.diagnostics] == [rule]
    assert address in str(caught.value)
    assert not (root / "output").exists()
