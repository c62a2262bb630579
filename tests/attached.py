"""What an attached file has to be: sound, and without loss of anything that went into it."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf

from publish.attach.compare import losses
from publish.attach.embedding import enclosures
from publish.attach.inventory import inventory
from publish.attach.manner import Attached, Kind
from publish.attach.opening import Document
from tests.reports import by_hand, pictures

KINDS: tuple[Kind, ...] = ("appendix", "insert", "embedded")


def opened(data: bytes, password: str = "") -> pikepdf.Pdf:
    """The document, as another reader would see it."""
    return pikepdf.open(io.BytesIO(data), password=password)


def brief() -> Document:
    """What is attached: two pages that have something of everything."""
    output = io.BytesIO()
    by_hand(2).save(output, static_id=True)
    return Document("brief.pdf", output.getvalue(), "A brief")


def assert_sound(data: bytes, path: Path, password: str = "") -> None:
    """What qpdf says of a file, which is put at ``path``: nothing."""
    path.write_bytes(data)
    pdf = opened(data, password)
    if pdf.is_linearized:  # qpdf before version 12 counts the objects of a page in another way
        assert pdf.check_linearization()
        return
    assert (said := complaints(path, password)) is None, said


def complaints(path: Path, password: str = "") -> str | None:
    """What qpdf says against a file, None if nothing."""
    command = ["qpdf", "--check", f"--password={password}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else None


def assert_kept(report: Document, brief: Document, made: Attached, kind: Kind) -> None:
    """All of report and brief is there, each in its order, and a sample of pages looks the same."""
    joined = opened(made.data, report.password)
    came = [index for pages in made.pages for index in pages]
    own = [index for index in range(len(joined.pages)) if index not in came]
    before = inventory(opened(report.data, report.password))
    found = losses(before, joined, own, unsettled=())
    assert not found, (kind, found)
    same = own[:: max(1, len(own) // 4)]
    at = [own.index(each) for each in same]
    seen = pictures(made.data, same, report.password)
    assert seen == pictures(report.data, at, report.password)
    if kind == "embedded":
        assert brief.data in [each.data for each in enclosures(joined)]
    else:
        assert not losses(inventory(opened(brief.data)), joined, came), kind
        seen = pictures(made.data, came, report.password)
        assert seen == pictures(brief.data, range(len(came)))
