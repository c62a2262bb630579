"""The handbook names every command, option, field, setting and exit code there is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from jinja2 import Environment, meta

from publish import themes
from publish.cli import bib
from publish.cli.app import COMMANDS, create_app
from publish.cli.exits import Exit
from publish.readers.header import Header
from publish.readers.settings import setting_names

HANDBOOK = (Path(__file__).parents[3] / "docs" / "handbook.md").read_text(encoding="utf-8")


def _section(title: str) -> str:
    """The text of a section, down to the next heading of its level or above."""
    found = re.search(rf"^(#+) {title}\n(.*?)(?=^#{{1,3}} |\Z)", HANDBOOK, re.M | re.S)
    assert found, f"no section {title}"
    return found[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described(name: str) -> None:
    assert f"`publish {name}" in _section("Commands")


def test_every_option_is_described() -> None:
    for command in _commands(typer.main.get_command(create_app())):
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert any(f"{option}" in _section("Commands") for option in parameter.opts)


def _commands(group: Any) -> Iterator[Any]:
    """All commands, those below a group of their own too."""
    for command in group.commands.values():
        yield command
        if hasattr(command, "commands"):
            yield from _commands(command)


@pytest.mark.parametrize("name", bib.COMMANDS)
def test_every_command_of_the_bibliography_is_described(name: str) -> None:
    assert f"`publish bib {name}" in _section("Keeping it")


@pytest.mark.parametrize("name", Header.model_fields)
def test_every_field_of_a_header_is_described(name: str) -> None:
    assert f"`{name}`" in _section("Header")


def test_every_setting_is_described() -> None:
    text = _section("Settings")
    for table, model in setting_names().items():
        for name, field in model.model_fields.items():
            shown = field.alias or name
            tables = (
                "bibliography",
                "citations",
                "pdf",
                "epub",
                "brief",
                "kinds",
                "collections",
                "check",
            )
            if shown not in tables:
                full = f"{table}.{shown}" if table else shown
                assert full in text or f"`{shown}`" in text, full


@pytest.mark.parametrize("code", Exit)
def test_every_exit_code_is_described(code: Exit) -> None:
    assert f"| {int(code)} |" in _section("Exit codes")


TEMPLATES = sorted((Path(themes.__file__).parent / "dossier").glob("*.j2"))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_every_name_in_a_template_is_described(file: Path) -> None:
    """Who writes a template of their own knows what it can print."""
    row = re.search(rf"^\| `{re.escape(file.name)}` \|.*$", HANDBOOK, re.M)
    assert row, f"no line for `{file.name}` under Looks"
    tree = Environment().parse(file.read_text(encoding="utf-8"))
    for name in meta.find_undeclared_variables(tree):
        assert f"`{name}`" in row[0], f"`{name}` of `{file.name}` is missing under Looks"


def test_every_link_inside_the_handbook_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", HANDBOOK, re.M)
    names = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(#([^)]+)\)", HANDBOOK):
        if f"](#{target})` |" not in HANDBOOK:
            assert target in names, target
