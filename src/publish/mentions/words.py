"""Small words of many languages, by what they do beside the name of a paper.

Lists, not grammar: a name's content words are those that aren't in `FUNCTION`; a
word of `WORKS` beside a name says that the name is a paper's. All are compared
with case and accents folded.
"""

from __future__ import annotations

from publish.mentions.normalise import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


def _raw_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION = _words(
    # English
    "a an the and or nor but of for in on at to from by with without via as is are was were be "
    "been being do does did can could may might will would shall should has have had not no "
    "its it their his her our your this that these those than then so if while when where how "
    "why what which who whom whose into over under between among across about through towards "
    "toward using against upon per we you they he she i s all also both each either neither "
    "more most much many some such only just even still yet there here out up off "
    # German
    "der die das den dem des ein eine einer eines einem einen und oder aber von vom zu zum zur "
    "im am an auf aus bei mit nach seit fur durch uber unter gegen ohne um ist sind war waren "
    "wird werden wie als auch nicht kein keine sich wenn ihr ihre sein seine "
    # French
    "le la les l un une du de d et ou mais dans sur sous par pour avec sans chez vers est sont "
    "etait qu que qui quoi dont ou ce cet cette ces son sa ses leur leurs au aux en y ne pas "
    # Spanish, Portuguese, Italian
    "el los las lo una unos unas del al y e o u con sin sobre entre desde hasta es son fue era "
    "su sus como mas muy se no si os um uma uns umas do da dos das no na nos nas ao aos pelo pela "
    "com sem foi eram seu sua il gli i uno di della dello dei degli delle nel nella sul sulla da "
    "dal dalla che chi non sono piu ed ad tra fra "
    # Dutch, Swedish
    "het een van voor met zonder op te bij naar door zijn en och av att som med till pa ar "
    # Polish, Czech
    "w we z ze na do od dla przez po o oraz lub jest sa nie jak v a pro je jsou "
    # Russian, Ukrainian
    "и в во на не с со к ко о об от до по из за для у а но или как что это при без над под "
    "между через та і й з "
    # Greek
    "ο η το οι τα του της των τον την και σε στο στη στην στον στα απο για με χωρις ως ειναι ή "
    # Arabic, Hebrew
    "في من على الى عن مع و او هذا هذه التي الذي של את על עם או זה היא הוא "
    # Turkish
    "ve ile icin bir bu da"
)
"""Words that don't count as content, and that may stand before a name."""

OPENERS = _words(
    "later earlier today now recently originally finally first second modern early original "
    "standard plain vanilla classic new recent several two three four five other another unlike "
    "like since because although though after before during every any meanwhile however thus "
    "based compared trained pretrained inspired introduced proposed published called named used "
    "therefore hence moreover furthermore similarly conversely instead besides see compare cf "
    "following building given despite"
)
"""Words at the start of a sentence that don't belong to the name behind them."""

WORKS = _words(
    "paper papers article articles study report book monograph preprint manuscript thesis "
    "publication essay treatise novel chapter work "
    "aufsatz artikel arbeit studie buch beitrag veroffentlichung werk papier "
    "article etude livre ouvrage memoire travail travaux papier "
    "articulo estudio libro trabajo obra artigo estudo livro trabalho articolo studio libro "
    "lavoro opera artikel boek werk studie artykul praca ksiazka "
    "roman romans erzahlung erzahlungen powiesc powiesci romanzo novela kniha romanu "
    "роман романа романе повесть повести повість "
    "статья статье статью статьи работа работе работу работы книга книге книгу книги труд "
    "αρθρο βιβλιο μελετη εργασια ورقه بحث كتاب مقال מאמר ספר מחקר makale kitap"
)
"""What a paper or book is called. Folded like all words here."""

ALSO_VERBS = _words("study report book work")
"""Those of `WORKS` that say nothing without an article: *we study “Tides”*."""

SERIALS = _words(
    "journal transactions proceedings conference annals letters magazine symposium workshop "
    "advances bulletin gazette times post quarterly zeitschrift jahrbuch zeitung revue annales "
    "revista anales rivista annali журнал вестник"
)
"""What stands in the names of serials, which are no papers."""

DETERMINERS = _words(
    "the a an this that his her its their our your der die das den dem des ein eine einen "
    "seine seinem ihre le la les l un une ce cette son sa el los las lo una su il lo gli o os um "
    "uma seu sua het een de zijn haar"
)
"""Words before a noun: what follows one and stands before a name says what it names."""

THINGS = _words(
    "model models network networks architecture architectures method methods algorithm "
    "algorithms framework frameworks system systems detector detectors optimizer optimiser "
    "dataset datasets benchmark backbone loss layer layers module family approach technique "
    "library toolkit software package baseline baselines variant variants encoder decoder "
    "modell modelle netz netze netzwerk architektur verfahren methode algorithmus system "
    "modele reseau reseaux algorithme cadre systeme modelo red algoritmo metodo sistema rede "
    "modello rete модель модели сеть сети архитектура метод алгоритм"
)
"""What papers bring about."""

SOFTWARE = _words(
    "package packages library libraries toolkit software paket bibliothek bibliotheque logiciel "
    "paquete libreria biblioteka пакет библиотека"
)
"""What software is called whose papers and manuals are titled *name: what it does*."""

HEADS = _words(
    "learning learner network networks net nets model models method methods approach "
    "approaches framework architecture architectures algorithm algorithms"
)
"""Heads of a title's first phrase that speakers exchange for one another."""

EVERYDAY = _words(
    "aids hiv covid covid19 sars dna rna mrna nasa nato unesco unicef opec oecd usa uk eu un us "
    "ai ml nlp it gdp who ceo phd tv pc cpu gpu tpu api pdf html xml sql http www usb ram rom "
    "led gps gis mri ct iq ok ii iii iv vi vii viii ix xi xii bc ad am pm faq diy ngo "
    "ieee acm cvpr iccv eccv nips neurips icml iclr acl emnlp"
)
"""Acronyms of the world that no paper owns."""

CUTS = _words(
    "for in on with via using from by through of to towards toward are is as without against "
    "fur mit durch von uber als pour avec par dans sur para con por sobre em per su для в на с"
)
"""Words before which the first phrase of a title ends."""

AND_OTHERS = (
    r"et\s+al\b\.?|and\s+(?:his\s+|her\s+|their\s+)?(?:colleagues|others|co-?workers|"
    r"co-?authors|collaborators)|u\.\s?a\.|und\s+(?:andere|Kolleg(?:en|innen|:innen))|"
    r"et\s+(?:coll(?:\.|ègues|aborateurs|aboratrices)|ses\s+collègues)|"
    r"y\s+(?:colegas|otros|colaboradores|cols\.)|e\s+(?:colegas|colaboradores|outros|"
    r"colleghi|collaboratori|altri)|en\s+(?:collega['’]?s|anderen)|i\s+(?:in\.|współpracownicy)|"
    r"и\s+(?:др\.|коллег\w*|соавт\w*\.?)|κ\.\s?ά\.|και\s+συν\w*\.?|ve\s+ark(?:adaşları|\.)|等|ら|וחב['׳]|وآخرون"
)
"""A regular expression for "and others", as it stands behind a first author."""

AND = r"and|und|et|y|e|en|i|и|και|ve|&|with|mit|avec|con|com"
"""Words that join two authors."""

REFERENCE_LISTS = _words(
    "references bibliography sources literature literatur literaturverzeichnis quellen "
    "bibliographie sources bibliografia referencias referenze fonti bibliografie "
    "literatuur bronnen литература источники βιβλιογραφια zrodla kaynakca 参考文献 "
    "المراجع מקורות"
)
"""Headings of sections that list literature; nothing in them is prose."""

ABBREVIATIONS = _raw_words(
    "al e.g i.e cf dr prof mr mrs ms vs fig figs eq sec ch vol no nos pp p ed eds st jr sr etc "
    "approx resp u.a z.b d.h bzw vgl nr bd hrsg s cap ex art др см т.е ca c"
)
"""What ends in a full stop without ending a sentence; not folded."""

SIZES = _raw_words("base large small tiny mini medium huge xl b l s h t style like based type")
"""What follows a name behind a hyphen without making another name of it."""

PREFIXES = _raw_words("pre post non anti semi quasi pro ex de original")
"""What stands before a name and a hyphen without making another name of it."""

OPENING_QUOTES = "“„‘‚«‹《〈「『\"'"
CLOSING_QUOTES = "”’»›》〉」』\"'"

SURNAMES = _words(
    "sun long day may will black white young king brown green rich hill wood woods field fields "
    "stone rose page price best good early short small little major bell cook wise bright strong "
    "mark bill frank grant chance love power light gold snow summer winter west north east south "
    "lange kurz klein gross weiss schwarz braun grand petit blanc rey mas luz"
)
"""Families whose names are everyday words too: not surely meant where a sentence begins."""
