"""Plain data with places to a validated model, or to diagnostics.

pydantic finds what is wrong; here it gets its rule, place, words and hint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails

from publish.diagnostics.core import Diagnostic, Rule
from publish.diagnostics.suggest import did_you_mean
from publish.model.frozen import Frozen, field
from publish.model.place import Place
from publish.readers.located import Located, Path, dotted

M = TypeVar("M", bound=BaseModel)

_EXPECTED = {
    "string_type": "a text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a set of fields",
    "model_type": "a set of fields",
    "model_attributes_type": "a set of fields",
    "bool_type": "`true` or `false`",
    "bool_parsing": "`true` or `false`",
}


class Strict(BaseModel):
    """A mapping without unknown keys; a key without a value counts as not given."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data


class Vocabulary(Frozen):
    """How the mistakes of one sort of file are called.

    ``rules`` maps pydantic's (and our own) types of error to rules; ``hints`` says
    what to do about well-known names from elsewhere.
    """

    noun: str
    rules: Mapping[str, Rule]
    other: Rule
    hints: Mapping[str, str] = field(default_factory=dict)


class Validated(Frozen, Generic[M]):
    """The model (None if there are mistakes), and which paths the mistakes are at."""

    model: M | None
    diagnostics: tuple[Diagnostic, ...] = ()
    wrong: tuple[Path, ...] = ()


def validate(model: type[M], located: Located, vocabulary: Vocabulary) -> Validated[M]:
    """``located.data`` as ``model``, or a diagnostic per mistake, in the file's order."""
    try:
        return Validated(model.model_validate(located.data))
    except ValidationError as error:
        mistakes = [_Mistake(model, located, vocabulary, item) for item in error.errors()]
    found = sorted((mistake.diagnostic() for mistake in mistakes), key=lambda d: d.sort_key)
    return Validated(None, tuple(found), tuple(mistake.path for mistake in mistakes))


class _Mistake:
    """One error of pydantic's, with what is needed to tell of it."""

    def __init__(
        self, model: type[BaseModel], located: Located, words: Vocabulary, error: ErrorDetails
    ) -> None:
        self.model = model
        self.located = located
        self.words = words
        self.type = error["type"]
        self.value = error["input"]
        self.context = error.get("ctx", {})
        self.text = error["msg"]
        self.modelled: Path = tuple(step for step in error["loc"] if step != "[key]")
        self.path = _written(self.modelled, located.data)

    def diagnostic(self) -> Diagnostic:
        rule = self.words.rules.get(self.type, self.words.other)
        return rule.at(self.located.source, self._place(), self._message(), self._hint())

    @property
    def _name(self) -> str:
        return worded(self.path)

    def _place(self) -> Place:
        if self.type == "extra_forbidden":
            return self.located.key_place(self.path)
        if self.type == "missing" and self.path not in self.located.keys:
            return self.located.key_place(self.path[:-1])
        return self.located.value_place(self.path)

    def _message(self) -> str:
        if self.type == "extra_forbidden":
            return f"there is no {self.words.noun} {self._name}"
        if self.type == "missing":
            return f"{self.words.noun} {self._name} is missing"
        if self.value is None or self.type in ("string_too_short", "too_short"):
            return f"{self._name} is empty"
        if self.type == "literal_error":
            return f"{self._name} is {_shown(self.value)}, which it can't be"
        if self.type in _EXPECTED:
            return f"{self._name} is {_shown(self.value)}, not {self._expected}"
        return self.text

    @property
    def _expected(self) -> str:
        """What is meant; a list, where a single item would have stood for one."""
        meant = _EXPECTED[self.type]
        stands_for_list = self.modelled != self.path and isinstance(self.modelled[-1], int)
        return f"{meant} or a list of such" if stands_for_list else meant

    def _hint(self) -> str | None:
        if self.type == "extra_forbidden":
            return self._unknown_hint()
        if self.type == "literal_error":
            choices = re.findall(r"'([^']*)'", str(self.context.get("expected", "")))
            near = did_you_mean(str(self.value), choices)
            return near or f"it can be {', '.join(f'`{choice}`' for choice in choices)}"
        if self.type in ("list_type", "tuple_type") and isinstance(self.value, str):
            return f'write it in brackets: `["{self.value}"]`'
        hint = self.context.get("hint")
        return str(hint) if hint else None

    def _unknown_hint(self) -> str:
        name = str(self.path[-1])
        if name in self.words.hints:
            return self.words.hints[name]
        valid = names_at(self.model, self.modelled[:-1])
        listed = f"valid are {', '.join(f'`{each}`' for each in valid)}"
        near = did_you_mean(name, valid)
        return f"{near} {listed}" if near else listed


def worded(path: Path) -> str:
    """A path in a message, its items counted from 1: ``label`` in item 2 of ``facts``."""
    for at in range(len(path) - 1, -1, -1):
        if isinstance(step := path[at], int):
            item = f"item {step + 1} of {worded(path[:at])}"
            return f"`{dotted(path[at + 1 :])}` in {item}" if path[at + 1 :] else item
    return f"`{dotted(path)}`"


def _written(path: Path, data: Any) -> Path:
    """``path`` as the file has it: without a number where one item stands for a list of one."""
    steps: list[str | int] = []
    for step in path:
        is_number = isinstance(step, int)
        if is_number and not isinstance(data, list):
            continue
        steps.append(step)
        data = data[step] if is_number else data.get(step) if isinstance(data, Mapping) else None
    return tuple(steps)


def names_at(model: Any, path: Path) -> list[str]:
    """The names of the fields that the mapping at ``path`` of ``model`` can have."""
    target = model
    for step in path:
        inner = _model_in(target)
        if inner is not None and isinstance(step, str):
            by_name = {info.alias or name: info.annotation for name, info in _fields(inner)}
            target = by_name.get(step)
        else:
            target = next(part for part in reversed(get_args(_bare(target))) if part is not ...)
    inner = _model_in(target)
    return [info.alias or name for name, info in _fields(inner)] if inner else []


def _fields(model: type[BaseModel]) -> list[tuple[str, Any]]:
    return list(model.model_fields.items())


def _bare(annotation: Any) -> Any:
    """``annotation`` without ``Annotated`` and without ``None``."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def _model_in(annotation: Any) -> type[BaseModel] | None:
    bare = _bare(annotation)
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def _shown(value: Any) -> str:
    """A wrong value in a message: itself if it is short, else its sort."""
    if isinstance(value, dict):
        return "a set of fields"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    text = str(value)
    return f"`{text}`" if len(text) <= 40 else "a text"
