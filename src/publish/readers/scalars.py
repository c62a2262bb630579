"""The single values of a file's fields: texts, languages, dates, ids, ORCID iDs.

Each is a type for pydantic whose errors say what the value is and what it should be.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from publish.model.expressions import expression
from publish.model.identifiers import orcid_check_digit
from publish.model.settings import LAST_PRIORITY, PRIORITIES

Text = Annotated[str, Field(min_length=1)]
"""A text that isn't empty."""

_LANG = expression(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{4,8})*")
_LANGUAGES = re.findall(
    r"\w+",
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv "
    "kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr "
    "nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu",
)
"""ISO 639-1, with the codes that were withdrawn and are still met."""
_SLUG = expression(r"[a-z0-9]+(-[a-z0-9]+)*")
_ORCID = expression(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])/?")
_DATE = expression(r"\d{4}-\d{2}-\d{2}")
LONGEST_ID = 80


def is_slug(text: str) -> bool:
    """Whether ``text`` can be an entry's id, and so the name of its files."""
    return len(text) <= LONGEST_ID and _SLUG.fullmatch(text) is not None


def is_lang(text: str) -> bool:
    """Whether ``text`` is a language tag of the usual form (BCP 47), and its language, where
    two letters name it, is one of ISO 639-1.
    """
    if _LANG.fullmatch(text) is None:
        return False
    language = text.split("-")[0].lower()
    return len(language) > 2 or language in _LANGUAGES


def slug_of(text: str) -> str:
    """The nearest slug to ``text``; empty where nothing of it can stand in one."""
    import unicodedata

    from publish.model.citekeys import UNDECOMPOSED

    letters = text.casefold().translate(UNDECOMPOSED)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].rstrip("-")


def _lang(text: str) -> str:
    if not is_lang(text):
        raise PydanticCustomError(
            "bad_lang",
            "`{text}` is not a language tag",
            {"text": text, "hint": "write it as in BCP 47: `en`, `de-CH`, `zh-Hant`"},
        )
    return text


def _slug(text: str) -> str:
    if not is_slug(text):
        near = slug_of(text)
        raise PydanticCustomError(
            "bad_id",
            "`{text}` can't be an id",
            {"text": text, "hint": f"write it as `{near}`" if near else None},
        )
    return text


def _date(value: Any) -> Any:
    if isinstance(value, str):
        try:
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise PydanticCustomError(
            "bad_date",
            "`{text}` is not a date",
            {"text": value[:40], "hint": "write it as `YYYY-MM-DD`, as in `2026-05-19`"},
        )
    return value


def _priority(value: Any) -> Any:
    text = str(value)
    if text in ("must", "never"):
        return text
    if text.isdecimal() and 1 <= int(text) <= LAST_PRIORITY:
        return int(text)
    raise PydanticCustomError(
        "bad_priority",
        "`{text}` is not a priority",
        {"text": text[:40], "hint": PRIORITIES},
    )


def _orcid(text: str) -> str:
    found = _ORCID.fullmatch(text)
    if not found:
        raise PydanticCustomError(
            "bad_orcid",
            "`{text}` is not an ORCID iD",
            {"text": text, "hint": "write it as `0000-0002-1825-0097`"},
        )
    if (digit := orcid_check_digit(found[1])) != found[1][-1]:
        raise PydanticCustomError(
            "bad_orcid",
            "the check digit of ORCID iD `{text}` is wrong: it would be {digit}",
            {"text": found[1], "digit": digit, "hint": "compare it with the one at orcid.org"},
        )
    return found[1]


Lang = Annotated[Text, AfterValidator(_lang)]
"""A language tag (BCP 47)."""

Slug = Annotated[Text, AfterValidator(_slug)]
"""An id: lower-case ASCII letters, digits, single hyphens."""

Day = Annotated[date, BeforeValidator(_date)]
"""A day, written ``YYYY-MM-DD``."""

SectionPriority = Annotated[
    Annotated[int, Field(ge=1, le=LAST_PRIORITY)] | Literal["must", "never"],
    BeforeValidator(_priority),
]
"""When a section comes into a brief."""

Orcid = Annotated[Text, AfterValidator(_orcid)]
"""An ORCID iD, kept in its hyphenated form."""
