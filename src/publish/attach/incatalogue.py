"""A catalogue to what stands in it: bookmarks, destinations, labels, layers, articles, files."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Object, Stream

from publish.attach.joining.actions import bookmarks
from publish.attach.joining.labels import labels
from publish.attach.joining.objects import chain, entry, identity, items, keys, section, text
from publish.attach.joining.trees import names
from publish.attach.view import Item, View, digest, goal_of


def bookmark_items(view: View) -> Iterator[Item]:
    path: list[str] = []
    for depth, item in bookmarks(view.pdf.Root.get("/Outlines")):
        path[depth:] = [text(item, "/Title") or ""]
        goal = goal_of(view, item)
        if goal != "another page":
            yield Item("bookmark", None, f"{path[depth]} to {goal}")


def destination_items(view: View) -> Iterator[Item]:
    root = view.pdf.Root
    old = section(root, "/Dests")
    values = [*names(section(root, "/Names").get("/Dests")).values()]
    values += [old[key] for key in keys(old)]
    for value in values:
        if (goal := view.target(view.targets.of(value))) is not None:
            yield Item("destination", None, goal)


def label_items(view: View) -> Iterator[Item]:
    every = labels(view.pdf.Root, len(view.pdf.pages))
    for index, place in view.places.items():
        yield Item("label", place, every[index])


def layer_items(view: View) -> Iterator[Item]:
    properties = section(view.pdf.Root, "/OCProperties")
    default = section(properties, "/D")
    hidden = {identity(each) for each in items(default, "/OFF") if isinstance(each, Object)}
    shown_ = {identity(each) for each in items(default, "/ON") if isinstance(each, Object)}
    off = default.get("/BaseState") == "/OFF"
    for layer in items(properties, "/OCGs"):
        if isinstance(layer, Dictionary):
            is_off = identity(layer) in hidden or (off and identity(layer) not in shown_)
            yield Item("layer", None, f"{text(layer, '/Name') or ''} {'off' if is_off else 'on'}")


def article_items(view: View) -> Iterator[Item]:
    """The articles, and on which pages each has how many beads."""
    index = {identity(page): number for number, page in enumerate(view.pages)}
    for thread in items(view.pdf.Root, "/Threads"):
        title = text(section(thread, "/I"), "/Title") or ""
        yield Item("article", None, title)
        for bead in chain(entry(thread, "/F", Dictionary), "/N"):
            page = entry(bead, "/P", Dictionary)
            if page is not None and identity(page) in index:
                yield Item("bead", index[identity(page)], title)


def file_items(view: View) -> Iterator[Item]:
    for file in names(section(view.pdf.Root, "/Names").get("/EmbeddedFiles")).values():
        relation = text(file, "/AFRelationship") or "none"
        name = text(file, "/UF") or text(file, "/F") or ""
        data = entry(section(file, "/EF"), "/F", Stream)
        sum_ = digest(data) if data is not None else "nothing"
        yield Item("attachment", None, f"{name} {relation} {sum_}")
    for file in items(view.pdf.Root, "/AF"):
        yield Item("associated file", None, text(file, "/UF") or text(file, "/F") or "")


def intent_items(view: View) -> Iterator[Item]:
    """What colours are meant for, on all pages or on some of the view's."""
    found = (
        f"{text(intent, '/S') or 'none'} {text(intent, '/OutputConditionIdentifier') or ''}"
        for holder in (view.pdf.Root, *view.pages)
        for intent in items(holder, "/OutputIntents")
    )
    for intent in dict.fromkeys(found):
        yield Item("output intent", None, intent)
