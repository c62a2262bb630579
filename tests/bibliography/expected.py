"""What a careful librarian reads from each of the 75 cases, and which faults are named.

A case is a list of records as ``shown`` writes them: key, CSL type, then variables.
"""

from __future__ import annotations

from typing import Any

from publish.model.reference import CslItem, plain_csl


def _name(name: dict[str, str]) -> str:
    if "literal" in name:
        return "{" + name["literal"] + "}"
    particle = name.get("non-dropping-particle", "")
    family = " ".join(
        part for part in (particle and particle + "|", name.get("family", "")) if part
    )
    return ", ".join(part for part in (family, name.get("suffix"), name.get("given")) if part)


def _date(date: dict[str, Any]) -> str:
    if "literal" in date:
        return f"'{date['literal']}'"
    ends = ["-".join(map(str, end)) if end != [0] else "" for end in date["date-parts"]]
    return ("~" if date.get("circa") else "") + "/".join(ends)


def shown(item: CslItem) -> str:
    """A record as one line: ``key type | variable=value | …`` in CSL's order of names."""
    parts = [f"{item['id']} {item['type']}"]
    for variable in sorted(set(item) - {"id", "type"}, key=str.casefold):
        value = item[variable]
        if isinstance(value, list):
            value = " & ".join(_name(name) for name in value)
        elif isinstance(value, dict):
            value = _date(value)
        parts.append(f"{variable}={value}")
    return (
        " | ".join(parts)
        .replace('<span class="nocase">', "«")
        .replace("</span>", "»")
        .replace("\n\n", " ¶ ")
    )


def plain(item: CslItem) -> str:
    return plain_csl(shown(item))
