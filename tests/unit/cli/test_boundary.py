"""Every ending of a command: its exit code, one line, never a traceback."""

import errno
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.cli.stand_in import Ran, StandIn

Publish = Callable[..., Ran]


def test_a_bug_ends_with_70_and_a_trace_in_a_file(project: StandIn, publish: Publish) -> None:
    project.error = ValueError("odd \x1b[31m thing")
    ran = publish("check")
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith(r"error: a bug in publish: ValueError: odd \x1b[31m thing")
    assert "Traceback" not in ran.err
    found = re.search(r"trace is in (\S+);", ran.err)
    assert found
    trace = Path(found[1])
    assert "Traceback" in trace.read_text()
    trace.unlink()


def test_a_bug_shows_its_trace_where_asked(
    project: StandIn, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_DEBUG", "1")
    project.error = ValueError("odd")
    ran = publish("check")
    assert ran.code == 70
    assert "Traceback" in ran.err


def test_a_full_disk_is_no_bug(project: StandIn, publish: Publish) -> None:
    project.error = OSError(errno.ENOSPC, "No space left on device", "/tmp/x")
    assert publish("check") == Ran(4, "", "error: `/tmp/x`: no space left on device\n")


def test_no_permission_is_no_bug(project: StandIn, publish: Publish) -> None:
    project.error = PermissionError(errno.EACCES, "Permission denied", "/ours/publish.toml")
    assert publish("check") == Ran(4, "", "error: `/ours/publish.toml`: permission denied\n")


def test_an_interrupt_ends_with_130(project: StandIn, publish: Publish) -> None:
    project.error = KeyboardInterrupt()
    ran = publish("check")
    assert ran.code == 130
    assert ran.err.startswith("interrupted")


@pytest.mark.parametrize("wrapped", [RuntimeError("Error calling __set_name__"), BrokenPipeError()])
def test_an_interrupt_that_was_wrapped_is_one(
    project: StandIn, publish: Publish, wrapped: Exception
) -> None:
    wrapped.__cause__ = KeyboardInterrupt()
    project.error = wrapped
    ran = publish("check")
    assert ran.code == 130
    assert ran.err.startswith("interrupted")


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("check", "--formt", "json"),
        ("check", "--format", "xml"),
        ("-C", "/nowhere/at/all", "check"),
        ("new", "person"),
        ("check", "surplus"),
    ],
)
def test_a_wrong_command_line_ends_with_2(
    project: StandIn, publish: Publish, arguments: tuple[str, ...]
) -> None:
    ran = publish(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert project.calls == []


def test_help_and_version_are_no_failures(publish: Publish) -> None:
    assert publish("--help").code == 0
    assert "doctor" in publish("--help").out
    assert re.match(r"publish \d", publish("--version").out)


def test_no_arguments_ask_for_help(publish: Publish) -> None:
    assert publish() == publish("--help")
