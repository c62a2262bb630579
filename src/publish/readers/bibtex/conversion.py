"""One record → its CSL item, and what in its values could not be read.

The mapping follows the biblatex manual (section 2.2) and CSL 1.0.2's appendices III and
IV; where the two say nothing, pandoc's reader, unless it is known to lose something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from publish.diagnostics import Collector, Diagnostic, Result, Rule
from publish.diagnostics.rules import bib
from publish.model.reference import CslItem, plain_csl
from publish.readers.bibtex.dates import (
    CslDate,
    join_date,
    read_edtf,
    read_months,
    read_words,
    read_year,
)
from publish.readers.bibtex.identifiers import (
    arxiv_id,
    clean_doi,
    clean_url,
    eprint_url,
    find_url,
)
from publish.readers.bibtex.languages import language_tag
from publish.readers.bibtex.latex import Trouble, parse, to_rich, to_text
from publish.readers.bibtex.library import Holding, Library, Record
from publish.readers.bibtex.names import OTHERS, CslName, read_names, split_top
from publish.readers.bibtex.record_types import CHAPTERS, GENRES, LOCALISED, csl_type
from publish.readers.bibtex.richtext import rich
from publish.readers.bibtex.tables import words
from publish.readers.bibtex.titles import title_text

_ROLES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author", "illustrator": "illustrator", "director": "director",
    "holder": "author", "foreword": "contributor", "introduction": "contributor",
    "afterword": "contributor",
}  # fmt: skip
_EDITOR_ROLES = {
    "director": "director", "compiler": "compiler", "organizer": "organizer",
    "producer": "producer", "scriptwriter": "script-writer", "performer": "performer",
    "translator": "translator", "illustrator": "illustrator",
}  # fmt: skip
_TEXTS = (
    ("series", "collection-title"), ("publisher", "publisher"), ("version", "version"),
    ("chapter", "chapter-number"), ("venue", "event-place"), ("library", "archive"),
    ("origtitle", "original-title"), ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"), ("isbn", "ISBN"), ("issn", "ISSN"),
    ("pmid", "PMID"), ("pmcid", "PMCID"), ("keywords", "keyword"), ("annote", "annote"),
    ("annotation", "annote"), ("shortjournal", "container-title-short"),
    ("volumes", "number-of-volumes"), ("pagetotal", "number-of-pages"),
    ("numpages", "number-of-pages"), ("scale", "scale"),
)  # fmt: skip
_TITLE_TEXTS = frozenset(("collection-title",))
_ARTICLES = frozenset(words("article-journal article-magazine article-newspaper periodical review"))
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        words("first second third fourth fifth sixth seventh eighth ninth tenth"), 1
    )
}
_EDITION = re.compile(r"(\d+)\s*(?:st|nd|rd|th)?\.?\s*(?:ed(?:ition|n)?\.?)?", re.I)
_RANGE = re.compile(r"\s*(?:-{2,3}|–|—|‐|‑|−)\s*")
_ENDS_SENTENCE = re.compile(r"[.?!:;,…][\"'”’]?(?:</\w+>)?$")
_ARTICLE_NUMBER = re.compile(r"^(?:Article|Art\.?\s*no\.?|No\.)\s+", re.I)


def convert(library: Library, record: Record) -> Result[CslItem]:
    """The record's CSL item."""
    return _Conversion(library, record).result()


def plain_title(library: Library, record: Record) -> str:
    """The title alone, for whoever looks through all records: a tenth of the work."""
    conversion = _Conversion(library, record, fields=library.fields(record))
    return plain_csl(conversion.titled())


@dataclass(slots=True)
class _Conversion:
    library: Library
    record: Record
    found: Collector = field(default_factory=Collector)
    fields: dict[str, Holding] = field(default_factory=dict)
    item: dict[str, Any] = field(default_factory=dict)

    def result(self) -> Result[CslItem]:
        self.fields = self.library.fields(self.record)
        self.item = {"id": self.record.key, "type": self._type()}
        self._names()
        self._titles()
        self._dates()
        self._numbers()
        self._publication()
        self._texts()
        self._identifiers()
        return self.found.result({name: value for name, value in self.item.items() if value})

    def titled(self) -> str:
        self.item = {"type": csl_type(self.record.kind) or "document"}
        self._titles()
        return str(self.item.get("title", ""))

    # -- reading fields -------------------------------------------------------

    def raw(self, *names: str) -> str:
        """The first of these fields that says anything, LaTeX still in it."""
        for name in names:
            holding = self.fields.get(name)
            if holding:
                text = self.library.text(holding)
                if text.text.strip():
                    return text.text.strip()
        return ""

    def text(self, *names: str) -> str:
        return self._decoded(names, plain=True)

    def rich(self, *names: str) -> str:
        return self._decoded(names, plain=False)

    def _decoded(self, names: tuple[str, ...], plain: bool) -> str:
        raw = self.raw(*names)
        if not raw:
            return ""
        trouble = Trouble()
        decode = to_text if plain else to_rich
        text = decode(raw, self.library.definitions, trouble)
        self._report(trouble, *names)
        return text

    def _plainly(self, raw: str, trouble: Trouble) -> str:
        return to_text(raw, self.library.definitions, trouble)

    def holding(self, *names: str) -> Holding | None:
        """Which of these fields ``raw`` takes."""
        for name in names:
            holding = self.fields.get(name)
            if holding and self.library.text(holding).text.strip():
                return holding
        return None

    def report(self, rule: Rule, message: str, hint: str, *names: str, words: str = "") -> None:
        """A problem of a field, at ``words`` in it; one that is inherited is its
        parent's, and told there.
        """
        holding = self.holding(*names)
        if holding is None or holding.record is not self.record:
            return
        diagnostic: Diagnostic = rule(message, self.record.place(holding.field, words), hint)
        self.found.add(diagnostic)

    def _report(self, trouble: Trouble, *names: str) -> None:
        shown = next((name for name in names if name in self.fields), "")
        for command in dict.fromkeys(trouble.commands):
            message = f"`\\{command}` in `{shown}` is not known; its argument was kept"
            self.report(
                bib.UNKNOWN_COMMAND,
                message,
                "write the character or the text",
                *names,
                words="\\" + command,
            )
        for formula in trouble.mathematics:
            message = f"`${' '.join(formula.split())}$` in `{shown}` is printed as TeX"
            self.report(
                bib.KEPT_MATHEMATICS, message, "simplify it, or use words", *names, words=formula
            )
        if trouble.html:
            message = f"HTML in `{shown}`: `{trouble.html[0]}`"
            self.report(
                bib.MARKUP_IN_FIELD,
                message,
                "write LaTeX or the character",
                *names,
                words=trouble.html[0],
            )
        if trouble.hidden:
            message = f"an invisible character in `{shown}`"
            self.report(bib.INVISIBLE_CHARACTER, message, "type the text again", *names)
        if trouble.excessive:
            message = f"the value of `{shown}` is nested or grows beyond measure"
            self.report(bib.EXCESSIVE_VALUE, message, "simplify it", *names)

    def put(self, name: str, value: Any) -> None:
        """Sets a variable that isn't set yet."""
        if value and name not in self.item:
            self.item[name] = value

    # -- parts of the item ----------------------------------------------------

    def _type(self) -> str:
        kind = self.record.kind
        found = csl_type(kind, self.text("entrysubtype").lower())
        if found is None:
            self.found.add(
                bib.UNKNOWN_TYPE(
                    f"`@{self.record.block.type}` is no type of record",
                    self.record.place(),
                    "use a type of biblatex, such as @misc",
                )
            )
            return "document"
        if kind == "unpublished" and self.raw("eventtitle"):
            return "speech"
        arxiv = self._arxiv()
        if arxiv and (
            kind in ("misc", "online", "unpublished", "preprint")
            or (kind == "article" and not self.raw("journal", "journaltitle"))
        ):
            return "article"
        return found

    def _names(self) -> None:
        options = self.raw("options").replace(" ", "").lower()
        use_prefix = False if "useprefix=false" in options else None
        for name in _ROLES:
            raw = self.raw(name)
            if raw:
                role = _ROLES[name]
                if name == "editor":
                    role = _EDITOR_ROLES.get(self.text("editortype").lower(), "editor")
                self.put(role, self._people(name, raw, use_prefix))
        for name in ("editora", "editorb", "editorc"):
            role = _EDITOR_ROLES.get(self.text(name + "type").lower(), "")
            if role and self.raw(name):
                self.put(role, self._people(name, self.raw(name), use_prefix))
        collaboration = self.text("collaboration")
        if collaboration:
            if not re.search(r"collaboration|consortium|group|team", collaboration, re.I):
                collaboration += " Collaboration"
            authors = list(self.item.get("author", []))
            at = len(authors) - 1 if authors[-1:] == [OTHERS] else len(authors)
            self.item["author"] = [*authors[:at], {"literal": collaboration}, *authors[at:]]

    def _people(self, name: str, raw: str, use_prefix: bool | None) -> list[CslName]:
        trouble = Trouble()
        people = read_names(raw, partial(self._plainly, trouble=trouble), use_prefix)
        for problem in people.problems:
            hint = "part names by `and`, family and given name by a comma"
            words = problem.split("`")[1] if "`" in problem else ""
            self.report(bib.UNCLEAR_NAME, f"{problem} in `{name}`", hint, name, words=words)
        self._report(trouble, name)
        return people.names

    def _title(self, *stems: str) -> str:
        """A title with its subtitle and addition: ``booktitle``, ``booksubtitle`` …"""
        names = [name for name in stems if self.raw(name)]
        if not names:
            return ""
        name = names[0]
        text = self._protected(name)
        stem = "journal" if name == "journal" else name.removesuffix("title")
        subtitle = self._protected(stem + "subtitle")
        if subtitle:
            text += (" " if _ENDS_SENTENCE.search(text) else ": ") + subtitle
        addition = self._protected(stem + "titleaddon")
        if addition:
            text += (" " if _ENDS_SENTENCE.search(text) else ". ") + addition
        return text

    def _protected(self, name: str) -> str:
        raw = self.raw(name)
        if not raw:
            return ""
        trouble = Trouble()
        nodes = parse(raw, self.library.definitions, trouble)
        self._report(trouble, name)
        return title_text(nodes)

    def _titles(self) -> None:
        kind = self.record.kind
        title, main = self._title("title"), self._title("maintitle")
        if kind in CHAPTERS:
            book = self._title("booktitle")
            if kind == "inbook" and not book:  # BibTeX's @inbook: the title is the book's
                book = ""
            self.put("title", title)
            self.put("container-title", main or book)
            if main:
                self.put("volume-title", book)
        elif kind == "periodical" and self.raw("issuetitle"):
            self.put("title", self._title("issuetitle"))
            self.put("container-title", title)
        elif main:
            self.put("title", main)
            self.put("volume-title", title)
        else:
            self.put("title", title)
        self.put("container-title", self._title("journaltitle", "journal"))
        if self.item["type"] != "book":
            self.put("container-title", self._title("booktitle"))
        if not self.item.get("title"):
            self.put("title", self._title("booktitle", "issuetitle"))
            if self.item.get("title") == self.item.get("container-title"):
                self.item.pop("container-title", None)
        self.put("title-short", self._protected("shorttitle") or self._main_title())
        self.put("event-title", self._title("eventtitle"))

    def _main_title(self) -> str:
        """The title without its subtitle, where it has one."""
        if self.raw("subtitle") and not self.raw("maintitle"):
            return self._protected("title").partition(": ")[0]
        main, colon, _ = str(self.item.get("title", "")).partition(": ")
        whole = main.count("<") == 2 * main.count("</")  # no tag is cut in two
        return main if colon and whole else ""

    def _dates(self) -> None:
        issued = self._date("date") if self.raw("date") else self._year()
        if issued and "literal" in issued:
            self.put("status", issued["literal"])
        self.put("issued", issued)
        for name, variable in (
            ("urldate", "accessed"), ("eventdate", "event-date"), ("origdate", "original-date"),
        ):  # fmt: skip
            if self.raw(name):
                self.put(variable, self._date(name))
        if self.raw("origyear"):
            self.put("original-date", self._date("origyear"))

    def _date(self, name: str) -> CslDate | None:
        """A field that should be EDTF; in words, if it must be."""
        raw = self.raw(name)
        text = self.text(name) if "\\" in raw or "{" in raw else raw  # EDTF's ~ is no blank
        date = read_edtf(text) or read_year(text) or read_words(text)
        if date:
            return date
        self._unclear(text, name)
        return {"literal": text}

    def _year(self) -> CslDate | None:
        raw = self.raw("year")
        text = self.text("year") if "\\" in raw or "{" in raw else raw
        if not text:
            return None
        year = read_year(text) or read_words(text)
        if year is None:
            self._unclear(text, "year")
            return {"literal": text}
        month = self.text("month")
        months = read_months(month) if month else None
        if month and (not months or "#" in month):
            self._unclear(month, "month")
        day = self.text("day")
        return join_date(year, months, int(day) if day.isdigit() and 0 < int(day) < 32 else None)

    def _unclear(self, text: str, name: str) -> None:
        message = f"`{text}` in `{name}` is no date that can be understood"
        self.report(
            bib.UNCLEAR_DATE, message, "write it as 2020-05-17 or 2019/2021", name, words=text
        )

    def _numbers(self) -> None:
        kind = self.item["type"]
        volume = ".".join(filter(None, (self.rich("volume"), self.rich("part"))))
        self.put("volume", volume)
        number, issue = self.rich("number"), self.rich("issue")
        if kind in _ARTICLES:
            self.put("issue", number or issue)
        elif kind in ("book", "chapter", "paper-conference") and self.raw("series"):
            self.put("collection-number", number)
        elif kind in ("chapter", "paper-conference"):
            self.put("issue", number or issue)
        else:
            self.put("number", number or self.rich("issue"))
        self.put("page", self._pages())
        article = _ARTICLE_NUMBER.sub("", self.text("eid", "articleno", "article-number"))
        if article:
            self.put("number", article)
            self.put("page", article)
        edition = self.rich("edition")
        numbered = _EDITION.fullmatch(edition)
        word = re.sub(r"\s+ed(?:ition|n)?\.?$", "", edition, flags=re.I)
        self.put("edition", numbered.group(1) if numbered else _ORDINALS.get(word.lower(), word))

    def _pages(self) -> str:
        return _RANGE.sub("-", self.text("pages"))

    def _publication(self) -> None:
        kind = self.item["type"]
        publisher = self._list("publisher", "institution", "school", "organization")
        self.put("publisher", publisher)
        place = self._list("location", "address")
        self.put("jurisdiction" if kind == "patent" else "publisher-place", place)
        genre = self.text("type")
        self.put("genre", LOCALISED.get(genre.lower(), genre) or GENRES.get(self.record.kind))
        status = self.text("pubstate")
        self.put("status", LOCALISED.get(status.lower(), status))
        if status and self.item.get("status") != LOCALISED.get(status.lower(), status):
            self.item["status"] = LOCALISED.get(status.lower(), status)
        how = self.raw("howpublished")
        if how:
            self.put("URL", find_url(how))
            if not find_url(how):
                self.put("publisher", self.rich("howpublished"))

    def _list(self, *names: str) -> str:
        """biblatex's lists of literals: ``Durham and London``."""
        raw = self.raw(*names)
        if " and " not in raw:
            return self.rich(*names)
        parts = [part.strip() for part in split_top(" ".join(raw.split()), " and ")]
        trouble = Trouble()
        texts = [to_rich(part, self.library.definitions, trouble) for part in parts]
        self._report(trouble, *names)
        return "; ".join(LOCALISED.get(text, text) for text in texts)

    def _texts(self) -> None:
        for name, variable in _TEXTS:
            if self.raw(name):
                value = self._protected(name) if variable in _TITLE_TEXTS else self.rich(name)
                if name == "series" and value.isdigit() and self.item["type"] in _ARTICLES:
                    value = f"{_ordinal(int(value))} series"
                self.put(variable, LOCALISED.get(value, value))
        notes = [self.rich(name) for name in ("note", "addendum")]
        self.put("note", ". ".join(note for note in notes if note).replace(".. ", ". "))
        if self.raw("abstract"):
            trouble = Trouble()
            nodes = parse(self.raw("abstract"), self.library.definitions, trouble)
            self.put("abstract", rich(nodes, paragraphs=True))
            self._report(trouble, "abstract")
        language = self.text("langid") or self.text("hyphenation") or self.text("language")
        self.put("language", language_tag(language) or "")

    def _identifiers(self) -> None:
        options = self.raw("options").replace(" ", "").lower()
        if "doi=false" not in options:
            self.put("DOI", clean_doi(self.raw("doi")))
        if "url=false" in options and self.item["type"] != "webpage":
            return
        self.put("URL", clean_url(self.raw("url")))
        note = self.raw("note")
        if note and "url" in note and "URL" not in self.item and "DOI" not in self.item:
            self.put("URL", find_url(note))
        number = self._arxiv()
        if number:
            self._preprint(number)
        elif self.raw("eprint") and "URL" not in self.item:
            self.put("URL", eprint_url(clean_url(self.raw("eprint")), self._archive()))

    def _preprint(self, number: str) -> None:
        if self.item["type"] == "article":
            self.put("publisher", "arXiv")
            self.put("number", f"arXiv:{number}")
        if "DOI" not in self.item:
            self.put("URL", f"https://arxiv.org/abs/{number}")

    def _archive(self) -> str:
        return self.text("eprinttype", "archiveprefix").lower()

    def _arxiv(self) -> str | None:
        eprint = self.raw("eprint")
        return arxiv_id(eprint, self._archive()) if eprint else None


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
