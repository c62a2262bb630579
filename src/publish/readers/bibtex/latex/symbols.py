"""LaTeX commands that stand for characters, as LaTeX's and amsmath's manuals name them."""

from __future__ import annotations

from publish.readers.bibtex.tables import groups, pairs, words

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "b": "\u0331", "d": "\u0323", "t": "\u0361", "h": "\u0309", "G": "\u030f",
    "U": "\u030e", "f": "\u0311", "C": "\u030f", "textcommabelow": "\u0326",
    "capitalcedilla": "\u0327",
    "ocirc": "\u030a", "polhk": "\u0328", "lfhook": "\u0326", "cftil": "\u0303", "udot": "\u0323",
    "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "overline": "\u0304", "vec": "\u20d7",
    "dot": "\u0307", "ddot": "\u0308", "acute": "\u0301", "grave": "\u0300", "check": "\u030c",
    "breve": "\u0306", "mathring": "\u030a", "widehat": "\u0302", "widetilde": "\u0303",
    "underline": "\u0332", "textogonekcentered": "\u0328", "textdoublegrave": "\u030f",
}  # fmt: skip
"""Accents by their command: the combining character that follows the letter."""

SPACING = {
    "'": "´", "`": "`", "^": "^", '"': "¨", "~": "~", "=": "¯", ".": "˙", "u": "˘", "v": "ˇ",
    "H": "˝", "c": "¸", "k": "˛", "r": "˚",
}  # fmt: skip
"""What an accent over nothing is, as in ``\\~{}``."""

TEXT = pairs(
    """
    ss ß SS ẞ ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ
    ng ŋ NG Ŋ ij ĳ IJ Ĳ textendash – textemdash — textquoteleft ‘ textquoteright ’
    textquotedblleft “ textquotedblright ” textquotesingle ' textquotedbl " lq ‘ rq ’
    quotesinglbase ‚ quotedblbase „ guillemotleft « guillemotright » guillemetleft «
    guillemetright » guilsinglleft ‹ guilsinglright › og « fg » glqq „ grqq “ glq ‚ grq ‘ flqq «
    frqq » textquestiondown ¿ textexclamdown ¡ textdegree ° degree ° degrees ° textcelsius ℃
    celsius ℃ textordfeminine ª textordmasculine º textsection § S § P ¶ textparagraph ¶
    pounds £ textsterling £ texteuro € euro € EUR € textyen ¥ textcent ¢ textcurrency ¤
    copyright © textcopyright © textregistered ® texttrademark ™ dag † textdagger † ddag ‡
    textdaggerdbl ‡ textbullet • textperiodcentered · ldots … dots … textellipsis … textbar |
    textbackslash \\ textbraceleft { textbraceright } lbrace { rbrace } textless < textgreater >
    textasciitilde ~ textasciicircum ^ textasciigrave ` textasciiacute ´ textunderscore _
    textdollar $ textpercent % textnumero № textmu µ micro µ textohm Ω ohm Ω texttimes ×
    textdiv ÷ textpm ± textminus − textonehalf ½ textonequarter ¼ textthreequarters ¾
    textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textrightarrow → textleftarrow ←
    textuparrow ↑ textdownarrow ↓ textlnot ¬ textbrokenbar ¦ textasteriskcentered * slash /
    textschwa ə textesh ʃ textinvscr ʁ textgamma γ textalpha α textbeta β ayn ʿ hamza ʾ
    textquotestraightbase ‚ textasteriskcentered ∗ textvisiblespace ␣ checkmark ✓
    textasciimacron ¯ emdash — endash – AmSTeX AMS-TeX AmSLaTeX AMS-LaTeX
    AMSTEX AMS-TeX POSTSCRIPT PostScript psq sq. psqq sqq.
    TeX TeX LaTeX LaTeX LaTeXe LaTeX2e BibTeX BibTeX BibLaTeX BibLaTeX XeTeX XeTeX LuaTeX LuaTeX
    pdfTeX pdfTeX AmS AMS METAFONT METAFONT MF METAFONT ConTeXt ConTeXt XeLaTeX XeLaTeX
    pdfLaTeX pdfLaTeX Cplusplus C++ CC C++ cprime ʹ cdprime ʺ Dbar Đ dbar đ
    """
)

GREEK = pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
    upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π
    Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω Alpha Α Beta Β ell ℓ hbar ℏ imath ı jmath ȷ
    digamma ϝ
    """
)
"""Letters of mathematics; those of the Latin alphabet are set in italics, these aren't."""

OPERATORS = pairs(
    """
    times × cdot · pm ± mp ∓ div ÷ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙ cap ∩
    cup ∪ vee ∨ wedge ∧ lor ∨ land ∧ setminus ∖ le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾
    neq ≠ ne ≠ ll ≪ gg ≫ equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ propto ∝ prec ≺ succ ≻ subset ⊂
    supset ⊃ subseteq ⊆ supseteq ⊇ in ∈ notin ∉ ni ∋ perp ⊥ parallel ∥ mid ∣ vdash ⊢ models ⊨
    lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ to → rightarrow → leftarrow ← leftrightarrow ↔
    longrightarrow ⟶ longleftarrow ⟵ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ Longrightarrow ⟹
    rightleftharpoons ⇌ leftrightarrows ⇆ mapsto ↦ hookrightarrow ↪ uparrow ↑ downarrow ↓ infty ∞
    partial ∂ nabla ∇ forall ∀ exists ∃ neg ¬ lnot ¬ emptyset ∅ varnothing ∅ aleph ℵ Re ℜ Im ℑ
    wp ℘ angle ∠ triangle △ square □ Box □ diamond ⋄ prime ′ sum ∑ prod ∏ int ∫ oint ∮ surd √
    cdots ⋯ vdots ⋮ ddots ⋱ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ langle ⟨ rangle ⟩ vert | Vert ‖
    backslash \\ sharp ♯ flat ♭ natural ♮ heartsuit ♥ spadesuit ♠ clubsuit ♣ diamondsuit ♦
    dagger † ddagger ‡ top ⊤ bot ⊥ ltimes ⋉ rtimes ⋊ lozenge ◊ blacksquare ■ iff ⇔ implies ⟹
    colon : lt < gt > sp ^ degree ° AA Å asymp ≍ triangleq ≜ bigcup ⋃ bigcap ⋂ hslash ℏ eth ð
    """
)

FUNCTIONS = frozenset(
    words(
        """arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim
        liminf limsup ln log max min Pr sec sin sinh sup tan tanh"""
    )
)

SPACES = {
    ",": "\u202f", "thinspace": "\u202f", "addthinspace": "\u202f", "~": "\u00a0",
    "nobreakspace": "\u00a0", "addnbspace": "\u00a0", "par": "\n\n", "addcomma": ",",
    "addcolon": ":", "adddot": ".", "adddotspace": ". ", "addslash": "/", "hyphen": "-",
    ";": " ", ":": " ", " ": " ", "\n": " ", "\t": " ", "\\": " ",
    "!": "", "-": "", "/": "", "@": "",
    **dict.fromkeys(
        words("quad qquad enspace space newline linebreak hskip hfill newblock addspace"), " "
    ),
    **dict.fromkeys(
        words(
            """protect noindent relax allowbreak break nolinebreak nobreak sloppy smallskip medskip
            null bgroup egroup begingroup endgroup ignorespaces textcompwordmark xspace unskip
            normalsize small footnotesize scriptsize tiny large Large displaystyle textstyle
            scriptstyle scriptscriptstyle limits nolimits left right middle big Big bigl bigr Bigl
            Bigr rm tt sf up rmfamily upshape normalfont ttfamily sffamily mdseries boldmath
            unboldmath cal"""
        ),
        "",
    ),
}  # fmt: skip
"""Spaces, and commands that change nothing that a reference shows."""

STYLES = groups(
    {
        "i": "emph textit textsl mkbibemph mkbibitalic mathit",
        "b": "textbf mkbibbold mathbf bm boldsymbol",
        "sc": "textsc",
        "sub": "textsubscript",
        "sup": "textsuperscript",
        "group": "mbox hbox acro NoCaseChange",
        "math": "ensuremath",
        "bare": """textnormal textrm textup textsf texttt textmd text uline url path nolinkurl
            lowercase uppercase MakeUppercase MakeLowercase textlatin textgreek textcyr
            sout ul mathrm operatorname textln mathsf mathtt
            Name name acrofont textcite doi singleletter""",
        "drop": """hspace vspace label index footnote thanks noop noopsort NOOP SortNoop sortnoop
            noopstring nocite phantom vphantom hphantom""",
    }
)
"""Commands with an argument: its style, ``group`` (keep the case), ``bare`` or ``drop``."""

SWITCHES = groups({"i": "em it itshape sl slshape", "b": "bf bfseries", "sc": "sc scshape"})
"""Commands that style the rest of their group."""
