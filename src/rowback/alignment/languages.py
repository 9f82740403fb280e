"""The telling words of each language: the one place to add a language or a word.

How the entries are written is told in `lexicon`: blanks part words, a comma parts groups of words that say the same, a
slash parts names of one value, an underscore joins a pair of words.
"""

from typing import TypedDict


class Words(TypedDict, total=False):
    """One table; see `Lexicon` for what each entry means."""

    negations: str
    hedges: str
    approximations: str
    attributions: str
    idle: str
    months: str
    weekdays: str
    days: str
    numbers: str
    tens: str
    ordinals: str
    scales: str
    crowds: str
    currencies: str
    measures: str
    percents: str
    halves_of_day: str
    clock: str
    openers: str
    titles: str
    short_forms: str
    pronouns: str
    only: str
    joint: str
    tens_joint: str
    units_first: str
    capital_dates: bool
    capital_nouns: bool


_ENGLISH: Words = {
    "negations": "not never no none nobody nothing neither nor without cannot",
    "hedges": (
        "may might could, likely probably, unlikely, possibly perhaps maybe potentially, seems seem seemed appears "
        "appear appeared apparently seemingly, allegedly, reportedly purportedly, supposedly, suspected, presumably, "
        "believed thought_to understood_to, expected scheduled planned slated"
    ),
    "approximations": (
        "about around roughly approximately some circa, nearly almost, at_least, up_to, more_than over, "
        "less_than fewer_than under, as_many"
    ),
    "attributions": (
        "say said says saying told tells added adds stated announce announced announces announcing noted explain "
        "explains explained wrote according reported, claim claims claimed claiming, "
        "admit admits admitted admitting acknowledge acknowledges acknowledged concede concedes conceded, "
        "confess confesses confessed, allege alleges alleged alleging, deny denies denied denying, confirm "
        "confirms confirmed confirming, insist insists insisted insisting, accuse accuses accused accusing, "
        "warn warns warned, suggest suggests suggested, argue argues argued, reveal reveals revealed, "
        "boast boasts boasted, speculate speculates speculated"
    ),
    "idle": (
        "appear_on appear_in appear_at appear_before appear_for appear_with appear_alongside appears_on appears_in "
        "appears_at appears_before appears_for appears_with appears_alongside appeared_on appeared_in appeared_at "
        "appeared_before appeared_for appeared_with appeared_alongside was_told were_told been_told being_told "
        "reported_missing reported_as"
    ),
    "months": (
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept "
        "october/oct november/nov december/dec"
    ),
    "weekdays": "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thurs friday/fri saturday sunday",
    "days": "yesterday today tomorrow tonight",
    "numbers": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen"
    ),
    "tens": "2:twice 20:twenty 30:thirty 40:forty 50:fifty 60:sixty 70:seventy 80:eighty 90:ninety",
    "ordinals": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "scales": (
        "12:dozen 100:hundred 1000:thousand/k 1000000:million/m/mn 1000000000:billion/bn/b 1000000000000:trillion/tn"
    ),
    "crowds": "10:tens 12:dozens 100:hundreds 1000:thousands 1000000:millions 1000000000:billions",
    "currencies": "usd dollar dollars, gbp pound pounds sterling, eur euro euros, jpy yen, inr rupee rupees",
    "measures": "pound pounds",
    "percents": "percent per_cent pct",
    "halves_of_day": "0:am 12:pm",
    "clock": "0:midnight 720:noon",
    "openers": (
        "the a an this that these those there here it he she they we you i his her its their our your my in "
        "on at by for from with after before during since until as when while where who what which why how if "
        "although though because despite but and or nor so yet however meanwhile also then now still just "
        "only even more most many some several all both each every another other others no not never once "
        "earlier later last next such same than to of about around under over between among against into "
        "through without within amid across behind beyond above below along near like upon onto toward towards inside "
        "outside police people officials officers authorities investigators prosecutors "
        "witnesses residents campaigners experts critics"
    ),
    "titles": (
        "mr mrs ms miss dr sir dame lord lady rev prof professor president minister judge sgt gen capt sen rep gov "
        "ceo cfo coo vp mp mep"
    ),
    "short_forms": (
        "avenue ave, street st saint, road rd, boulevard blvd, drive dr, lane ln, highway hwy, parkway pkwy, "
        "square sq, fort ft, mount mt, department dept, university univ, brothers bros, association assn, company co, "
        "corporation corp, incorporated inc, limited ltd"
    ),
    "pronouns": "he she it they him her them his its their who we i",
    "only": "only just necessarily",
    "joint": "and",
    "capital_dates": True,
}

_GERMAN: Words = {
    "negations": "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder ohne",
    "hedges": (
        "kann könnte können könnten, mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher vermutlich, angeblich, "
        "wohl wahrscheinlich, möglicherweise vielleicht eventuell, offenbar anscheinend, soll sollen, "
        "erwartet erwartete erwarteten geplant geplante geplanten vorgesehen voraussichtlich"
    ),
    "approximations": (
        "etwa rund circa ungefähr zirka, fast beinahe knapp, mindestens, bis_zu, mehr_als über, weniger_als"
    ),
    "attributions": (
        "say sagte sagt sagten sagen erklärte erklärt teilte teilten zufolge laut, behauptete behauptet "
        "behaupten, gestand gesteht räumte, bestritt bestreitet dementierte, bestätigte bestätigt "
        "bestätigten, beteuerte beteuert, warnte warnt warnten, beschuldigte beschuldigt"
    ),
    "months": (
        "januar/jänner/jan februar/feb märz april/apr mai juni/jun juli/jul august/aug september/sep/sept "
        "oktober/okt november/nov dezember/dez"
    ),
    "weekdays": "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
    "days": "gestern heute morgen vorgestern",
    "numbers": (
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
        "sechzehn siebzehn achtzehn neunzehn"
    ),
    "tens": "20:zwanzig 30:dreißig 40:vierzig 50:fünfzig 60:sechzig 70:siebzig 80:achtzig 90:neunzig",
    "scales": "100:hundert 1000:tausend 1000000:million/millionen/mio 1000000000:milliarde/milliarden/mrd",
    "crowds": "12:dutzende 100:hunderte 1000:tausende 10000:zehntausende 100000:hunderttausende",
    "currencies": "usd dollar, gbp pfund, eur euro, chf franken",
    "measures": "pfund",
    "percents": "prozent",
    "halves_of_day": "0:uhr",
    "openers": (
        "der die das den dem des ein eine einen einem einer dieser diese dieses in im am an auf aus bei beim mit nach "
        "von vom vor zu zum zur für gegen über unter seit bis um wegen trotz und oder aber doch auch als wenn weil "
        "dass ob wie wo was wer er sie es wir ihr ich man sein seine ihre mehr viele alle noch nun dann dort hier so"
    ),
    "titles": "herr frau dr prof",
    "pronouns": "er sie es ihm ihn ihr ihnen ",
    "only": "nur",
    "units_first": "und",
    "capital_dates": True,
    "capital_nouns": True,
}

_FRENCH: Words = {
    "negations": "pas jamais aucun aucune rien ni sans non nul nulle",
    "hedges": (
        "peut-être, probablement vraisemblablement, apparemment, pourrait pourraient, semble semblent "
        "semblait, présumé présumée présumés, serait seraient, aurait auraient, "
        "prévu prévue prévus prévues attendu attendue"
    ),
    "approximations": "environ quelque, près_de presque, au_moins, jusqu'à, plus_de, moins_de",
    "attributions": (
        "say dit disent déclaré déclare expliqué explique ajouté ajoute indiqué indique selon affirmé "
        "affirme, prétend prétendent prétendu, avoue avoué reconnu reconnaît admis, nie nié nient dément "
        "démenti, confirme confirmé confirment, accuse accusé accusent, averti avertit"
    ),
    "months": (
        "janvier/janv février/févr mars avril mai juin juillet août septembre/sept octobre/oct novembre/nov "
        "décembre/déc"
    ),
    "weekdays": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "days": "hier aujourd'hui demain",
    "numbers": ("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    "tens": "20:vingt/vingts 30:trente 40:quarante 50:cinquante 60:soixante",
    "scales": "100:cent 1000:mille 1000000:million/millions 1000000000:milliard/milliards",
    "crowds": "10:dizaines 100:centaines 1000:milliers",
    "currencies": "usd dollar dollars, gbp livre livres, eur euro euros",
    "measures": "livre livres",
    "percents": "pour_cent",
    "halves_of_day": "0:h/heures/heure",
    "openers": (
        "le la les l un une des ce cet cette ces il elle ils elles on nous vous je dans en à au aux sur sous "
        "par pour avec après avant depuis selon mais et ou où quand comme si son sa ses leur leurs plusieurs "
        "tous toutes m mme mm"
    ),
    "titles": "m mme mlle mm dr",
    "pronouns": "il elle ils elles lui leur qui on",
    "only": "seulement",
    "tens_joint": "et",
}

_SPANISH: Words = {
    "negations": "no nunca jamás nadie nada ningún ninguna ninguno sin ni tampoco",
    "hedges": (
        "quizás quizá, probablemente, posiblemente, supuestamente, presuntamente presunto presunta presuntos, "
        "aparentemente, podría podrían puede pueden, parece parecen, "
        "previsto prevista previstos previstas esperado esperada"
    ),
    "approximations": "unos unas alrededor_de aproximadamente cerca_de, casi, al_menos, hasta, más_de, menos_de",
    "attributions": (
        "say dijo dice dijeron dicen señaló explicó añadió declaró afirmó según, aseguró asegura, admitió "
        "admite reconoció, negó niega negaron, confirmó confirma confirmaron, acusó acusa acusaron, advirtió "
        "advierte, denunció denuncia"
    ),
    "months": ("enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre"),
    "weekdays": "lunes martes miércoles jueves viernes sábado domingo",
    "days": "ayer hoy",
    "numbers": (
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve"
    ),
    "tens": "20:veinte 30:treinta 40:cuarenta 50:cincuenta 60:sesenta 70:setenta 80:ochenta 90:noventa",
    "scales": "100:cien/cientos 1000:mil 1000000:millón/millones",
    "crowds": "10:decenas 100:centenares 1000:miles",
    "currencies": "usd dólar dólares, gbp libra libras, eur euro euros",
    "measures": "libra libras",
    "percents": "por_ciento",
    "halves_of_day": "0:h/horas",
    "openers": (
        "el la los las un una unos unas lo este esta estos estas ese esa esto eso él ella ellos en a al de "
        "del por para con sin sobre tras desde según pero y o si cuando como donde su sus aunque además "
        "también no ya"
    ),
    "titles": "sr sra don doña",
    "pronouns": "él ella ellos ellas quien le les",
    "only": "solo sólo",
    "tens_joint": "y",
}

_ITALIAN: Words = {
    "negations": "non mai nessun nessuno nessuna niente nulla senza né",
    "hedges": (
        "forse, probabilmente, presunto presunta presunti presunte, apparentemente, potrebbe potrebbero può "
        "possono, sembra sembrano, sarebbe sarebbero, avrebbe avrebbero, "
        "previsto prevista previsti previste atteso attesa"
    ),
    "approximations": "circa, quasi, almeno, fino_a, più_di, meno_di, oltre",
    "attributions": (
        "say detto dice dicono dichiarato spiegato aggiunto riferito secondo affermato, sostiene sostenuto, "
        "ammesso ammette, negato nega negano smentito smentisce, confermato conferma confermano, accusato "
        "accusa accusano, avvertito avverte"
    ),
    "months": ("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    "weekdays": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "days": "ieri oggi domani",
    "numbers": (
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
        "sedici diciassette diciotto diciannove"
    ),
    "tens": "20:venti 30:trenta 40:quaranta 50:cinquanta 60:sessanta 70:settanta 80:ottanta 90:novanta",
    "scales": "100:cento 1000:mille/mila 1000000:milione/milioni/mln 1000000000:miliardo/miliardi/mld",
    "crowds": "10:decine 100:centinaia 1000:migliaia",
    "currencies": "usd dollaro dollari, gbp sterlina sterline, eur euro",
    "percents": "per_cento",
    "openers": (
        "il lo la i gli le l un uno una questo questa questi queste quello quella in nel nella a al alla di "
        "del della da dal con su sul per tra fra dopo prima secondo ma e o se quando come dove suo sua anche "
        "non lui lei loro"
    ),
    "titles": "signor signora dott",
    "pronouns": "lui lei loro egli gli chi",
    "only": "solo",
}

_PORTUGUESE: Words = {
    "negations": "não nunca jamais ninguém nada nenhum nenhuma sem nem",
    "hedges": (
        "talvez, provavelmente, possivelmente, supostamente suposto suposta supostos, aparentemente, poderia "
        "poderiam pode podem, parece parecem, teria teriam, seria seriam, "
        "previsto prevista previstos previstas esperado esperada"
    ),
    "approximations": "cerca_de aproximadamente, quase, pelo_menos, até, mais_de, menos_de",
    "attributions": (
        "say disse diz disseram dizem declarou explicou acrescentou afirmou informou segundo, alega alegou, "
        "admitiu admite reconheceu, negou nega negaram, confirmou confirma confirmaram, acusou acusa "
        "acusaram, alertou alerta, garantiu garante"
    ),
    "months": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "weekdays": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "days": "ontem hoje amanhã",
    "numbers": ("zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze/catorze quinze"),
    "tens": (
        "16:dezesseis/dezasseis 17:dezessete/dezassete 18:dezoito 19:dezenove/dezanove 20:vinte 30:trinta "
        "40:quarenta 50:cinquenta 60:sessenta 70:setenta 80:oitenta 90:noventa"
    ),
    "scales": "100:cem 1000:mil 1000000:milhão/milhões 1000000000:bilhão/bilhões",
    "crowds": "10:dezenas 100:centenas 1000:milhares",
    "currencies": "usd dólar dólares, brl real reais, eur euro euros",
    "percents": "por_cento",
    "halves_of_day": "0:h/horas",
    "openers": (
        "o a os as um uma este esta esse essa isto isso ele ela eles elas em no na nos nas ao à de do da dos "
        "das por pelo pela para com sem sobre após desde segundo mas e ou se quando como onde seu sua também "
        "não já"
    ),
    "titles": "sr sra dr dra",
    "pronouns": "ele ela eles elas quem lhe",
    "only": "só apenas",
    "joint": "e",
    "tens_joint": "e",
}

_DUTCH: Words = {
    "negations": "niet geen nooit niemand niets zonder noch",
    "hedges": (
        "misschien wellicht mogelijk, waarschijnlijk vermoedelijk, vermeende, kan kunnen zou zouden, lijkt "
        "lijken, blijkbaar, verwacht verwachte gepland geplande"
    ),
    "approximations": "ongeveer circa zo'n rond, bijna, minstens, tot, meer_dan, minder_dan",
    "attributions": (
        "say zei zegt zeiden zeggen vertelde verklaarde meldt meldde volgens, beweert beweerde beweren, gaf "
        "geeft erkent erkende, ontkent ontkende ontkennen, bevestigt bevestigde bevestigen, waarschuwt "
        "waarschuwde, beschuldigt beschuldigde"
    ),
    "months": (
        "januari/jan februari/feb maart april/apr mei juni/jun juli/jul augustus/aug september/sept "
        "oktober/okt november/nov december/dec"
    ),
    "weekdays": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "days": "gisteren vandaag morgen",
    "numbers": (
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien"
    ),
    "tens": "20:twintig 30:dertig 40:veertig 50:vijftig 60:zestig 70:zeventig 80:tachtig 90:negentig",
    "scales": "100:honderd 1000:duizend 1000000:miljoen/mln 1000000000:miljard/mld",
    "crowds": "10:tientallen 100:honderden 1000:duizenden",
    "currencies": "usd dollar, gbp pond, eur euro",
    "measures": "pond",
    "percents": "procent",
    "halves_of_day": "0:uur",
    "openers": (
        "de het een dit dat deze die er hij zij ze we wij ik je in op aan bij van voor met na naar om sinds "
        "tot volgens maar en of als toen terwijl waar hoe zijn haar hun ook niet nu nog alle veel"
    ),
    "titles": "dhr mevrouw mr",
    "pronouns": "hij zij ze hem haar hun die",
    "only": "alleen",
    "units_first": "en ën",
}

# Of these languages only what turns a statement round is known.
_ARABIC: Words = {"negations": "لم لن لا ليس ليست", "only": "يزال تزال سيما فقط"}
_DANISH: Words = {"negations": "ikke ej aldrig ingen intet ingenting uden", "only": "kun bare blot"}
_HINDI: Words = {"negations": "नहीं मत बिना", "only": "केवल सिर्फ"}
_POLISH: Words = {"negations": "nie nigdy nikt nic żaden żadna żadne bez", "only": "tylko"}
_RUSSIAN: Words = {"negations": "не нет ни никогда никто ничего нельзя без", "only": "только"}
_SWEDISH: Words = {"negations": "inte ej aldrig ingen inget inga ingenting", "only": "bara endast"}

LANGUAGES: dict[str, Words] = {
    "ar": _ARABIC,
    "da": _DANISH,
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
    "hi": _HINDI,
    "pl": _POLISH,
    "ru": _RUSSIAN,
    "sv": _SWEDISH,
}
# Languages that write 1,5 for one and a half, and places that write 1.5 all the same.
DECIMAL_COMMA = frozenset(
    "af az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl pt ro ru sk sl sq "
    "sr sv tr uk uz vi".split()
)
DECIMAL_POINT = frozenset(
    "de-ch it-ch es-419 es-cu es-do es-gt es-hn es-mx es-ni es-pa es-pe es-pr es-sv es-us".split()
)
