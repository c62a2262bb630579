"""Diagnostics as one page of HTML that needs nothing but itself.

First what there is of each rule, then every problem with its line of the source, file
by file. Without scripts; headings, landmarks and tables for readers who move by them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from itertools import groupby

from publish.diagnostics.core import Diagnostic, Rule, Severity
from publish.diagnostics.views.cells import printable
from publish.diagnostics.views.json import counts
from publish.diagnostics.views.ticks import marked_up

_AROUND = 200
"""How many characters of a line are shown on either side of what is meant."""

_PLURALS = {"error": "errors", "warning": "warnings", "info": "infos"}


def render(diagnostics: Iterable[Diagnostic], title: str = "") -> str:
    """The page; ``title`` is that of the project."""
    items = list(diagnostics)
    heading = f"Report on {escape(printable(title))}" if title else "Report"
    style = files("publish.themes").joinpath("report", "report.css").read_text(encoding="utf-8")
    return _PAGE.format(
        heading=heading,
        style=style,
        summary=_summary(items),
        rules=_rules(items),
        files="\n".join(_files(items)),
    )


_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{heading}</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1>{heading}</h1>
{summary}
</header>
<main>
{rules}
{files}
</main>
</body>
</html>
"""


def _summary(items: list[Diagnostic]) -> str:
    found = [_counted(number, name) for name, number in counts(items).items() if number]
    return f"<p>{', '.join(found) or 'No problems'}.</p>"


def _counted(number: int, severity: str) -> str:
    return f"{number} {severity if number == 1 else _PLURALS[severity]}"


# -- the rules ----------------------------------------------------------------------


def _rules(items: list[Diagnostic]) -> str:
    """A table of the rules that found something, the worst and most frequent first."""
    if not items:
        return ""
    found = Counter((item.rule, item.severity) for item in items)
    ordered = sorted(found.items(), key=lambda each: (-each[0][1].rank, -each[1], each[0][0].code))
    rows = "\n".join(_row(rule, severity, number) for (rule, severity), number in ordered)
    return f"""\
<section aria-labelledby="rules">
<h2 id="rules">Rules</h2>
<table>
<caption>What was found of each rule</caption>
<thead><tr><th scope="col">Rule</th><th scope="col">Severity</th>\
<th scope="col">Found</th><th scope="col">What it is about</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</section>"""


def _row(rule: Rule, severity: Severity, number: int) -> str:
    return (
        f'<tr><th scope="row"><code>{rule.code}</code> {rule.name}</th>'
        f"<td>{_badge(severity)}</td><td>{number}</td><td>{marked_up(rule.explanation)}</td></tr>"
    )


def _badge(severity: Severity) -> str:
    return f'<span class="{severity.value}">{severity.value}</span>'


# -- the problems -------------------------------------------------------------------


def _files(items: Iterable[Diagnostic]) -> Iterator[str]:
    """A section for each file; what has no place comes first."""
    ordered = sorted(items, key=lambda item: item.sort_key)
    groups = groupby(ordered, key=lambda item: item.place.path if item.place else "")
    for number, (path, group) in enumerate(groups, 1):
        title = f"<code>{escape(printable(path))}</code>" if path else "The project"
        entries = "\n".join(map(_problem, group))
        yield (
            f'<section aria-labelledby="file-{number}">\n<h2 id="file-{number}">{title}</h2>\n'
            f"<ul>\n{entries}\n</ul>\n</section>"
        )


def _problem(item: Diagnostic) -> str:
    parts = [
        f"<p>{_badge(item.severity)} <code>{item.rule.code}</code> {_where(item)}"
        f"{marked_up(item.message)}</p>"
    ]
    if item.excerpt and item.excerpt.strip():
        parts.append(f"<pre><code>{_excerpt(item)}</code></pre>")
    if item.hint:
        parts.append(f'<p class="hint">{marked_up(item.hint)}</p>')
    return f"<li>{''.join(parts)}</li>"


def _where(item: Diagnostic) -> str:
    place = item.place
    if place is None or place.line is None:
        return ""
    column = "" if place.column is None else f", column {place.column}"
    return f'<span class="place">line {place.line}{column}</span>: '


def _excerpt(item: Diagnostic) -> str:
    """The line of the source, what is meant marked; of a long line what is around it."""
    line, place = item.excerpt or "", item.place
    start = min(place.column - 1, len(line)) if place and place.column else 0
    end = max(start + 1, place.end - 1 if place and place.end else start + 1)
    first, last = max(0, start - _AROUND), end + _AROUND
    pieces = (line[first:start], line[start:end], line[end:last])
    before, meant, behind = (escape(printable(piece)) for piece in pieces)
    if place and place.column:
        meant = f"<mark>{meant}</mark>"
    return f"{'…' * bool(first)}{before}{meant}{behind}{'…' * (last < len(line))}"
