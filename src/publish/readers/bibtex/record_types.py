"""Record types of BibTeX and biblatex → CSL types, as the manuals of both describe them."""

from __future__ import annotations

from publish.model.crosswalk import is_written_as
from publish.readers.bibtex.tables import pairs, words

TYPES = pairs(
    """
    article article-journal book book booklet pamphlet inbook chapter bookinbook chapter
    suppbook chapter incollection chapter suppcollection chapter collection book
    inproceedings paper-conference conference paper-conference proceedings book manual book
    mastersthesis thesis phdthesis thesis bathesis thesis thesis thesis candthesis thesis
    techreport report report report unpublished manuscript misc document online webpage
    electronic webpage www webpage webpage webpage dataset dataset software software
    softwareversion software softwaremodule software codefragment software jurthesis thesis
    patent patent periodical periodical suppperiodical article-journal reference book
    inreference entry-encyclopedia mvbook book mvcollection book mvproceedings book mvreference book
    artwork graphic image graphic audio song music song video motion_picture movie motion_picture
    commentary document jurisdiction legal_case legislation legislation legal treaty
    letter personal_communication performance performance review review standard standard
    set document preprint article newspaper article-newspaper magazine article-magazine
    blog post-weblog presentation speech talk speech lecture speech map map bill bill
    hearing hearing interview interview broadcast broadcast
    encyclopedia entry-encyclopedia dictionary entry-dictionary post post webpost post
    """
)

GENRES = {
    "mastersthesis": "Master’s thesis", "phdthesis": "PhD thesis", "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
}  # fmt: skip

CHAPTERS = frozenset(
    words(
        """inbook bookinbook suppbook incollection suppcollection inproceedings conference
        inreference"""
    )
)
"""Types that are a part of something that has ``booktitle``."""

IN_SERIALS = frozenset(
    words("article-journal article-magazine article-newspaper periodical review")
)
"""CSL types of what appears in issues."""

MULTIVOLUME = frozenset(words("mvbook mvcollection mvproceedings mvreference"))

NOT_CITED = frozenset({"xdata"})
"""Records that only lend their fields."""


def csl_type(kind: str, subtype: str = "") -> str | None:
    """The CSL type of a record type; None where nobody knows it. A subtype may say which of
    the CSL types it is that biblatex has this one type for.
    """
    if is_written_as(subtype, kind):
        return subtype
    if kind in ("article", "periodical", "suppperiodical") and subtype in ("magazine", "newspaper"):
        return f"article-{subtype}"
    return TYPES.get(kind)
