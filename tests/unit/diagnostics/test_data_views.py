"""The JSON and SARIF views: what other programs read."""

import json
from typing import Any

from publish.diagnostics import Diagnostic, Rule, Severity
from publish.diagnostics.views import json as json_view
from publish.diagnostics.views import sarif
from publish.model.place import Place

ERROR = Rule("CIT001", "undefined-key", Severity.ERROR, "A key is unknown. It points nowhere.")
INFO = Rule("CIT003", "fact-without-source", Severity.INFO, "A fact has no source.")


def _items() -> list[Diagnostic]:
    return [
        ERROR("`é` is unknown", Place("entries/ä b.md", 3, 11, 23), "add it", excerpt="the line"),
        INFO("no source", Place("entries/b.md")),
        ERROR("nowhere").with_severity(Severity.WARNING),
    ]


def _log(items: list[Diagnostic]) -> Any:
    return json.loads(sarif.render(items, "1.2"))


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
