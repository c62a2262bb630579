"""Who did what: the MARC code list for relators of the Library of Congress, by its codes."""

from __future__ import annotations

from collections.abc import Mapping

_CODES = """
abr acp act adi adp aft anc anl anm ann ant ape apl app aqt arc ard arr art asg asn ato att auc aud
aue aui aup aus aut bdd bjd bka bkd bkp blw bnd bpd brd brl bsl cad cas ccp chr cli cll clr clt cmm
cmp cmt cnd cng cns coe col com con cop cor cos cot cou cov cpc cpe cph cpl cpt cre crf crp crr crt
csl csp cst ctb cte ctg ctr cts ctt cur cwt dbd dbp dfd dfe dft dgc dgg dgs dis djo dln dnc dnr dpc
dpt drm drt dsr dst dtc dte dtm dto dub edc edd edm edt egr elg elt eng enj etr evp exp fac fds fld
flm fmd fmk fmo fmp fnd fon fpy frg gdv gis his hnr hst ill ilu ink ins inv isb itr ive ivr jud jug
lbr lbt ldr led lee lel len let lgd lie lil lit lsa lse lso ltg ltr lyr mcp mdc med mem mfp mfr mka
mod mon mrb mrk msd mte mtk mup mus mxe nan nrt onp opn org orm osp oth own pad pan pat pbd pbl pdr
pfr pht plt pma pmn pnc pop ppm ppt pra prc prd pre prf prg prm prn pro prp prs prt prv pta pte ptf
pth ptt pup rap rbr rcd rce rcp rdd red ren res rev rpc rps rpt rpy rse rsg rsp rsr rst rth rtm rxa
sad sce scl scr sde sds sec sfx sgd sgn sht sll sng spk spn spy srv std stg stl stm stn str swd tad
tau tcd tch ths tld tlg tlh tlp trc trl tyd tyg uvp vac vdg vfx wac wal wam wat waw wdc wde wfs wft
wfw win wit wpr wst wts
"""
"""The codes of today (id.loc.gov/vocabulary/relators), without clb, grt and voc, which are
discontinued."""

RELATORS: Mapping[str, str] = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "ctb": "contributor",
    "com": "compiler",
    "wpr": "writer of preface",
    "aui": "author of introduction",
    "aft": "author of afterword",
    "cov": "cover designer",
    "bkd": "book designer",
    "pht": "photographer",
    "pfr": "proofreader",
    "prf": "performer",
    "cre": "creator",
    "cur": "curator",
    "rev": "reviewer",
    "adp": "adapter",
    "ann": "annotator",
    "art": "artist",
    "cmp": "composer",
    "cph": "copyright holder",
    "ctg": "cartographer",
    "dsr": "designer",
    "dnr": "donor",
    "dtc": "data contributor",
    "egr": "engraver",
    "fnd": "funder",
    "his": "host institution",
    "isb": "issuing body",
    "ive": "interviewee",
    "ivr": "interviewer",
    "nrt": "narrator",
    "org": "originator",
    "pbl": "publisher",
    "pdr": "project director",
    "prt": "printer",
    "red": "redaktor",
    "res": "researcher",
    "spn": "sponsor",
    "ths": "thesis advisor",
    "trc": "transcriber",
    "tyd": "type designer",
    "tyg": "typographer",
    "wfw": "writer of foreword",
    "win": "writer of introduction",
    "waw": "writer of afterword",
    "wac": "writer of added commentary",
    "wst": "writer of supplementary textual content",
    "edc": "editor of compilation",
    "edd": "editorial director",
    "abr": "abridger",
    "bjd": "bookjacket designer",
    "clr": "colorist",
    "ink": "inker",
    "ltr": "letterer",
    "pnc": "penciller",
    "lyr": "lyricist",
    "lbt": "librettist",
    "swd": "software developer",
    "mrk": "markup editor",
    "tad": "technical advisor",
}
"""The names of those that books know."""

AUTHORS = frozenset({"aut", "cre"})
"""Roles of those who need no word for what they did."""

CREATORS = frozenset({*AUTHORS, "edt", "com"})
"""Roles of those whose work the whole is; the others contributed to it."""


def is_relator(code: str) -> bool:
    """Whether the list has this code, under a name of ours or not."""
    return code in _CODES.split()
