"""What a book says of itself becomes a product record in ONIX 3.0, as feeds to shops and libraries
want it: with the same facts of accessibility, in the codes of list 196.

Element names and their order follow EDItEUR's schema of ONIX for Books 3.0, reference names.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.model.publication import Publication
from publish.writers.epub.accessibility import Accessibility
from publish.writers.epub.book import Metadata

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"

ACCESSIBILITY = "09"
"""List 79: the feature is one of accessibility, its value from list 196."""

FEATURES = {
    "tableOfContents": "11",
    "index": "12",
    "readingOrder": "13",
    "alternativeText": "14",
    "MathML": "17",
    "pageNavigation": "19",
    "structuralNavigation": "29",
    "displayTransformability": "36",
}
"""Features of the vocabulary of EPUB Accessibility as list 196 numbers them; those that it has no
number for (page break markers) are part of another.
"""

SUMMARY, EPUB_ACCESSIBILITY, OPTIONS_FREE = "00", "04", "10"
LANGUAGES, ROLES, AS_TEXT = "22", "30", "52"
WCAG, LEVELS, CERTIFIED_BY, REPORT = "81", {"A": "84", "AA": "85"}, "90", "94"

ROLES_OF = {"aut": "A01", "edt": "B01", "trl": "B06", "ill": "A12", "com": "C01", "pht": "A13",
            "aui": "A24", "aft": "A19", "cov": "A36", "rev": "B27"}  # fmt: skip
"""Roles of MARC as list 17 numbers them; Z99 is any other."""

_LANGUAGES = {"ar": "ara", "de": "ger", "el": "gre", "en": "eng", "es": "spa", "fa": "per",
              "fr": "fre", "he": "heb", "it": "ita", "ja": "jpn", "ko": "kor", "la": "lat",
              "nl": "dut", "pl": "pol", "pt": "por", "ru": "rus", "sv": "swe", "tr": "tur",
              "uk": "ukr", "zh": "chi"}  # fmt: skip
"""BCP 47's languages of two letters as ISO 639-2/B has them, which list 74 is."""


def records(
    publication: Publication, book: Metadata, claims: Accessibility
) -> tuple[tuple[str, bytes], ...]:
    """The record's file beside the book, where the settings want one."""
    if not publication.settings.epub.onix:
        return ()
    return ((f"{publication.id}.onix.xml", onix(publication.settings.title, book, claims)),)


def onix(sender: str, book: Metadata, claims: Accessibility) -> bytes:
    """A message of one product."""
    message = etree.Element(
        f"{{{NAMESPACE}}}ONIXMessage", {"release": "3.0"}, nsmap={None: NAMESPACE}
    )
    header = _put(message, "Header")
    _put(_put(header, "Sender"), "SenderName", sender)
    _put(header, "SentDateTime", book.modified.strftime("%Y%m%dT%H%M%SZ"))
    product = _put(message, "Product")
    _put(product, "RecordReference", book.identifier)
    _put(product, "NotificationType", "03")
    for identifier in dict.fromkeys((book.identifier, *book.identifiers)):
        _identify(_put(product, "ProductIdentifier"), identifier)
    _describe(_put(product, "DescriptiveDetail"), book, claims)
    _publish(product, book)
    data: bytes = etree.tostring(message, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def accessible(claims: Accessibility) -> Iterator[tuple[str, str]]:
    """Codes of list 196, each with its description, which may be empty."""
    yield SUMMARY, claims.summary
    if claims.conforms:
        yield EPUB_ACCESSIBILITY, ""
        yield WCAG, ""
        yield LEVELS[claims.conforms.rpartition(" ")[2]], ""
    yield OPTIONS_FREE, ""
    yield LANGUAGES, ""
    yield ROLES, ""
    yield from ((code, "") for name, code in FEATURES.items() if name in claims.features)
    if "textual" in claims.sufficient:
        yield AS_TEXT, ""
    if claims.certifier:
        yield CERTIFIED_BY, claims.certifier
    if claims.report:
        yield REPORT, claims.report


def _identify(parent: etree._Element, identifier: str) -> None:
    scheme, _, value = identifier.rpartition(":")
    kind = {"urn:isbn": "15", "doi": "06"}.get(scheme, "01")
    if kind == "15" and len(value) == 10:
        kind = "02"
    _put(parent, "ProductIDType", kind)
    if kind == "01":
        _put(parent, "IDTypeName", "UUID" if scheme == "urn:uuid" else "URI")
    _put(parent, "IDValue", identifier if kind == "01" else value)


def _describe(parent: etree._Element, book: Metadata, claims: Accessibility) -> None:
    _put(parent, "ProductComposition", "00")
    _put(parent, "ProductForm", "ED")
    _put(parent, "ProductFormDetail", "E101")  # EPUB
    _put(parent, "ProductFormDetail", "E200")  # reflowable
    for code, told in accessible(claims):
        feature = _put(parent, "ProductFormFeature")
        _put(feature, "ProductFormFeatureType", ACCESSIBILITY)
        _put(feature, "ProductFormFeatureValue", code)
        if told:
            _put(feature, "ProductFormFeatureDescription", told)
    _put(parent, "PrimaryContentType", "10")  # text
    if book.series is not None and book.series.type == "series":
        series = _put(parent, "Collection")
        _put(series, "CollectionType", "10")
        _title(series, "02", book.series.title, None, book.series.position)
    _title(parent, "01", book.title, book.subtitle)
    for number, person in enumerate((*book.creators, *book.contributors), 1):
        contributor = _put(parent, "Contributor")
        _put(contributor, "SequenceNumber", str(number))
        _put(contributor, "ContributorRole", ROLES_OF.get(person.role, "Z99"))
        _put(contributor, "PersonName", person.name)
        if person.file_as:
            _put(contributor, "PersonNameInverted", person.file_as)
    if not (book.creators or book.contributors):
        _put(parent, "NoContributor")
    for lang in (book.lang, *book.languages):
        if known := _LANGUAGES.get(lang.partition("-")[0].lower()):
            language = _put(parent, "Language")
            _put(language, "LanguageRole", "01")
            _put(language, "LanguageCode", known)
    for subject in book.subjects:
        each = _put(parent, "Subject")
        _put(each, "SubjectSchemeIdentifier", "20")  # keywords
        _put(each, "SubjectHeadingText", subject)


def _title(
    parent: etree._Element,
    level: str,
    title: str,
    subtitle: str | None,
    position: str | None = None,
) -> None:
    detail = _put(parent, "TitleDetail")
    _put(detail, "TitleType", "01")
    element = _put(detail, "TitleElement")
    _put(element, "TitleElementLevel", level)
    if position:
        _put(element, "PartNumber", position)
    _put(element, "TitleText", title)
    if subtitle:
        _put(element, "Subtitle", subtitle)


def _publish(product: etree._Element, book: Metadata) -> None:
    if not (book.publisher or book.published):
        return
    detail = _put(product, "PublishingDetail")
    if book.publisher:
        publisher = _put(detail, "Publisher")
        _put(publisher, "PublishingRole", "01")
        _put(publisher, "PublisherName", book.publisher)
    if book.published:
        day = _put(detail, "PublishingDate")
        _put(day, "PublishingDateRole", "01")
        _put(day, "Date", book.published.strftime("%Y%m%d"))


def _put(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    child.text = text
    return child
