"""Links: to entries, to places in an entry, to addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from publish.checks.addresses import placed_links
from publish.diagnostics.core import Diagnostic, Rule
from publish.diagnostics.rules import col, ref
from publish.diagnostics.suggest import did_you_mean
from publish.model.entry import Entry
from publish.model.expressions import expression
from publish.model.gist import gist
from publish.model.publication import Project, Publication

SCHEMES = frozenset({"http", "https", "mailto", "entry"})
"""The schemes that a link may have; the writers keep no other."""

MADE_ANCHORS = frozenset({"references", "notes"})
"""Identifiers of the sections that every made file has where it needs them."""

_HOST = expression(r"[\w.-]+|[0-9A-Fa-f:.]+")
_ADDRESS = expression(r"[^\s<>\"{}|\\^`]+")

_WHOLE = "write it whole, as `https://example.org/page`, blanks as `%20`"

Fault = tuple[Rule, str, str | None]
"""A rule, a message and a hint: what is wrong with a link."""


def check_links(project: Project) -> Iterator[Diagnostic]:
    for entry in project.entries.values():
        judge = _Judge(project, entry)
        if any(map(judge.fault, gist(entry.document).links)):
            yield from _faults(entry, judge)


def _faults(entry: Entry, judge: _Judge) -> Iterator[Diagnostic]:
    for target, place in placed_links(entry):
        if fault := judge.fault(target):
            rule, message, hint = fault
            yield rule.at(entry.source, place, message, hint)


def links_to(
    project: Project, failed: Collection[str], made: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Links from other entries to those of ``failed``, which were to be made and aren't there;
    and from those that were ``made`` to such as couldn't be read: nothing tells what to link.
    """
    absent = {*failed, *project.unread}
    for entry in project.entries.values():
        linked = {_entry_named(target) for target in gist(entry.document).links}
        if entry.id in failed or linked.isdisjoint(absent):
            continue
        for target, place in placed_links(entry):
            name = _entry_named(target)
            if name in project.unread and entry.id in made:
                message = f"link to entry `{name}`, which couldn't be read"
                hint = f"mend `{name}`; until then the link is left out"
                yield ref.LINK_TO_UNMADE_ENTRY.at(entry.source, place, message, hint)
            elif name in failed:
                message = f"link to entry `{name}`, which was not made"
                hint = f"mend `{name}` and build it; until then the link leads nowhere"
                yield ref.LINK_TO_UNMADE_ENTRY.at(entry.source, place, message, hint)


def links_out(publication: Publication) -> Iterator[Diagnostic]:
    """Entries outside of a collection to which its entries link, where nobody can follow that
    from the book: each once, at the first of these links.
    """
    assert publication.volume is not None
    if publication.settings.url or publication.volume.collection.outside == "text":
        return
    inside = {member.id for member in publication.members}
    linking: dict[str, list[Entry]] = {}
    for member in publication.members:
        for name in dict.fromkeys(link.id for link in member.links if link.id not in inside):
            linking.setdefault(name, []).append(member.entry)
    hint = "set `url`, or take the entry into the collection"
    for name, entries in linking.items():
        more = f" and {len(entries) - 1} more link" if entries[1:] else " links"
        message = f"`{entries[0].id}`{more} to `{name}`, which isn't in `{publication.id}`"
        links = ((entry, *link) for entry in entries for link in placed_links(entry))
        places = ((entry, place) for entry, to, place in links if _entry_named(to) == name)
        for entry, place in islice(places, 1):
            yield col.LINK_OUT.at(entry.source, place, message, hint)


def _entry_named(target: str) -> str | None:
    """The entry that an address ``entry:ID#section`` names; None for other addresses."""
    scheme, _, rest = target.partition(":")
    return unquote(rest).partition("#")[0] if scheme.lower() == "entry" else None


class _Judge:
    """Tells what is wrong with the links of one entry."""

    def __init__(self, project: Project, entry: Entry) -> None:
        self.project = project
        self.entry = entry

    def fault(self, target: str) -> Fault | None:
        try:
            parts = urlsplit(target)
            host = parts.hostname
        except ValueError:
            return ref.BAD_ADDRESS, f"{_shown(target)} is not an address", _WHOLE
        scheme = parts.scheme.lower()
        if target.startswith("#"):
            return self._anchor(self.entry.id, target[1:], target)
        if scheme == "entry":
            return self._entry(target)
        if scheme and scheme not in SCHEMES:
            return ref.REFUSED_SCHEME, f"a link may not start with `{scheme}:`", _instead(target)
        if not _ADDRESS.fullmatch(target) or not _is_whole(scheme, host, parts.path):
            message = f"{_shown(target)} is not an address" if target else "a link without address"
            return ref.BAD_ADDRESS, message, _WHOLE
        if not scheme:
            return ref.RELATIVE_LINK, f"link to the file {_shown(target)}", self._file_hint(target)
        return None

    def _entry(self, target: str) -> Fault | None:
        name, _, anchor = unquote(target[len("entry:") :]).partition("#")
        if name == self.entry.id:
            hint = f"link `#{anchor}`" if anchor else "remove the link"
            return ref.SELF_LINK, f"entry `{name}` links to itself", hint
        if name in self.project.entries:
            return self._anchor(name, anchor, target) if anchor else None
        if name in self.project.unread:
            return None
        hint = did_you_mean(name, self.project.entries) or "`publish list` shows the entries"
        return ref.BROKEN_ENTRY_LINK, f"there is no entry `{name}`", hint

    def _anchor(self, entry_id: str, name: str, target: str) -> Fault | None:
        known = gist(self.project.entries[entry_id].document).anchors | MADE_ANCHORS
        if unquote(name) in known:
            return None
        return (
            ref.BROKEN_ANCHOR,
            f"{_shown(target)} leads nowhere",
            did_you_mean(unquote(name), known),
        )

    def _file_hint(self, target: str) -> str | None:
        stem = unquote(target).rpartition("/")[2].partition(".")[0]
        if target.startswith("www."):
            return f"write `https://{target}`"
        if stem in self.project.entries:
            return f"link the entry as `entry:{stem}`"
        return "link an entry as `entry:ID`, anything else by its full address"


def _is_whole(scheme: str, host: str | None, path: str) -> bool:
    """Whether an address says what its scheme needs: a host, or a mailbox."""
    if scheme == "mailto":
        return "@" in path
    return not scheme or _HOST.fullmatch(host or "") is not None


def _shown(target: str) -> str:
    return f"`{target if len(target) <= 80 else target[:79] + '…'}`"


def _instead(target: str) -> str:
    scheme, _, rest = target.partition(":")
    if scheme.lower() == "doi":
        return f"write `https://doi.org/{rest}`"
    return f"links begin with {', '.join(f'`{each}:`' for each in sorted(SCHEMES))} or `#`"
