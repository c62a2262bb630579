"""The text of an entry's file to its header, as plain data with places, and its body.

The header's form is `Header`; from it the JSON Schema for editors is made as well.
Names follow pandoc's and Quarto's; pandoc's `author`, `date`, `abstract` and
`keywords` are read as the fields that they are called here.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from publish.diagnostics.core import Collector, Result
from publish.diagnostics.rules import ent, res
from publish.model.expressions import expression
from publish.model.place import SourceFile
from publish.readers.located import Located
from publish.readers.scalars import Day, Lang, Orcid, SectionPriority, Slug, Text
from publish.readers.validation import Strict, Vocabulary
from publish.readers.yaml_header import read_yaml

OTHER_NAMES = {
    "author": "authors",
    "date": "published",
    "abstract": "summary",
    "keywords": "tags",
}
"""Pandoc's names for fields that have another name here."""

_OPENING = expression(r"\s*^---[ \t]*\n", re.MULTILINE)
_CLOSING = expression(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


def split_header(source: SourceFile) -> Result[tuple[Located, int] | None]:
    """The header of ``source``, and the offset at which its body starts."""
    found = Collector()
    opening = _OPENING.match(source.text)
    if opening is None:
        hint = "start the file with a line `---`, fields such as `title: …`, and a line `---`"
        found.add(ent.NO_HEADER.at(source, source.place(0), "the entry has no header", hint))
        return found.result(None)
    closing = _CLOSING.search(source.text, opening.end())
    if closing is None:
        place = source.place(opening.end() - 4, opening.end() - 1)
        hint = "put a line `---` behind its last field"
        found.add(ent.BROKEN_HEADER.at(source, place, "the header does not end", hint))
        return found.result(None)
    located = found.take(read_yaml(source, opening.end(), closing.start()))
    if located is None:
        return found.result(None)
    _rename(located, found)
    return found.result((located, closing.end()))


def _rename(located: Located, found: Collector) -> None:
    """Give pandoc's fields the names that they have here."""
    for other, name in OTHER_NAMES.items():
        if other not in located.data:
            continue
        if name in located.data:
            place = located.key_place((other,))
            message = f"`{other}` is another name of `{name}`, which is given too"
            found.add(ent.REPEATED_FIELD.at(located.source, place, message))
            del located.data[other]
            continue
        located.data[name] = located.data.pop(other)
        for spans in (located.keys, located.values):
            for path in [path for path in spans if path[:1] == (other,)]:
                spans[(name, *path[1:])] = spans.pop(path)


# -- the form of a header ---------------------------------------------------------


def _listed(value: Any) -> Any:
    """One item may stand for a list of one."""
    return value if isinstance(value, list) else [value]


def _names(value: Any) -> Any:
    return [] if value is None else _listed(value)


def _author(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _keys(value: Any) -> Any:
    """Citation keys as a list, or as pandoc writes them: ``@a, @b``."""
    return re.split(r"[\s,;]+", value.strip(" ,;\n")) if isinstance(value, str) else value


def _key(value: Any) -> Any:
    return value.removeprefix("@") if isinstance(value, str) else value


Key = Annotated[Text, BeforeValidator(_key)]
Texts = Annotated[
    tuple[Text, ...], BeforeValidator(_listed, json_schema_input_type=Text | list[Text])
]


class AuthorField(Strict):
    """Somebody who wrote the entry."""

    name: Text
    orcid: Annotated[Orcid | None, Field(description="ORCID iD, as `0000-0002-1825-0097`.")] = None
    affiliation: Text | None = None


class FactField(Strict):
    """A line of the facts table."""

    label: Text
    value: Annotated[Text, Field(description="May hold Markdown and citations.")]
    source: Annotated[Key | None, Field(description="Citation key of the record.")] = None


class ImageField(Strict):
    """The picture at the head of the entry; `alt`, or `decorative: true`."""

    file: Annotated[Text, Field(description="Path, relative to the entry's folder.")]
    alt: Annotated[Text | None, Field(description="What the picture shows, in words.")] = None
    decorative: Annotated[bool, Field(description="The picture tells nothing.")] = False
    caption: Annotated[Text | None, Field(description="May hold Markdown and citations.")] = None
    credit: Annotated[Text | None, Field(description="Who made the picture.")] = None

    @model_validator(mode="after")
    def _alt_or_decorative(self) -> ImageField:
        if self.alt is None and not self.decorative:
            hint = "say in `alt` what it shows, or write `decorative: true`"
            raise PydanticCustomError("no_alt", "the image has no `alt`", {"hint": hint})
        if self.alt is not None and self.decorative:
            hint = "remove one of the two"
            raise PydanticCustomError(
                "alt_twice", "the image has an `alt` and is `decorative`", {"hint": hint}
            )
        return self


class BriefField(Strict):
    """What the entry's brief says, and of which sections."""

    text: Annotated[
        Text | None, Field(description="In the summary's place; may hold Markdown and citations.")
    ] = None
    number: Annotated[Text | None, Field(description="The document's number.")] = None
    sections: Annotated[
        dict[Text, SectionPriority],
        Field(
            default_factory=dict,
            description="Titles of sections, and when they come in: `must`, 1 before 2, `never`.",
        ),
    ]


def _brief(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


AuthorItem = Annotated[
    AuthorField, BeforeValidator(_author, json_schema_input_type=Text | AuthorField)
]
Names = Annotated[
    tuple[Text, ...], BeforeValidator(_names, json_schema_input_type=Text | list[Text])
]


class Header(Strict):
    """The header of an entry."""

    id: Annotated[
        Slug | None, Field(description="Names the made files. Default: the file's name.")
    ] = None
    kind: Annotated[Text, Field(description="What the entry is about.")]
    title: Annotated[Text, Field(description="Plain text.")]
    sort: Annotated[
        Text | None,
        Field(description="The title as it is sorted in lists: `He, Kaiming`. Default: the title."),
    ] = None
    subtitle: Text | None = None
    summary: Annotated[
        Text | None, Field(description="Two or three sentences; may hold Markdown and citations.")
    ] = None
    lang: Annotated[Lang | None, Field(description="Language tag (BCP 47), as `en-GB`.")] = None
    dir: Annotated[
        Literal["ltr", "rtl"] | None, Field(description="Default: that of the language's script.")
    ] = None
    authors: Annotated[
        tuple[AuthorItem, ...],
        BeforeValidator(_listed, json_schema_input_type=AuthorItem | list[AuthorItem]),
        Field(description="Who wrote the entry: names, or name, ORCID iD and affiliation."),
    ] = ()
    published: Annotated[Day | None, Field(description="`YYYY-MM-DD`.")] = None
    reviewed: Annotated[Day | None, Field(description="Last reviewed, `YYYY-MM-DD`.")] = None
    aliases: Annotated[Texts, Field(description="Other names of the subject.")] = ()
    tags: Texts = ()
    facts: Annotated[tuple[FactField, ...], Field(description="The facts table.")] = ()
    papers: Annotated[
        dict[str, Names],
        Field(
            default_factory=dict,
            description="Citation keys, and the names by which the text mentions each paper.",
        ),
    ]
    nocite: Annotated[
        tuple[Key, ...],
        BeforeValidator(_keys, json_schema_input_type=Text | list[Text]),
        Field(description="Keys to list without a citation; `@*` for the whole bibliography."),
    ] = ()
    image: ImageField | None = None
    questions: Annotated[Texts, Field(description="Open questions, in Markdown.")] = ()
    rights: Annotated[Text | None, Field(description="Licence or copyright notice.")] = None
    identifier: Annotated[Text | None, Field(description="DOI, ISBN, URN or address.")] = None
    brief: Annotated[
        BriefField | None,
        BeforeValidator(_brief, json_schema_input_type=Text | BriefField),
        Field(description="Of the entry's brief: its text, or text, number and sections."),
    ] = None


WORDS = Vocabulary(
    "field",
    {
        "extra_forbidden": ent.UNKNOWN_FIELD,
        "missing": ent.MISSING_FIELD,
        "bad_date": ent.BAD_DATE,
        "bad_orcid": ent.BAD_ORCID,
        "bad_id": ent.BAD_ID,
        "bad_lang": ent.BAD_LANG,
        "no_alt": res.NO_ALT_TEXT,
    },
    ent.WRONG_VALUE,
    {
        "bibliography": "every `.bib` file under `bibliography/` is read; remove the field",
        "csl": "set `style` under `[citations]` in `publish.toml`",
        "categories": "did you mean `tags`?",
        "date-modified": "did you mean `reviewed`?",
        "description": "did you mean `summary`?",
        "language": "did you mean `lang`?",
        "license": "did you mean `rights`?",
        "references": "put records into a file under `bibliography/`",
        "type": "did you mean `kind`?",
    },
)
