"""Bad input and a bad machine: each has its rule and exit code, and the former output stays.

A project is built once; each test takes a copy with its output, breaks one thing,
and builds again.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.projects import (
    ENTRY,
    RECORDS,
    codes,
    command,
    environment,
    run,
    snapshot,
    write_project,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good project, built."""
    folder = write_project(tmp_path_factory.mktemp("built") / "project")
    result = run(folder, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the good project with its output."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def no_header(project: Path) -> None:
    (project / "entries" / "one.md").write_text("## Definition\n\nWords.\n")


def broken_header(project: Path) -> None:
    replace(project / "entries" / "one.md", "kind: concept", "kind: [concept")


def unknown_kind(project: Path) -> None:
    replace(project / "entries" / "one.md", "kind: concept", "kind: conzept")


def duplicate_ids(project: Path) -> None:
    replace(project / "entries" / "two.md", "id: two", "id: one")


def undefined_key(project: Path) -> None:
    replace(project / "entries" / "one.md", "[@doe2001]", "[@doe2010]")


def missing_image(project: Path) -> None:
    with open(project / "entries" / "one.md", "a", encoding="utf-8") as entry:
        entry.write("\n![A thing, drawn](images/none.png)\n")


def folder_without_permission(project: Path) -> None:
    (project / "entries" / "more").mkdir(mode=0o000)


def entry_that_links_to_itself(project: Path) -> None:
    (project / "entries" / "loop.md").symlink_to("loop.md")


def latin_1_bibliography(project: Path) -> None:
    (project / "bibliography" / "all.bib").write_bytes(RECORDS.encode("latin-1"))


def circular_crossref(project: Path) -> None:
    with open(project / "bibliography" / "all.bib", "a", encoding="utf-8") as file:
        file.write("@incollection{a, title = {A}, crossref = {b}}\n")
        file.write("@book{b, title = {B}, crossref = {a}}\n")


FAULTS = [
    pytest.param(no_header, "ENT001", "one", id="no header"),
    pytest.param(broken_header, "ENT002", "one", id="broken YAML"),
    pytest.param(unknown_kind, "ENT009", "one", id="unknown kind"),
    pytest.param(duplicate_ids, "ENT011", "two", id="duplicate ids"),
    pytest.param(undefined_key, "CIT001", "one", id="undefined key"),
    pytest.param(missing_image, "RES010", "one", id="missing image"),
    pytest.param(folder_without_permission, "RES001", None, id="unreadable folder"),
    pytest.param(entry_that_links_to_itself, "RES001", None, id="unreadable entry"),
]


@pytest.mark.parametrize(("breaking", "rule", "broken"), FAULTS)
def test_a_fault_has_its_rule_and_only_its_entry_stays_as_it_was(
    project: Path, breaking: Callable[[Path], None], rule: str, broken: str | None
) -> None:
    before = snapshot(project / "output")
    breaking(project)
    result = run(project, "build", "--format", "json")
    assert_civil(result)
    assert result.returncode == 1, result.stdout + result.stderr
    assert codes(result) - {"REF007"} == {rule}  # and the links of others to it
    after = snapshot(project / "output")
    assert {name for name in after if name.endswith(".part")} == set()
    assert {name: after.get(name) for name in before if name.startswith(f"{broken}/")} == {
        name: value for name, value in before.items() if name.startswith(f"{broken}/")
    }
    delivered = json.loads(result.stdout)["delivered"]
    made = {file["entry"] for file in delivered if not file["path"].endswith("index.html")}
    assert made == {"one", "two"} - {broken}


@pytest.mark.parametrize(
    ("breaking", "rules"),
    [
        pytest.param(latin_1_bibliography, {"BIB001"}, id="latin-1 bibliography"),
        pytest.param(circular_crossref, {"BIB017"}, id="circular crossref"),
    ],
)
def test_a_fault_of_one_record_is_reported_and_the_rest_is_used(
    project: Path, breaking: Callable[[Path], None], rules: set[str]
) -> None:
    before = snapshot(project / "output")
    breaking(project)
    result = run(project, "build", "--to", "html", "--format", "json")
    assert_civil(result)
    assert result.returncode in (0, 1)
    assert codes(result) == rules
    page = (project / "output" / "one" / "one.html").read_text("utf-8")
    assert "Roé" in page
    assert set(snapshot(project / "output")) == set(before)


def test_settings_that_are_wrong_end_with_2(project: Path) -> None:
    before = snapshot(project / "output")
    (project / "publish.toml").write_text('title = "Small"\nlangg = "en"\n')
    result = run(project, "build", "--format", "json")
    assert_civil(result)
    assert result.returncode == 2
    assert codes(result) == {"CFG003"}
    assert snapshot(project / "output") == before


def assert_manifests_are_true(output: Path) -> None:
    manifests = list(output.glob("*/manifest.json"))
    assert manifests
    for manifest in manifests:
        for line in json.loads(manifest.read_text())["files"]:
            data = (manifest.parent / line["name"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == line["sha256"], line["name"]


@pytest.mark.parametrize("room", ["for nothing", "for all but the largest file"])
def test_a_full_disk_ends_with_4_and_the_former_output_stays(project: Path, room: str) -> None:
    """A limit on the size of files stands for the disk."""
    before = snapshot(project / "output")
    for entry in (project / "entries").glob("*.md"):
        replace(entry, "A thing is", "An object is")
    sizes = [path.stat().st_size for path in (project / "output").rglob("*.*")]
    most = 1000 if room == "for nothing" else max(sizes) - 2000
    result = run(
        project,
        "build",
        "--format",
        "json",
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert_civil(result)
    assert result.returncode == 4, result.stdout + result.stderr
    assert codes(result) == {"ENG005"}
    assert set(snapshot(project / "output")) == set(before)
    assert_manifests_are_true(project / "output")
    if room == "for nothing":
        assert snapshot(project / "output") == before


def test_a_folder_that_cannot_be_written_ends_with_4(project: Path) -> None:
    shutil.rmtree(project / "output")
    (project / "output").write_text("not a folder")
    result = run(project, "build", "--to", "html", "--format", "json")
    assert_civil(result)
    assert result.returncode == 4
    assert "ENG005" in codes(result)
    assert (project / "output").read_text() == "not a folder"


def test_an_interrupted_build_leaves_whole_files_and_no_process(project: Path) -> None:
    for number in range(60):
        text = ENTRY.format(id=f"more-{number}", title=f"More {number}", other="one")
        (project / "entries" / f"more-{number}.md").write_text(text)
    before = snapshot(project / "output")
    process = subprocess.Popen(
        command(project, "build"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_for(lambda: any((project / "output").glob("more-*/*")))
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in out + err
    assert_whole(project / "output", before)
    assert not (project / "output" / "more-59").exists(), "it was over before it was interrupted"
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def wait_for(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def assert_civil(result: subprocess.CompletedProcess[str]) -> None:
    """No traceback, and no bug."""
    assert "Traceback" not in result.stdout + result.stderr
    assert result.returncode != 70, result.stderr


def assert_whole(output: Path, before: dict[str, str]) -> None:
    """Every former file stands, and as it was; nothing half-made stands beside."""
    after = snapshot(output)
    assert not [name for name in after if name.endswith(".part")]
    assert {name: after.get(name) for name in before} == before
