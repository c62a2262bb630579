"""A generator of odd PDFs: small files that are wrong, shared, deep and circular in chosen ways.

The same number gives the same file. Each is bounded: a few pages, a few hundred
objects.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests import pdfs

Oddity = Callable[[Pdf, Random], None]


def odd_document(seed: int) -> Pdf:
    """A document with some features of each kind, and some of them damaged."""
    random = Random(seed)
    pdf = pdfs.document(random.randint(1, 5), (random.randint(50, 900), random.randint(50, 900)))
    for feature in random.sample(FEATURES, random.randint(0, len(FEATURES))):
        feature(pdf, random)
    for damage in random.sample(DAMAGES, random.choice((0, 0, 1, 2, 3))):
        damage(pdf, random)
    return pdf


def _some_page(pdf: Pdf, random: Random) -> int:
    return random.randrange(len(pdf.pages))


# -- features -----------------------------------------------------------------


def _links(pdf: Pdf, random: Random) -> None:
    pdfs.name_destinations(pdf, {name: _some_page(pdf, random) for name in ("a", "b", "ä", "")})
    for name in ("a", "b", "missing"):
        pdfs.link(pdf, _some_page(pdf, random), String(name))
    pdfs.link(pdf, 0, pdfs.to_page(pdf, _some_page(pdf, random)))
    pdfs.annotate(pdf, 0, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=String("a")))


def _old_destinations(pdf: Pdf, random: Random) -> None:
    pdf.Root.Dests = Dictionary(a=pdfs.to_page(pdf, 0), b=Dictionary(D=pdfs.to_page(pdf, 0)))
    pdfs.link(pdf, _some_page(pdf, random), Name.a)


def _bookmarks(pdf: Pdf, random: Random) -> None:
    pdfs.bookmark(pdf, [(f"B{n}", _some_page(pdf, random)) for n in range(random.randint(1, 9))])


def _deep_bookmarks(pdf: Pdf, random: Random) -> None:
    outline = above = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    for depth in range(random.randint(2, 60)):
        item = pdf.make_indirect(
            Dictionary(Title=String(f"D{depth}"), Parent=above, Dest=pdfs.to_page(pdf, 0))
        )
        above.First = above.Last = item
        above.Count = random.choice((1, -1))
        above = item
    pdf.Root.Outlines = outline


def _labels(pdf: Pdf, random: Random) -> None:
    styles = [Name.D, Name.r, Name.R, Name.a, Name.A]
    pdfs.label(
        pdf,
        {
            index: Dictionary(S=random.choice(styles), St=random.randint(1, 40), P=String("x"))
            for index in {0, _some_page(pdf, random)}
        },
    )


def _tags(pdf: Pdf, random: Random) -> None:
    types = random.choice((("H1", "P"), ("Body", "P", "Note"), ("Table", "TH", "TD")))
    role = random.choice(("P", "Div", "Body"))
    ids = ("n1", "n2")[: random.randint(0, 2)]
    pdfs.tag(pdf, types, {"Body": role}, ids)
    if random.random() < 0.5:
        pdf.Root.Lang = String(random.choice(("en", "de", "ar")))


def _files(pdf: Pdf, random: Random) -> None:
    pdfs.attach(pdf, random.choice(("a.txt", "b.txt")), random.randbytes(20))


def _fields(pdf: Pdf, random: Random) -> None:
    for name in ("name", "date")[: random.randint(1, 2)]:
        pdfs.field(pdf, _some_page(pdf, random), name, "v", random.choice(("Helv", "F1")))
    if random.random() < 0.5:  # a field that lies on several pages
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("twice"), V=String("w")))
        field.Kids = Array(
            [pdfs.annotate(pdf, 0, Subtype=Name.Widget, Parent=field) for _ in range(2)]
        )
        pdf.Root.AcroForm.Fields.append(field)


def _layers(pdf: Pdf, random: Random) -> None:
    for name in ("one", "two"):
        pdfs.layer(pdf, name, shown=random.random() < 0.5)
    if random.random() < 0.3:
        pdf.Root.OCProperties.D.BaseState = Name.OFF


def _articles(pdf: Pdf, random: Random) -> None:
    pdfs.article(pdf, f"article {random.randint(1, 9)}")


def _scripts(pdf: Pdf, random: Random) -> None:
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("x")))
    script.Next = script
    pdfs.page(pdf, _some_page(pdf, random)).AA = Dictionary(O=script, C=script)
    pdf.Root.OpenAction = script


def _notes(pdf: Pdf, random: Random) -> None:
    note = pdfs.annotate(pdf, _some_page(pdf, random), Subtype=Name.Text, Contents=String("Hm"))
    popup = pdfs.annotate(pdf, 0, Subtype=Name.Popup, Parent=note)
    note.Popup = popup


def _shared_resources(pdf: Pdf, random: Random) -> None:
    form = pdf.make_indirect(
        Stream(pdf, b"0 0 m", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    )
    form.Resources = Dictionary(XObject=Dictionary(Self=form))
    form.StructParent = random.randint(0, 9)
    resources = pdf.make_indirect(Dictionary(XObject=Dictionary(F=form)))
    for page in pdf.pages:
        page.obj.Resources = resources


def _private(pdf: Pdf, random: Random) -> None:
    data = Dictionary(LastModified=String("D:2020"), Private=random.randint(1, 9))
    pdf.Root.PieceInfo = Dictionary(Program=data)
    pdfs.page(pdf, 0).PieceInfo = Dictionary(Other=data)


FEATURES: list[Oddity] = [
    _links, _old_destinations, _bookmarks, _deep_bookmarks, _labels, _tags, _files, _fields,
    _layers, _articles, _scripts, _notes, _shared_resources, _private,
]  # fmt: skip


# -- damages ------------------------------------------------------------------

JUNK = (
    lambda pdf: None, lambda pdf: 7, lambda pdf: String("junk"), lambda pdf: Name.Junk,
    lambda pdf: Array([1, 2]), lambda pdf: Dictionary(Junk=1),
    lambda pdf: pdf.make_indirect(Dictionary()), lambda pdf: Stream(pdf, b"junk"),
)  # fmt: skip


def _wrong_entry(pdf: Pdf, random: Random) -> None:
    """Something of the catalogue is of another kind than it should be."""
    keys = sorted(set(pdf.Root.keys()) - {"/Pages", "/Type"})
    if keys:
        _spoil(pdf, pdf.Root, random.choice(keys), random)


def _wrong_inside(pdf: Pdf, random: Random) -> None:
    """Something of any object is."""
    for _ in range(5):
        item = random.choice(list(pdf.objects))
        if isinstance(item, Dictionary) and item.get("/Type") not in ("/Catalog", "/Pages"):
            keys = sorted(set(item.keys()) - {"/Parent", "/Type", "/MediaBox"})
            if keys:
                _spoil(pdf, item, random.choice(keys), random)


def _spoil(pdf: Pdf, holder: Any, key: str, random: Random) -> None:
    junk = random.choice(JUNK)(pdf)
    if junk is None:
        del holder[key]
    else:
        holder[key] = junk


def _circle(pdf: Pdf, random: Random) -> None:
    """An object stands where one below it should, so that the way down has no end."""
    holders = [
        item
        for item in pdf.objects
        if isinstance(item, Dictionary) and {"/Kids", "/K", "/First", "/Next"} & set(item.keys())
        and item.get("/Type") != "/Pages"
    ]  # fmt: skip
    if holders:
        holder, other = random.choice(holders), random.choice(holders)
        key = sorted({"/Kids", "/K", "/First", "/Next"} & set(holder.keys()))[0]
        holder[key] = Array([other, holder]) if key in ("/Kids", "/K") else other


def _inherited_sizes(pdf: Pdf, random: Random) -> None:
    pdf.Root.Pages.MediaBox = Array([0, 0, 100, 100])
    page = pdfs.page(pdf, _some_page(pdf, random))
    if "/MediaBox" in page:
        del page["/MediaBox"]


def _no_contents(pdf: Pdf, random: Random) -> None:
    page = pdfs.page(pdf, _some_page(pdf, random))
    if "/Contents" in page:
        del page["/Contents"]


def _one_page_twice(pdf: Pdf, random: Random) -> None:
    pdf.Root.Pages.Kids.append(pdfs.page(pdf, _some_page(pdf, random)))
    pdf.Root.Pages.Count += 1


def _direct_annotation(pdf: Pdf, random: Random) -> None:
    page = pdfs.page(pdf, _some_page(pdf, random))
    page.Annots = Array([Dictionary(Subtype=Name.Link, Dest=String("a")), 3])


DAMAGES: list[Oddity] = [
    _wrong_entry, _wrong_inside, _circle, _inherited_sizes, _no_contents, _one_page_twice,
    _direct_annotation,
]  # fmt: skip
