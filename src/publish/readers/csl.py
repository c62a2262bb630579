"""The citation style that the settings name to a `Style`, always an independent one.

After the CSL 1.0.2 specification, sections "File types" and "Info". The XML is
parsed without entities, document types or network.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result, Rule, UserError
from publish.diagnostics.rules import cfg
from publish.diagnostics.suggest import did_you_mean
from publish.model.publication import Style
from publish.model.settings import Settings
from publish.readers.styles import own_style, style_data, style_name, style_names

_CSL = "{http://purl.org/net/xbiblio/csl}"


class _BrokenStyle(ValueError):
    """The text says what is wrong with the style."""


def read_style(settings: Settings) -> Result[Style]:
    """The style that ``citations.style`` names.

    Raises `UserError` (exit code 2) where it doesn't exist or can't be used.
    """
    found = Collector()
    name = style_name(settings.citations.style)
    try:
        style, root = _style(settings.root, name)
    except LookupError:
        raise UserError(_unknown(settings, name), exit_code=2) from None
    except (_BrokenStyle, EngineFailure) as error:
        reason = error.diagnostic.message if isinstance(error, EngineFailure) else str(error)
        file = own_style(settings.root, name)
        message = f"style `{file or name}` can't be used: {reason}"
        other = "fetch the file again, or use a style that `publish styles` lists"
        raise UserError(_at(settings, cfg.BROKEN_STYLE, message, other), exit_code=2) from None
    if root.find(f"{_CSL}bibliography") is None:
        message = f"style `{name}` has no list of references"
        twin = f"{name}-bibliography"
        hint = f"`{twin}` has one" if style_data(settings.root, twin) else None
        found.add(_at(settings, cfg.STYLE_WITHOUT_LIST, message, hint))
    return found.result(style)


def _style(root: Path, name: str) -> tuple[Style, Any]:
    """The style ``name``, and the root of its XML."""
    own = _parsed(root, name)
    parent_name = _parent(own)
    try:
        tree = own if parent_name is None else _parsed(root, parent_name)
    except LookupError:
        raise _BrokenStyle(f"its parent style `{parent_name}` doesn't exist") from None
    if _parent(tree) is not None:
        raise _BrokenStyle(f"its parent style `{parent_name}` depends on yet another")
    if tree.find(f"{_CSL}citation/{_CSL}layout") is None:
        raise _BrokenStyle("it has no layout for citations")
    _mend_labels(tree)
    xml = etree.tostring(tree, encoding="unicode")
    title = own.findtext(f"{_CSL}info/{_CSL}title") or name
    return Style(name, xml, _citation_format(tree), title.strip()), tree


def _mend_labels(tree: Any) -> None:
    """Gives a ``<name/>`` to each ``<names>`` that has a ``<label/>`` and none.

    CSL 1.0.2 leaves it away where names are printed by its defaults ("Name"). pandoc's
    citeproc takes such a label for one before the names, and prints "editorsTaylor P": in 26
    styles of the library, NLM's and AMA's among them.
    """
    for names in tree.iter(f"{_CSL}names"):
        has_label = names.find(f"{_CSL}label") is not None
        if has_label and names.find(f"{_CSL}name") is None:
            names.insert(0, etree.Element(f"{_CSL}name"))


def _parsed(root: Path, name: str) -> Any:
    """The root element of a style. Raises LookupError where there is none."""
    data = style_data(root, name)
    if data is None:
        raise LookupError(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _BrokenStyle(f"not well-formed XML: {error.msg}") from None
    if tree.tag != f"{_CSL}style":
        raise _BrokenStyle("it is not a CSL style")
    if any(node.tag is etree.Entity for node in tree.iter()):
        raise _BrokenStyle("it uses entities, which are not read")
    return tree


def _parent(tree: Any) -> str | None:
    """The name of the style that this one depends on."""
    for link in tree.iterfind(f"{_CSL}info/{_CSL}link[@rel='independent-parent']"):
        return str(link.get("href", "")).rstrip("/").rpartition("/")[2]
    return None


def _citation_format(tree: Any) -> str:
    """``note`` for a style of that class, else its category, else author-date."""
    if tree.get("class") == "note":
        return "note"
    category = tree.find(f"{_CSL}info/{_CSL}category[@citation-format]")
    return "author-date" if category is None else str(category.get("citation-format"))


def _unknown(settings: Settings, name: str) -> Diagnostic:
    near = did_you_mean(name, style_names(settings.root))
    written = settings.citations.style
    if written.endswith(".csl"):
        message = f"there is no citation style `{written}`"
        return _at(settings, cfg.UNKNOWN_STYLE, message, near or "put the file under `styles/`")
    message = f"there is no citation style `{name}`"
    return _at(settings, cfg.UNKNOWN_STYLE, message, near or "`publish styles` lists the names")


def _at(settings: Settings, rule: Rule, message: str, hint: str | None = None) -> Diagnostic:
    """A diagnostic at the setting, where the settings name a style at all."""
    place = settings.places.get("citations.style")
    if place is None or settings.source is None:
        return rule(message, hint=hint)
    return rule.at(settings.source, place, message, hint)
