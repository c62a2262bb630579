"""The views that other programs read: JSON, SARIF, GitHub's annotations."""

import json
from typing import Any

from publish.diagnostics import Diagnostic, Rule, Severity
from publish.diagnostics.catalogue import all_rules
from publish.diagnostics.views import github, sarif
from publish.diagnostics.views import json as json_view
from publish.model.edit import Edit
from publish.model.place import Place, SourceFile
from tests.conftest import require
from tests.judges import sarif as judge

ERROR = Rule("CIT001", "undefined-key", Severity.ERROR, "A key is unknown. It points nowhere.")
INFO = Rule("CIT003", "fact-without-source", Severity.INFO, "A fact has no source.")


def _items() -> list[Diagnostic]:
    return [
        ERROR(
            "`é` is unknown",
            Place("entries/ä b.md", 3, 11, 23),
            "add it",
            excerpt="the line",
            edits=[Edit("entries/ä b.md", 9, 11, "x")],
        ),
        INFO("no source", Place("entries/b.md")),
        ERROR("nowhere").with_severity(Severity.WARNING),
    ]


def _log(items: list[Diagnostic]) -> Any:
    return json.loads(sarif.render(items, "1.2", lambda path: SourceFile(path, "one\ntwo\nthree")))


def test_json_holds_every_field_and_the_counts() -> None:
    document = json.loads(json_view.render(_items(), failed=["b"]))
    assert document["summary"] == {"error": 1, "warning": 1, "info": 1}
    assert document["failed"] == ["b"]
    assert document["diagnostics"][0] == {
        "code": "CIT001",
        "name": "undefined-key",
        "severity": "error",
        "message": "`é` is unknown",
        "path": "entries/ä b.md",
        "line": 3,
        "column": 11,
        "end": 23,
        "hint": "add it",
        "excerpt": "the line",
        "edits": [{"path": "entries/ä b.md", "start": 9, "end": 11, "text": "x"}],
    }
    assert document["diagnostics"][2]["path"] is None


def test_json_of_nothing_is_a_document_still() -> None:
    assert json.loads(json_view.render([]))["diagnostics"] == []


def test_sarif_names_tool_rules_and_levels() -> None:
    log = _log(_items())
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert log["version"] == "2.1.0"
    assert (driver["name"], driver["version"]) == ("publish", "1.2")
    assert [rule["id"] for rule in driver["rules"]] == ["CIT001", "CIT003"]
    assert driver["rules"][0]["shortDescription"]["text"] == "A key is unknown."
    assert [result["level"] for result in run["results"]] == ["error", "note", "warning"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_places_are_relative_addresses_and_regions() -> None:
    first, second, third = _log(_items())["runs"][0]["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "entries/%C3%A4%20b.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 11, "endColumn": 23}
    assert place["contextRegion"]["snippet"]["text"] == "the line"
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert "locations" not in third


def test_sarif_tells_what_mends() -> None:
    first, second, _ = _log(_items())["runs"][0]["results"]
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "entries/%C3%A4%20b.md"
    (replacement,) = change["replacements"]
    assert replacement == {
        "deletedRegion": {"startLine": 3, "startColumn": 2, "endLine": 3, "endColumn": 4},
        "insertedContent": {"text": "x"},
    }
    assert "fixes" not in second


def test_sarif_follows_its_schema() -> None:
    require(judge)
    each = [rule("what is", Place("a.md", 1, 2), "do") for rule in all_rules().values()]
    for items in (_items(), [], each):
        assert judge.faults(_log(items)) == []
    broken = _log(_items())
    broken["runs"][0]["results"][0]["level"] = "info"
    assert judge.faults(broken)


def test_github_has_a_command_for_each() -> None:
    assert github.render(_items(), "notes").splitlines() == [
        "::error file=notes/entries/ä b.md,line=3,col=11,endLine=3,endColumn=22,"
        "title=CIT001 undefined-key::`é` is unknown%0Aadd it",
        "::notice file=notes/entries/b.md,title=CIT003 fact-without-source::no source",
        "::warning title=CIT001 undefined-key::nowhere",
    ]


def test_github_is_not_steered_by_what_it_shows() -> None:
    item = ERROR("100 %\n::set-env x", Place("a,b:c.md", 1, 1), "two\r\nlines")
    assert github.render([item]) == (
        "::error file=a%2Cb%3Ac.md,line=1,col=1,title=CIT001 undefined-key"
        "::100 %25%0A::set-env x%0Atwo%0D%0Alines\n"
    )
