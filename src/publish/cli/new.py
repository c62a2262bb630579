"""``publish new``: a file to start an entry from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.exits import Exit
from publish.cli.laying import lay_out
from publish.cli.schema import write_schema
from publish.cli.session import Session
from publish.cli.usage import UsageError
from publish.diagnostics import did_you_mean
from publish.model.settings import Kind

if TYPE_CHECKING:
    from publish.api import Project

KindName = Annotated[str, typer.Argument(metavar="KIND", help="Such as person, concept, work.")]
Title = Annotated[str, typer.Argument(metavar="TITLE", help="The title, in quotes.")]
Identifier = Annotated[
    str | None, typer.Option("--id", help="The id, where it isn't to come from the title.")
]
Language = Annotated[str | None, typer.Option(help="The language of the entry, as de or zh-Hant.")]


def new(
    session: Session, kind: KindName, title: Title, *, id: Identifier = None, lang: Language = None
) -> int:
    """Start an entry, with the sections of its kind."""
    from publish.readers.scalars import is_lang, slug_of

    title = _clean(title)
    if lang and not is_lang(lang):
        raise UsageError(f"`{lang}` is not a language tag; write it as en, de-CH or zh-Hant")
    with session.project() as project:
        chosen = _kind(project, kind)
        entry_id = _free_id(project, id or slug_of(title))
        lang = lang or (None if project.settings.lang else "en")
        settings = project.settings
    path = f"entries/{entry_id}.md"
    if not lay_out(settings.root, {path: entry_text(chosen, title, lang)}):
        raise UsageError(f"there is a file `{path}` already")
    write_schema(settings)
    if session.talks:
        print(path)
    return Exit.DONE


def entry_text(kind: Kind, title: str, lang: str | None) -> str:
    """The text of a new entry: valid as it is, its sections still empty."""
    from publish.readers.schema import editor_comment

    header = [
        editor_comment(),
        f"kind: {kind.name}",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        *([f"lang: {lang}"] if lang else []),
    ]
    headings = "".join(f"\n## {section}\n" for section in kind.sections)
    return "---\n" + "\n".join(header) + "\n---\n" + headings


def _kind(project: Project, name: str) -> Kind:
    kinds = project.settings.kinds or {}
    if name in kinds:
        return kinds[name]
    near = did_you_mean(name, kinds) or f"kinds are {', '.join(kinds)}"
    raise UsageError(f"there is no kind `{name}`; {near}")


def _clean(title: str) -> str:
    """The title on one line, without characters that no header can hold."""
    clean = " ".join("".join(c for c in title if c.isprintable() or c.isspace()).split())
    if not clean:
        raise UsageError("a title has at least one letter")
    return clean


def _free_id(project: Project, entry_id: str) -> str:
    from publish.readers.scalars import is_slug

    if not is_slug(entry_id):
        message = f"`{entry_id}` can't be an id" if entry_id else "the title gives no id"
        hint = "name one with --id: letters a to z, digits, and hyphens between them"
        raise UsageError(f"{message}; {hint}")
    if entry_id in project.entries:
        path = project.entries[entry_id].path
        raise UsageError(f"`{path}` is the entry `{entry_id}` already")
    return entry_id
