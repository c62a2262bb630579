"""Keys written into the source: proved to print the same, and nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.api import Project
from publish.cite import cite
from publish.diagnostics import UserError
from publish.engines.pandoc import Pandoc
from publish.publications import publication_of
from publish.readers.project import read_project

RECORDS = """\
@inproceedings{mask, author = {He, Kaiming and Gkioxari, Georgia}, title = {Mask {R-CNN}},
  booktitle = {ICCV}, year = {2017}}
@inproceedings{faster, author = {Ren, Shaoqing and He, Kaiming and Sun, Jian},
  title = {Faster {R-CNN}: Towards Real-Time Object Detection}, booktitle = {NIPS}, year = {2015}}
@article{turing, author = {Turing, Alan}, title = {Computing Machinery and Intelligence},
  journal = {Mind}, year = {1950}}
@misc{odd/key;1, author = {Odd, Olga}, title = {Unusual Keys of the World}, year = {2001}}
"""
HEADER = "---\nkind: concept\ntitle: Vision\nlang: en\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    for name in ("bibliography", "entries"):
        (tmp_path / name).mkdir()
    (tmp_path / "bibliography" / "a.bib").write_text(RECORDS)
    return tmp_path


def opened(root: Path, pandoc: Pandoc) -> Project:
    read = read_project(root, pandoc)
    return Project(read.value, read.diagnostics, pandoc)


def written(root: Path, pandoc: Pandoc, source: str | bytes) -> bytes:
    """The entry after `cite --write`; what it prints must stay as it was."""
    path = root / "entries" / "vision.md"
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    before = printed(root, pandoc)
    report = opened(root, pandoc).cite(write=True)
    assert not report.diagnostics
    assert printed(root, pandoc) == before
    after = path.read_bytes()
    assert not opened(root, pandoc).cite(write=True).revisions
    assert path.read_bytes() == after
    return after


def printed(root: Path, pandoc: Pandoc) -> str:
    read = read_project(root, pandoc)
    project = Project(read.value, read.diagnostics, pandoc)
    entry = project.entries["vision"]
    publication = publication_of(read.value, entry, project.mentions()["vision"])
    cited = cite(publication, pandoc).value
    assert cited is not None
    return cited.markup


BODIES = [
    ("Mask R-CNN won.", "Mask R-CNN [@mask] won."),
    ("*Mask R-CNN* won.", "*Mask R-CNN* [@mask] won."),
    ("***Mask R-CNN*** won.", "***Mask R-CNN*** [@mask] won."),
    ("Mask\nR-CNN won.", "Mask\nR-CNN [@mask] won."),
    ("We use Mask R-CNN\nhere.", "We use Mask R-CNN [@mask]\nhere."),
    ('They say "Mask R-CNN".', 'They say "Mask R-CNN" [@mask].'),
    ("[Mask R-CNN]{.smallcaps} won.", "[Mask R-CNN]{.smallcaps} [@mask] won."),
    ("Mask R-CNN's heads are small.", "Mask R-CNN's heads [@mask] are small."),
    ("Mask R-CNN [@faster] won.", "Mask R-CNN [@mask; @faster] won."),
    ("Mask R-CNN [see @faster, p. 3] won.", "Mask R-CNN [@mask; see @faster, p. 3] won."),
    ("Faster R-CNN and Mask R-CNN won.", "Faster R-CNN and Mask R-CNN [@faster; @mask] won."),
    ("Turing (1950) asked.", "Turing [-@turing] asked."),
    ("It was asked (Turing, 1950).", "It was asked [@turing]."),
    ("It was asked (see Turing, 1950).", "It was asked [see @turing]."),
    (
        "*Computing Machinery and Intelligence* (1950) asked.",
        "*Computing Machinery and Intelligence* [@turing] asked.",
    ),
    ("Unusual Keys of the World won.", "Unusual Keys of the World [@{odd/key;1}] won."),
    ("A note.[^1]\n\n[^1]: On Mask R-CNN.", "A note.[^1]\n\n[^1]: On Mask R-CNN [@mask]."),
    ("A note.^[On Mask R-CNN.]", "A note.^[On Mask R-CNN [@mask].]"),
    ("- Mask R-CNN\n- other", "- Mask R-CNN [@mask]\n- other"),
    ("> Mask R-CNN won.", "> Mask R-CNN [@mask] won."),
    ("| A |\n|---|\n| Mask R-CNN |", "| A |\n|---|\n| Mask R-CNN [@mask] |"),
    ("Term\n: Mask R-CNN won.", "Term\n: Mask R-CNN [@mask] won."),
    ("# Mask R-CNN\n\n`Mask R-CNN`", "# Mask R-CNN\n\n`Mask R-CNN`"),
    ("我们使用Mask R-CNN方法。", "我们使用Mask R-CNN[@mask]方法。"),
]  # fmt: skip


@pytest.mark.parametrize("style", ["chicago-author-date", "ieee", "chicago-notes-bibliography"])
def test_keys_are_written_and_the_print_stays(root: Path, pandoc: Pandoc, style: str) -> None:
    (root / "publish.toml").write_text(
        f'title = "T"\nlang = "en"\n[citations]\nstyle = "{style}"\n'
    )
    body = "".join(
        f"## Part {n}\n\n{text}\n\n"
        for n, (text, _) in enumerate(BODIES)
        if "#" not in text and "[^1]" not in text
    )
    written(root, pandoc, f"{HEADER}---\n\n{body}")


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_keys_are_written_where_the_print_has_them(
    root: Path, pandoc: Pandoc, body: str, expected: str
) -> None:
    assert (
        written(root, pandoc, f"{HEADER}---\n\n{body}\n") == f"{HEADER}---\n\n{expected}\n".encode()
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("summary: On Mask R-CNN and more.\n", "summary: On Mask R-CNN [@mask] and more.\n"),
        ('summary: "On \\"Mask R-CNN\\"."\n', 'summary: "On \\"Mask R-CNN\\" [@mask]."\n'),
        ("summary: >\n  On Mask\n  R-CNN.\n", "summary: >\n  On Mask\n  R-CNN [@mask].\n"),
        ("questions:\n- Is Mask R-CNN slow?\n", "questions:\n- Is Mask R-CNN [@mask] slow?\n"),
        ("facts:\n- {label: x, value: Mask R-CNN}\n", "facts:\n- {label: x, value: Mask R-CNN}\n"),
    ],
)  # fmt: skip
def test_keys_go_into_the_header_too(
    root: Path, pandoc: Pandoc, header: str, expected: str
) -> None:
    assert written(root, pandoc, f"{HEADER}{header}---\n\nText.\n").decode() == (
        f"{HEADER}{expected}---\n\nText.\n"
    )


def test_bytes_that_are_nobodys_business_stay(root: Path, pandoc: Pandoc) -> None:
    source = b"\xef\xbb\xbf" + HEADER.replace("\n", "\r\n").encode()
    source += b"---\r\n\r\nMask R-CNN  \r\nwon.\t\r\nMixed\nends, no last one"
    assert written(root, pandoc, source) == source.replace(b"Mask R-CNN", b"Mask R-CNN [@mask]")


def test_a_year_that_gives_way_to_the_records_is_told(root: Path, pandoc: Pandoc) -> None:
    path = root / "entries" / "vision.md"
    path.write_text(f"{HEADER}---\n\nMask R-CNN (He and Gkioxari, 2018) won; Turing (1950) not.\n")
    report = opened(root, pandoc).cite(write=True)
    (told,) = report.diagnostics
    assert told.rule.code == "MEN007"
    assert "the year 2018, its record `mask` 2017" in told.message
    assert path.read_text().endswith("\nMask R-CNN [@mask] won; Turing [-@turing] not.\n")
    assert not opened(root, pandoc).cite().diagnostics


def test_what_would_be_read_differently_is_left(root: Path, pandoc: Pandoc) -> None:
    table = "  A           B\n  ----------  ----------\n  Mask R-CNN  words\n\nThen Faster R-CNN.\n"
    path = root / "entries" / "vision.md"
    path.write_text(f"{HEADER}---\n\n{table}")
    report = opened(root, pandoc).cite(write=True)
    assert [d.rule.code for d in report.diagnostics] == ["MEN010"]
    assert path.read_text() == f"{HEADER}---\n\n{table}".replace(
        "Faster R-CNN", "Faster R-CNN [@faster]"
    )


def test_without_write_nothing_is_written(root: Path, pandoc: Pandoc) -> None:
    path = root / "entries" / "vision.md"
    path.write_text(f"{HEADER}---\n\nMask R-CNN.\n")
    (revision,) = opened(root, pandoc).cite().revisions
    assert revision.text.endswith("Mask R-CNN [@mask].\n")
    assert path.read_text().endswith("Mask R-CNN.\n")


def test_a_decision_is_kept_on_disk(root: Path, pandoc: Pandoc) -> None:
    (root / "entries" / "vision.md").write_text(f"{HEADER}---\n\nMask R-CNN.\n")
    project = opened(root, pandoc)
    (mention,) = project.mentions()["vision"]
    project.decide("vision", mention, None)
    assert [m.status for m in project.mentions()["vision"]] == ["rejected"]
    assert [m.status for m in opened(root, pandoc).mentions()["vision"]] == ["rejected"]
    project.decide("vision", mention, "faster")
    assert [m.key for m in opened(root, pandoc).mentions()["vision"]] == ["faster"]


def test_decisions_that_changed_meanwhile_are_not_overwritten(root: Path, pandoc: Pandoc) -> None:
    (root / "entries" / "vision.md").write_text(f"{HEADER}---\n\nMask R-CNN.\n")
    project = opened(root, pandoc)
    (mention,) = project.mentions()["vision"]
    project.decide("vision", mention, None)
    with (root / "mentions.toml").open("a") as file:
        file.write("# mine\n")
    with pytest.raises(UserError):
        project.decide("vision", mention, "faster")
    assert (root / "mentions.toml").read_text().endswith("# mine\n")


def test_what_was_decided_is_printed(root: Path, pandoc: Pandoc) -> None:
    (root / "entries" / "vision.md").write_text(f"{HEADER}---\n\nThe old test, and Mask R-CNN.\n")
    before = opened(root, pandoc)
    (mention,) = before.mentions()["vision"]
    before.decide("vision", mention, None)
    assert "He" not in printed(root, pandoc)
    (root / "mentions.toml").write_text(
        '[[mention]]\nentry = "vision"\nsentence = "The **old test**, and Mask R-CNN."\n'
        'cite = "turing"\n'
    )
    shown = printed(root, pandoc)
    assert "Turing" in shown
    assert "Gkioxari" in shown


def test_a_year_that_gave_way_to_its_key_leaves_no_stale_decision(
    root: Path, pandoc: Pandoc
) -> None:
    (root / "entries" / "vision.md").write_text(f"{HEADER}---\n\nTuring et al. (1950) asked.\n")
    project = opened(root, pandoc)
    (mention,) = project.mentions()["vision"]
    project.decide("vision", mention, "turing")
    assert opened(root, pandoc).cite(write=True).written
    assert "Turing et al. [-@turing] asked." in (root / "entries" / "vision.md").read_text()
    assert not [d for d in opened(root, pandoc).check() if d.rule.code == "MEN005"]
    assert not opened(root, pandoc).cite().revisions


def test_a_heading_keeps_its_address(root: Path, pandoc: Pandoc) -> None:
    (root / "publish.toml").write_text('title = "T"\nlang = "en"\n[citations]\nheadings = true\n')
    path = root / "entries" / "vision.md"
    path.write_text(
        HEADER + "---\n\n[There](#mask-r-cnn).\n\n# Mask R-CNN\n\n# Faster R-CNN {#f}\n"
    )
    report = opened(root, pandoc).cite(write=True)
    assert [d.rule.code for d in report.diagnostics] == ["MEN010"]  # its id would be another one
    after = path.read_text()
    assert "# Mask R-CNN\n" in after
    assert "# Faster R-CNN [@faster] {#f}\n" in after
