"""Each command's report and exit code, over a stand-in for the Python interface."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.diagnostics import Rule, Severity, UserError
from publish.diagnostics.rules import eng
from publish.model.place import Place
from tests.unit.cli.stand_in import Ran, StandIn

Publish = Callable[..., Ran]
KEY = Rule("CIT001", "undefined-key", Severity.ERROR, "Explained.")
EMPTY = Rule("ENT023", "empty-section", Severity.WARNING, "Explained.")
SOURCE = Rule("CIT003", "fact-without-source", Severity.INFO, "Explained.")
MADE = Rule("PDF011", "claim-not-met", Severity.ERROR, "Explained.", cause="engine")
PLACE = Place("entries/a.md", 3, 11, 14)


# -- check ------------------------------------------------------------------------


def test_check_reports_on_standard_error_and_ends_with_a_count(
    project: StandIn, publish: Publish
) -> None:
    project.found = [KEY("key `x` is unknown", PLACE, "add it"), EMPTY("empty", PLACE)]
    ran = publish("check")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("entries/a.md:3:11: error[CIT001] key `x` is unknown\n  hint: add it")
    assert ran.err.endswith("2 entries checked: 1 error, 1 warning\n")
    assert project.closed


def test_check_of_good_content_is_done(project: StandIn, publish: Publish) -> None:
    assert publish("check") == Ran(0, "", "2 entries checked: no problems\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 0),
        (("--strict",), 1),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "error"), 0),
        (("--fail-on", "info"), 1),
    ],
)
def test_a_warning_fails_only_where_it_is_asked_to(
    project: StandIn, publish: Publish, arguments: tuple[str, ...], code: int
) -> None:
    project.found = [EMPTY("empty", PLACE), SOURCE("no source", PLACE)]
    assert publish("check", *arguments).code == code
    assert publish(*arguments, "check").code == code


def test_what_stands_behind_the_command_goes_before(project: StandIn, publish: Publish) -> None:
    project.found = [EMPTY("empty", PLACE)]
    assert publish("--fail-on", "warning", "check", "--fail-on", "error").code == 0


def test_quiet_reports_only_what_fails(project: StandIn, publish: Publish) -> None:
    project.found = [KEY("key", PLACE), EMPTY("empty", PLACE)]
    assert publish("check", "--quiet").err == "entries/a.md:3:11: error[CIT001] key\n"


def test_json_goes_to_standard_output_alone(project: StandIn, publish: Publish) -> None:
    project.found = [KEY("key `é`", PLACE)]
    ran = publish("check", "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    assert json.loads(ran.out)["diagnostics"][0]["message"] == "key `é`"


def test_sarif_goes_to_standard_output_alone(project: StandIn, publish: Publish) -> None:
    project.found = [KEY("key", PLACE)]
    ran = publish("--format", "sarif", "check")
    assert (ran.code, ran.err) == (1, "")
    assert json.loads(ran.out)["runs"][0]["results"][0]["ruleId"] == "CIT001"


@pytest.mark.parametrize("code", [2, 3, 4])
def test_what_stops_a_command_gives_its_exit_code(
    project: StandIn, publish: Publish, code: int
) -> None:
    project.error = UserError(KEY("stopped", hint="do this"), exit_code=code)
    assert publish("check") == Ran(code, "", "error[CIT001] stopped\n  hint: do this\n")
    ran = publish("check", "--format", "json")
    assert ran.code == code
    assert json.loads(ran.out)["diagnostics"][0]["message"] == "stopped"


def test_the_folder_is_handed_on(project: StandIn, publish: Publish, tmp_path: Path) -> None:
    publish("-C", str(tmp_path), "check")
    publish("check", "-C", str(tmp_path))
    publish("check")
    assert project.calls == [("open", tmp_path), ("open", tmp_path), ("open", Path())]


# -- build ------------------------------------------------------------------------


def test_build_lists_files_on_standard_output(project: StandIn, publish: Publish) -> None:
    ran = publish("build", "b", "--to", "pdf,epub", "--to", "PDF")
    assert ran == Ran(0, "output/b/b.pdf\noutput/b/b.epub\n", "2 files made: no problems\n")
    assert project.calls[-1] == ("build", (("b",), ("pdf", "epub"), None))


def test_build_without_names_makes_everything(project: StandIn, publish: Publish) -> None:
    assert publish("build").err == "6 files made: no problems\n"
    assert project.calls[-1] == ("build", ((), (), None))


def test_an_entry_can_be_named_by_its_file(
    project: StandIn, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    publish("build", "entries/b.md")
    assert project.calls[-1] == ("build", (("b",), (), None))


def test_a_file_is_looked_for_in_the_project_first_then_where_we_are(
    project: StandIn, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project.root / "entries"
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    publish("-C", "..", "build", "entries/b.md", "a.md")
    assert project.calls[-1] == ("build", (("b", "a"), (), None))


@pytest.mark.parametrize("formats", ["", ",", " , "])
def test_a_list_without_a_format_is_wrong_usage(
    project: StandIn, publish: Publish, formats: str
) -> None:
    assert publish("build", "--to", formats) == Ran(2, "", "error: `--to` names no format\n")
    assert project.calls == []


@pytest.mark.parametrize("option", ["--cluster", "--copy-to"])
def test_an_empty_address_is_wrong_usage(project: StandIn, publish: Publish, option: str) -> None:
    """As a script has it whose variable isn't set."""
    ran = publish("build", option, "")
    assert ran == Ran(2, "", f"error: `{option}` needs an address\n")
    assert project.calls == []


def test_a_wrong_value_is_told_in_plain_words(project: StandIn, publish: Publish) -> None:
    ran = publish("--format", "xml", "check")
    first = ran.err.partition("\n")[0]
    assert ran.code == 2
    assert first.startswith("error: invalid value for '--format': 'xml' is not one of 'text', 'js")


def test_an_entry_that_failed_fails_the_build(project: StandIn, publish: Publish) -> None:
    project.failed, project.found = ["a"], [KEY("key", PLACE)]
    ran = publish("build", "--to", "html")
    assert ran.code == 1
    assert ran.out == "output/b/b.html\n"
    assert ran.err.endswith("1 file made: 1 error; not made: a\n")


def test_an_engine_that_failed_on_good_content_has_its_own_code(
    project: StandIn, publish: Publish
) -> None:
    project.failed, project.found = ["a"], [MADE("not conforming"), EMPTY("empty", PLACE)]
    assert publish("build").code == 4
    project.found.append(KEY("key", PLACE))
    assert publish("build").code == 1


def test_a_place_that_takes_no_copy_is_the_machines_fault(
    project: StandIn, publish: Publish
) -> None:
    project.found = [eng.CANNOT_WRITE("`a` can't be written at `s3://b`")]
    assert publish("build", "--copy-to", "s3://b").code == 4


def test_build_as_json_names_files_and_failures(project: StandIn, publish: Publish) -> None:
    project.failed = ["a"]
    document = json.loads(publish("build", "--to", "pdf", "--format", "json").out)
    assert document["delivered"] == [
        {"entry": "b", "format": "pdf", "path": "output/b/b.pdf", "bytes": 9, "written": True}
    ]
    assert document["failed"] == ["a"]


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ([eng.WORKER_LOST], 4),
        ([eng.WORKER_LOST, KEY], 1),
        ([eng.WORKER_LOST, KEY, eng.BUG], 70),
    ],
)
def test_build_ends_with_the_worst_cause_of_what_was_not_made(
    project: StandIn, publish: Publish, rules: list[Rule], code: int
) -> None:
    project.failed = ["a"]
    project.found = [rule("odd", PLACE) for rule in rules]
    assert publish("build").code == code


def test_the_date_comes_from_the_environment(
    project: StandIn, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    publish("build")
    assert project.calls[-1] == ("build", ((), (), 1700000000))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ran = publish("build")
    assert ran.code == 2
    assert "`yesterday` is not a number of seconds" in ran.err


# -- list, mentions ---------------------------------------------------------------


def test_list_shows_aligned_rows(project: StandIn, publish: Publish) -> None:
    assert publish("list") == Ran(
        0, "a  person  en  A  entries/a.md\nb  person  en  B  entries/b.md\n", ""
    )


def test_list_as_json(project: StandIn, publish: Publish) -> None:
    listed = json.loads(publish("list", "--format", "json").out)
    assert listed[0] == {
        "id": "a", "kind": "person", "lang": "en", "title": "A", "path": "entries/a.md",
        "tags": [],
    }  # fmt: skip


def test_list_tells_of_what_it_could_not_read(project: StandIn, publish: Publish) -> None:
    project.met = [KEY("broken", PLACE)]
    ran = publish("list", "--format", "json")
    assert ran.code == 1
    assert len(json.loads(ran.out)) == 2
    assert "broken" in ran.err


def test_mentions_as_a_list_of_objects(project: StandIn, publish: Publish) -> None:
    ran = publish("mentions", "a", "--json")
    assert ran.out == publish("mentions", "a", "--format", "json").out
    sure, doubtful = json.loads(ran.out)
    assert sure == {
        "entry": "a",
        "status": "sure",
        "key": "he2016deep",
        "text": "ResNet",
        "path": "entries/a.md",
        "line": 7,
        "column": 3,
        "reason": "its short title",
        "candidates": [],
    }
    assert (doubtful["key"], doubtful["candidates"]) == (None, ["k1", "k2"])


def test_mentions_as_a_table(project: StandIn, publish: Publish) -> None:
    first, second = publish("mentions", "a").out.splitlines()
    assert " ".join(first.split()) == "entries/a.md:7:3 sure ResNet he2016deep its short title"
    assert "k1 | k2" in second


def test_a_table_is_no_sarif(project: StandIn, publish: Publish) -> None:
    ran = publish("list", "--format", "sarif")
    assert ran.code == 2
    assert "sarif" in ran.err


# -- new --------------------------------------------------------------------------


def test_new_starts_an_entry(project: StandIn, publish: Publish) -> None:
    ran = publish("new", "person", 'Grace "Amazing" Hopper')
    path = project.root / "entries/grace-amazing-hopper.md"
    assert ran == Ran(0, "entries/grace-amazing-hopper.md\n", "")
    assert path.read_text() == (
        "---\n"
        "# yaml-language-server: $schema=../entry.schema.json\n"
        "kind: person\n"
        'title: "Grace \\"Amazing\\" Hopper"\n'
        "---\n\n## Life\n\n## Work\n"
    )
    assert (project.root / "entry.schema.json").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("person", "A"), "`entries/a.md` is the entry `a` already"),
        (("persn", "Grace"), "did you mean `person`?"),
        (("person", "何愷明"), "the title gives no id"),
        (("person", "Grace", "--id", "../x"), "`../x` can't be an id"),
        (("person", "Grace", "--lang", "en_US"), "`en_US` is not a language tag"),
        (("person", " \n"), "a title has at least one letter"),
    ],
)
def test_new_refuses_what_can_not_be_an_entry(
    project: StandIn, publish: Publish, arguments: tuple[str, ...], said: str
) -> None:
    ran = publish("new", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert not list(project.root.rglob("*.md"))


def test_new_never_overwrites(project: StandIn, publish: Publish) -> None:
    (project.root / "entries").mkdir()
    (project.root / "entries/grace.md").write_text("mine")
    assert publish("new", "person", "Grace").code == 2
    assert (project.root / "entries/grace.md").read_text() == "mine"
