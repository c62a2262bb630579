"""Record types of BibTeX and biblatex → CSL types, as the manuals of both describe them."""

from __future__ import annotations

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

LOCALISED = {
    "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis", "phdthesis": "PhD thesis",
    "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report", "software": "computer software", "datacd": "data CD",
    "audiocd": "audio CD", "patent": "patent", "patentde": "German patent",
    "patenteu": "European patent", "patentfr": "French patent", "patentuk": "British patent",
    "patentus": "U.S. patent", "patreq": "patent request", "patreqde": "German patent request",
    "patreqeu": "European patent request", "patreqfr": "French patent request",
    "patrequk": "British patent request", "patrequs": "U.S. patent request",
    "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming",
    "inpress": "in press", "prepublished": "prepublished", "newseries": "new series",
    "oldseries": "old series", "countryde": "Germany", "countryeu": "European Union",
    "countryep": "European Union", "countryfr": "France", "countryuk": "United Kingdom",
    "countryus": "United States of America",
}  # fmt: skip
"""biblatex's localisation keys, in English."""

CHAPTERS = frozenset(
    words(
        """inbook bookinbook suppbook incollection suppcollection inproceedings conference
        inreference"""
    )
)
"""Types that are a part of something that has ``booktitle``."""

MULTIVOLUME = frozenset(words("mvbook mvcollection mvproceedings mvreference"))

NOT_CITED = frozenset({"xdata"})
"""Records that only lend their fields."""


def csl_type(kind: str, subtype: str = "") -> str | None:
    """The CSL type of a record type; None where nobody knows it."""
    if kind in ("article", "periodical", "suppperiodical") and subtype in ("magazine", "newspaper"):
        return f"article-{subtype}"
    return TYPES.get(kind)
