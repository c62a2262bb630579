"""The parts of the dossier, as pandoc's Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from tests.torture.prose import Prose

CHAPTERS = 7
NOTES = 40
KEYS = tuple(f"torture{number:02d}" for number in range(1, 31))


def chapters(prose: Prose) -> Iterator[str]:
    """Long paragraphs with citations, emphasis, and the notes among them."""
    note = 0
    for chapter in range(1, CHAPTERS + 1):
        yield f"## Chapter {chapter}: {prose.words(3)}"
        for section in range(3):
            yield f"### Section {chapter}.{section + 1} on {prose.words(2)}"
            for length in (110, 420, 60 + 40 * section):
                marked, note = _noted(_paragraph(prose, length), note, prose)
                yield marked
    while note < NOTES:
        marked, note = _noted(_paragraph(prose, 50), note, prose)
        yield marked


def _paragraph(prose: Prose, length: int) -> str:
    key = KEYS[prose.below(len(KEYS))]
    return (
        f"{prose.paragraph(length // 2)} A *{prose.words(2)}* and a **{prose.words(2)}** with "
        f"`code_{prose.below(90)}` [@{key}, p. {prose.below(300) + 1}]. "
        f"{prose.paragraph(length // 2)}"
    )


def _noted(text: str, note: int, prose: Prose) -> tuple[str, int]:
    """The paragraph with a note, as long as there are notes left, and how many there are."""
    if note >= NOTES:
        return text, note
    note += 1
    words = f"[^n{note}]: {prose.sentence(12 + prose.below(30))}"
    if note % 7 == 0:
        words += f"\n\n    {prose.sentence(15)}"
    if note % 5 == 0:
        words += f" See [the place](https://example.org/{note}) and @{KEYS[note % 30]}, `f_{note}`."
    return f"{text}[^n{note}]\n\n{words}", note


ROWS = 150
WIDTHS = (14, 24, 34, 10)


def table(prose: Prose) -> str:
    """A table of five pages: cells over two columns, and over rows in head and body."""
    lines = [_rule("-"), _row("Group", "Measured quantities", None, "Result")]
    lines += [_rule("-", open=(0,)), _row("", "Name", "What it means", "Points"), _rule("=")]
    for number in range(ROWS):
        group = f"Group {number // 3 + 1}" if number % 3 == 0 else ""
        value = str(prose.below(1000))
        if number % 10 == 9:
            lines.append(_row(group, f"Both: {prose.words(3)}", None, value))
        else:
            lines.append(_row(group, prose.words(2)[:22], prose.words(3)[:32], value))
        lines.append(_rule("-", open=() if number % 3 == 2 else (0,)))
    return "\n".join((*lines, "", f": Measurements, {prose.words(4)} [@{KEYS[3]}]"))


def _rule(line: str, open: tuple[int, ...] = ()) -> str:
    """A rule between rows; cells go on through it in the columns of ``open``."""
    cells = [(" " if at in open else line) * width for at, width in enumerate(WIDTHS)]
    first, last = ("|" if at in open else "+" for at in (0, len(WIDTHS) - 1))
    return first + "+".join(cells) + last


def _row(*cells: str | None) -> str:
    """A line of text; None means that the cell before it goes on."""
    text, end = "", 0
    for cell, width in zip(cells, WIDTHS, strict=True):
        if cell is not None:
            text = text.ljust(end) + f"| {cell}"
        end += width + 1
    return text.ljust(end) + "|"


def lists(prose: Prose) -> Iterator[str]:
    """Lists in lists in lists, one over a page's end, terms with several descriptions."""
    yield "## Lists"
    yield "\n".join(_nested(prose, 5, ""))
    lines = [f"{number}. {prose.paragraph(30)}" for number in range(1, 31)]
    yield "\n".join(lines)
    letters = [f"{letter}. {prose.words(4)}" for letter in "abcde"]
    yield "Letters:\n\n" + "\n".join(letters)
    yield "- [x] something done\n- [ ] something not done"
    yield "\n\n".join(_term(prose) for _ in range(8))


def _term(prose: Prose) -> str:
    """A term with two descriptions."""
    return f"{prose.words(2)}\n\n:   {prose.paragraph(25)}\n\n:   {prose.paragraph(20)}"


def _nested(prose: Prose, depth: int, indent: str) -> Iterator[str]:
    for number in range(1, 4):
        mark = "-   " if depth % 2 else f"{number}.  "
        yield f"{indent}{mark}{prose.words(3)}"
        if depth > 1 and number == 2:
            yield ""
            yield from _nested(prose, depth - 1, indent + "    ")
            yield ""


def blocks(prose: Prose) -> Iterator[str]:
    """Quotations, asides, listings, lines of verse."""
    yield "## Blocks"
    for _ in range(3):
        yield f"> {prose.paragraph(60)}\n>\n> {prose.paragraph(40)}\n>\n> - {prose.words(3)}"
        yield f"::: aside\n{prose.paragraph(40)}\n\n{prose.paragraph(20)}\n:::"
    code = [f"def function_{n}(x):  # office, fluffy\n    return x ** {n}\n" for n in range(40)]
    yield "```python\n" + "\n".join(code) + "```"
    yield "```\nplain, if (a != b) -> c\n```"
    yield f"| {prose.words(4)}\n|     {prose.words(3)}\n| {prose.words(4)}"
    yield "[Small capitals]{.smallcaps}, H~2~O, x^2^, ~~struck~~, “quoted ‘twice’”, 1–2, 3 % … end."
    yield "Two notes.^[The one.]^[The other, with *emphasis*.]"


def figures(prose: Prose) -> Iterator[str]:
    yield "## Figures"
    for number in range(1, 9):
        kind = "svg" if number % 4 == 0 else "png"
        caption = f"Figure {number}: *{prose.words(3)}*, {prose.words(2)}"
        yield f"![{caption}](images/plot{number}.{kind})"
        yield _paragraph(prose, 60)
    yield "An image ![a small square](images/plot1.png){width=12} stands in a line."
    yield "![](images/plot2.png){.decorative width=40}"


FORMULAS = (
    r"\frac{a}{b}", r"\sqrt{x^2 + y^2}", r"\sum_{i=1}^{n} i^2", r"\hat{\theta} \in \Theta",
    r"\nabla \cdot \mathbf{E} = \rho", r"e^{i\pi} + 1 = 0", r"\binom{n}{k}", r"A^{\top} A",
)  # fmt: skip


def formulas(prose: Prose) -> Iterator[str]:
    yield "## Formulas"
    for formula in FORMULAS:
        yield f"With ${formula}$ in a line {prose.words(5)}, and alone\n\n$$\n{formula}\n$$"
    yield r"$$\begin{aligned} a &= b + c \\ &= d \end{aligned}$$"


SCRIPTS = {
    "el": "Ἐν ἀρχῇ ἦν ὁ λόγος, καὶ ὁ λόγος ἦν πρὸς τὸν θεόν, καὶ θεὸς ἦν ὁ λόγος.",
    "ru": "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива.",
    "he": "בראשית ברא אלהים את השמים ואת הארץ, והארץ היתה תהו ובהו.",
    "ar": "هذا نصّ طويل عن الشبكات العصبية العميقة، وفيه أرقام 123 وكلمة Mask R-CNN.",
    "ett": "𐌌𐌉 𐌀𐌅𐌉𐌋𐌄𐌔 𐌀𐌐𐌉𐌀𐌍𐌀𐌔, 𐌌𐌉 𐌍𐌉 𐌌𐌖𐌋𐌖 𐌖𐌄𐌋𐌈𐌖𐌓.",
}
RIGHT_TO_LEFT = ("he", "ar")


def scripts(prose: Prose) -> Iterator[str]:
    """Five scripts besides the Latin one of the rest, in lines and in paragraphs."""
    yield "## Scripts"
    for lang, text in SCRIPTS.items():
        direction = ' dir="rtl"' if lang in RIGHT_TO_LEFT else ""
        word = text.split()[1].strip(",")
        yield f"In a line [{word}]{{lang={lang}{direction}}} stands alone, {prose.words(4)}."
        yield f"::: {{lang={lang}{direction}}}\n{' '.join([text] * 6)}\n:::"
    yield "Accents: Škvorecký, Dvořák, Łódź, Erdős, Nguyễn Văn, naïve façade, Ærøskøbing."
    yield "Combined: x̄ and ḫ and ẖ, then x and h."
    yield "No-break\u00a0space, non\u2011breaking, soft\u00adly."
