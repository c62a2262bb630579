"""Names of languages, as babel and biblatex have them → BCP 47 tags."""

from __future__ import annotations

from publish.model.expressions import expression
from publish.readers.bibtex.tables import words

_TAG = expression(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_NAMES = dict(
    pair.split("=")
    for pair in words(
        """
    acadian=fr-CA afrikaans=af-ZA american=en-US arabic=ar armenian=hy australian=en-AU
    austrian=de-AT basque=eu-ES brazil=pt-BR brazilian=pt-BR breton=br british=en-GB
    bulgarian=bg-BG canadian=en-CA canadien=fr-CA catalan=ca-AD chinese=zh-CN croatian=hr-HR
    czech=cs-CZ danish=da-DK dutch=nl-NL english=en-US esperanto=eo estonian=et-EE finnish=fi-FI
    francais=fr-FR french=fr-FR frenchb=fr-FR galician=gl german=de-DE germanb=de-DE greek=el-GR
    hebrew=he-IL hindi=hi hungarian=hu-HU icelandic=is-IS indonesian=id irish=ga-IE
    italian=it-IT japanese=ja-JP korean=ko-KR kurmanji=ku latin=la latvian=lv-LV lithuanian=lt-LT
    magyar=hu-HU malay=ms mongolian=mn-MN naustrian=de-AT newzealand=en-NZ ngerman=de-DE
    norsk=nb-NO norwegian=nb-NO nswissgerman=de-CH nynorsk=nn-NO persian=fa-IR farsi=fa-IR
    polish=pl-PL polutonikogreek=el-GR portuges=pt-PT portuguese=pt-PT romanian=ro-RO
    russian=ru-RU scottish=gd sanskrit=sa serbian=sr-RS serbianc=sr-RS slovak=sk-SK slovene=sl-SI
    slovenian=sl-SI spanish=es-ES swedish=sv-SE swissgerman=de-CH thai=th-TH turkish=tr-TR
    ukenglish=en-GB ukrainian=uk-UA urdu=ur usenglish=en-US vietnamese=vi-VN welsh=cy
    deutsch=de-DE français=fr-FR español=es-ES italiano=it-IT svenska=sv-SE
    eng=en-US ger=de-DE deu=de-DE fre=fr-FR fra=fr-FR spa=es-ES ita=it-IT rus=ru-RU jpn=ja-JP
    chi=zh-CN zho=zh-CN por=pt-PT dut=nl-NL nld=nl-NL swe=sv-SE pol=pl-PL
        """
    )
)


def language_tag(name: str) -> str | None:
    """The tag of a language by its name or tag; None where it is neither."""
    name = name.strip()
    known = _NAMES.get(name.lower().removeprefix("lang"))
    if known:
        return known
    return name.replace("_", "-") if _TAG.fullmatch(name) and len(name.split("-")[0]) < 4 else None
