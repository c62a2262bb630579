"""The command line as a process of its own, from ``publish init`` to made files."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
ENGINES_OF_PDF = ("weasyprint", "pydyf", "pikepdf", "page", "quickjax")


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "PUBLISH_DEBUG")}
    return {**kept, "PYTHONPATH": str(SOURCE), **more}


def publish(
    *arguments: str, cwd: Path, code: int = 0, **more: str
) -> subprocess.CompletedProcess[str]:
    """Runs ``publish`` and demands its exit code."""
    ran = subprocess.run(
        [sys.executable, "-m", "publish", *arguments],
        cwd=cwd, env=environment(**more), capture_output=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    return ran


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project, all of it built."""
    folder = tmp_path_factory.mktemp("project")
    publish("init", cwd=folder)
    publish("build", cwd=folder)
    return folder


def test_a_new_project_builds_at_once(built: Path) -> None:
    made = built / "output" / "alan-turing"
    assert {file.name for file in made.iterdir()} == {
        "alan-turing.pdf", "alan-turing.epub", "alan-turing.html", "manifest.json",
    }  # fmt: skip
    assert (made / "alan-turing.pdf").read_bytes().startswith(b"%PDF-")
    assert (built / "output" / "index.html").is_file()


def test_a_new_project_is_without_a_fault(built: Path) -> None:
    ran = publish("check", "--fail-on", "info", cwd=built)
    assert ran.stderr == "1 entry checked: no problems\n"


def test_a_new_project_mentions_the_paper_it_names(built: Path) -> None:
    listed = json.loads(publish("mentions", "--json", cwd=built).stdout)
    found = {(item["key"], item["text"]) for item in listed if item["status"] == "sure"}
    assert ("turing1950computing", "Computing Machinery and Intelligence") in found
    assert ("turing1950computing", "the imitation game paper") in found


def test_a_build_of_the_same_input_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(built, copy, ignore=shutil.ignore_patterns("output"))
    publish("build", cwd=copy, TZ="Asia/Tokyo", LC_ALL="C")
    files = [path.relative_to(built) for path in sorted((built / "output").rglob("*.*"))]
    assert len(files) > 3
    for file in files:
        assert (built / file).read_bytes() == (copy / file).read_bytes(), file


def test_a_started_entry_checks_with_empty_sections_only(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(built, copy)
    publish("new", "concept", "Attention: a title", cwd=copy)
    ran = publish("check", "--format", "json", cwd=copy)
    assert {item["code"] for item in json.loads(ran.stdout)["diagnostics"]} == {"ENT023"}


def test_clean_removes_what_was_made_and_nothing_else(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(built, copy)
    (copy / "output/mine.txt").write_text("kept")
    assert "output/ cleaned: what else is there stays\n" in publish("clean", cwd=copy).stderr
    assert [path.name for path in (copy / "output").iterdir()] == ["mine.txt"]
    assert (copy / "entries" / "alan-turing.md").exists()
    publish("clean", cwd=copy)


def test_the_project_is_found_from_a_folder_in_it(built: Path) -> None:
    ran = publish("list", cwd=built / "entries")
    assert ran.stdout.startswith("alan-turing  person")


def test_checking_loads_nothing_that_makes_pdf(built: Path) -> None:
    code = (
        "import sys; from publish.cli.boundary import run; run(['check']);"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & set(sys.argv[1:])))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *ENGINES_OF_PDF],
        cwd=built, env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout == "[]\n"


def test_doctor_finds_what_is_needed(tmp_path: Path) -> None:
    found = json.loads(publish("doctor", "--format", "json", cwd=tmp_path).stdout)
    states = {item["tool"]: item["state"] for item in found}
    assert states["pandoc"] == states["WeasyPrint"] == states["Pango"] == states["fonts"] == "ok"


def test_a_locale_without_the_letters_is_no_reason_to_fail(tmp_path: Path) -> None:
    """Under a locale of Latin-1 or ASCII, names in other scripts are escaped or UTF-8."""
    publish("init", cwd=tmp_path)
    file = tmp_path / "entries" / "alan-turing.md"
    file.write_text(file.read_text("utf-8").replace("title: Alan Turing", "title: 図灵"), "utf-8")
    ran = publish("list", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert r"\u56f3" in ran.stdout
    ran = publish("list", "--format", "json", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert json.loads(ran.stdout)[0]["title"] == "図灵"


def test_a_reader_that_leaves_early_is_no_bug(tmp_path: Path) -> None:
    ran = subprocess.run(
        f"'{sys.executable}' -m publish styles | head -1",
        shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert len(ran.stdout.splitlines()) == 1
    assert "bug" not in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(("redirection", "code"), [(">&-", 0), ("2>&-", 0), (">/dev/full", 4)])
def test_a_stream_that_takes_nothing_is_no_bug(tmp_path: Path, redirection: str, code: int) -> None:
    ran = subprocess.run(
        f"'{sys.executable}' -m publish styles nature {redirection}",
        shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == code, ran.stderr
    assert "bug" not in ran.stderr


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_with_130_and_leaves_nothing_half(
    built: Path, tmp_path: Path, sent: signal.Signals
) -> None:
    copy = tmp_path / "project"
    shutil.copytree(built, copy)
    entry = copy / "entries" / "alan-turing.md"
    for _ in range(5):  # on a busy machine, a build may be quicker than the signal
        entry.write_text(entry.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
        before = {path: path.read_bytes() for path in (copy / "output").rglob("*.*")}
        process = subprocess.Popen(
            [sys.executable, "-m", "publish", "build"],
            cwd=copy, env=environment(), stderr=subprocess.PIPE, text=True,
            stdout=subprocess.DEVNULL, start_new_session=True, preexec_fn=_heed_interrupts,
        )  # fmt: skip
        _wait_for_child(process.pid)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sent)
        _, said = process.communicate(timeout=30)
        if process.returncode:
            break
    assert process.returncode == 130, said
    assert said.splitlines()[0].startswith("interrupted")
    assert {path: path.read_bytes() for path in (copy / "output").rglob("*.*")} == before


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.2 + 0.05 * step for step in range(12)])
def test_an_interrupt_at_any_moment_ends_all_and_leaves_nothing_behind(
    tmp_path: Path, delay: float
) -> None:
    """Also while modules are imported side by side, which takes most of a short build."""
    project, temporary = tmp_path / "project", tmp_path / "temporary"
    project.mkdir()
    temporary.mkdir()
    publish("init", cwd=project)
    process = subprocess.Popen(
        [sys.executable, "-m", "publish", "build"],
        cwd=project, env=environment(TMPDIR=str(temporary)), stderr=subprocess.PIPE, text=True,
        stdout=subprocess.DEVNULL, start_new_session=True, preexec_fn=_heed_interrupts,
    )  # fmt: skip
    try:
        time.sleep(delay)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert "bug" not in said
        assert _all_end(process.pid, seconds=5)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert not [*temporary.iterdir()]
    assert not [*project.rglob("*.part")]


def test_an_interrupt_while_source_is_executed_ends_with_130_too(tmp_path: Path) -> None:
    """Python remembers an interrupt within an executed string, as dataclasses and named tuples
    have them, and would end ``python -m`` by the signal though it has been dealt with.
    """
    (tmp_path / "interrupted.py").write_text(
        "from publish.cli import boundary, main\n"
        "boundary._run = lambda arguments: exec('raise KeyboardInterrupt')\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-m", "interrupted"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 130, ran.stderr
    assert ran.stderr.splitlines() == ["interrupted; what stood in the output folder is whole"]


def _heed_interrupts() -> None:
    """Also where the tests run in the background of a shell, which has them ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _all_end(group: int, seconds: float) -> bool:
    """Whether no process of a group is left soon: one that was just ended is there for a while."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def _wait_for_child(pid: int) -> None:
    """Until the process has started pandoc, and so is at work."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("SKIPPED, NOT PROVED: no /proc here to watch the process by")
    for _ in range(3000):
        if children.read_text():
            return
        time.sleep(0.01)


# -- terminals --------------------------------------------------------------------


def on_terminal(*arguments: str, cwd: Path, **more: str) -> str:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "publish", *arguments],
        cwd=cwd, env=environment(TERM="xterm", COLUMNS="80", **more), stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    data = b"".join(_read(ours))
    process.wait(timeout=60)
    os.close(ours)
    return data.decode("utf-8", "replace")


def _read(handle: int) -> Iterator[bytes]:
    with suppress(OSError):  # Linux's way to say that the other side is closed
        while data := os.read(handle, 65536):
            yield data


def test_colour_is_for_terminals_that_want_it(tmp_path: Path) -> None:
    assert "\x1b[1;31m" in on_terminal("check", cwd=tmp_path)
    assert "\x1b[" not in on_terminal("check", cwd=tmp_path, NO_COLOR="1")
    assert "\x1b[" not in publish("check", cwd=tmp_path, code=2).stderr


def test_a_table_has_headings_on_a_terminal_only(tmp_path: Path) -> None:
    assert "WHAT TO DO" in on_terminal("doctor", cwd=tmp_path)
    assert "WHAT TO DO" not in publish("doctor", cwd=tmp_path).stdout


def test_a_terminal_shows_what_was_made_and_a_pipe_all_there_is(tmp_path: Path) -> None:
    publish("init", cwd=tmp_path)
    first = on_terminal("build", "--to", "html", cwd=tmp_path)
    assert "output/alan-turing/alan-turing.html" in first
    again = on_terminal("build", "--to", "html", cwd=tmp_path)
    assert "0 files made" in again
    assert ".html" not in again
    assert "alan-turing.html" in publish("build", "--to", "html", cwd=tmp_path).stdout


def test_an_edit_is_told_as_one_though_citations_move_with_it(tmp_path: Path) -> None:
    publish("init", cwd=tmp_path)
    publish("build", "--to", "html", cwd=tmp_path)
    with (tmp_path / "entries" / "alan-turing.md").open("a", encoding="utf-8") as entry:
        entry.write("\nMore words.\n")
    told = publish("build", "--to", "html", "--explain", cwd=tmp_path).stderr
    assert "alan-turing: html made: its text changed\n" in told
    (tmp_path / "output/alan-turing/alan-turing.html").unlink()
    told = publish("build", "--to", "html", "--explain", cwd=tmp_path).stderr
    assert "alan-turing: nothing made: html put back\n" in told


def test_a_long_build_shows_its_progress_on_a_terminal(tmp_path: Path) -> None:
    publish("init", cwd=tmp_path)
    (tmp_path / "entries" / "alan-turing.md").unlink()
    for number in range(7):
        text = f"---\nkind: concept\ntitle: Number {number}\n---\n\nWords.\n"
        (tmp_path / "entries" / f"{number}.md").write_text(text, "utf-8")
    assert "━" in on_terminal("build", "--to", "html", cwd=tmp_path)
    with (tmp_path / "publish.toml").open("a", encoding="utf-8") as settings:
        settings.write('[collections.all]\ntitle = "All"\nentries = ["0", "1", "2"]\n')
    told = on_terminal("build", "-c", "all", cwd=tmp_path)
    assert "all: of 3 texts" in told
    assert "0/1" in told
    assert "3/3" in on_terminal("build", "-c", "all", "--each", cwd=tmp_path)
