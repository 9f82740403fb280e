"""What each language writes before a full stop that ends nothing, and what it begins a sentence with.

General knowledge of news style (AP, Reuters, dpa, AFP, EFE, ANSA, TASS). Words are kept without their last stop and,
but for sentence openers, in lower case. What is missing here, sentencex may still know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _words(*groups: str) -> frozenset[str]:
    return frozenset(" ".join(groups).split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language that decide about a full stop.

    Attributes:
        titles: never end a sentence before a name: "Dr. Reyes".
        numbered: end none before a number: "No. 4".
        binding: end one only before an opener: "the U.S. He left", but "U.S. President".
        closing: end one before a capital, but for the words they are mapped to: "at 5 p.m. It rained", "5 p.m. Friday".
        openers: capitalised words that open a sentence and are no names.
        actors: openers that also stand in the middle of a headline: "the U.S. Officials say", "U.S. Officials Say".
        ordinal_cues: words before "3." that make it an ordinal; empty where ordinals are written otherwise.
        months: capitalised months, which also make "3." an ordinal.
    """

    titles: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    binding: frozenset[str] = frozenset()
    closing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    openers: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    ordinal_cues: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()


# Titles that many languages share; they also serve languages without a list of their own.
_TITLES = "dr prof mr mrs ms mt hon rev gen col capt lt sgt messrs"
_NUMBERED = "no nr nos p pp s art fig vol cap par tel ca approx rs ext c n"

# "Plan B. Nobody objected.": after these a single letter is no initial.
DESIGNATORS = _words(
    "plan vitamin vitamins group class grade section part point type exhibit gate terminal zone route schedule tier",
    "category level phase stage option team block building unit appendix table figure model series side hepatitis",
    "influenza gen generation division war company highway ward pier platform formula variant plan serie",
    "gruppe klasse typ anlage teil gleis tor halle stufe abschnitt grupo clase tipo vitamina parte grupa gruppo classe",
    "groupe hépatite vitamine ligue ligne série hepatite категории группы группа класса план плана плану витамин",
)

# "He is 6 ft. Fort Worth": behind a number they close.
UNITS = _words("ft in yd mi lb sq min max sec hr std kg km cm mm г т м мин сек час")

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tues Wed Thurs Fri Sat Sun"
_MONTHS = "January February March April May June July August September October November December"
_SHORT_MONTHS = "Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec"
_ZONES = (
    "EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT BST CET CEST UTC IST JST AEST Eastern Central Mountain Pacific"
)
_OFFICES = (
    "Chief CEO CFO COO Chairman Chairwoman Chair President Vice Executive Director Founder Co-founder Inc Ltd "
    "Corp Co "
    "LLC LLP PLC Limited Chancellor Treasurer"
)
_POLITICS = (
    "Gov Sen Rep Governor Senator Representative Attorney Lt Republican Democrat Democratic Secretary Mayor Rev "
    "Judge "
    "Department State House Senate Supreme"
)
_PLACES = (
    "Day Boulevard Blvd Street St Avenue Ave Drive Parkway Way Park School Library Memorial Center Centre Hospital "
    "High Middle Elementary Award Library National"
)
_TIMES = _words(_DAYS, _MONTHS, _SHORT_MONTHS, _ZONES, "Local Christmas")


def _closing(**followers: str) -> dict[str, frozenset[str]]:
    """Groups given as `words="closing words | words that carry on"`."""
    out: dict[str, frozenset[str]] = {}
    for group in followers.values():
        words, _, carry_on = group.partition("|")
        out |= dict.fromkeys(words.split(), _words(carry_on))
    return out


_ENGLISH = Vocabulary(
    titles=_words(
        _TITLES,
        "sen rep gov pres supt det insp atty asst amb sec sens reps govs profs drs maj brig cmdr cpl pvt adm pfc "
        "spc cpt",
        "fr sr hon mx ald cllr ft pte sqn flt wg gp cdr comdr ens rt vs v cf e.g i.e eg ie viz lit gens lts msgr",
        "fmr dep sgts cpls",
    ),
    numbered=_words(
        _NUMBERED,
        "figs arts pt ch chap sec para eds est circa ft sq op jan feb mar apr jun jul aug sep sept oct nov dec",
    ),
    binding=_words("st dept univ sq bros dist intl natl assn ret u.s u.k u.n e.u d.c mfg"),
    closing=_closing(
        time=f"a.m p.m am pm | {' '.join(sorted(_TIMES))}",
        firm=f"inc corp co ltd llc cos plc | {_OFFICES} {_DAYS}",
        junior=f"jr sr | {_PLACES} {_DAYS}",
        state=(
            "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev "
            "okla ore pa"
            f" tenn tex vt va wash wis wyo r.i n.h n.j n.m n.y n.c n.d s.c s.d w.va ont que alta | {_POLITICS} {_DAYS}"
        ),
        corner="nw ne sw se | ",
        road=f"ave blvd rd ln hwy pkwy | NW NE SW SE N S E W {_DAYS}",
        rest="etc al esq ibid | ",
        units="lb lbs oz mph kg km cm mm hrs hr mins secs yds bn mn tn pct | ",
    ),
    openers=_words(
        "The A An He She It They We You I This That These Those There Here His Her Its Their Our Your My But And "
        "Or So Yet",
        "Nor In On At By For From With Without After Before During Since Until While When Where Why How What Who Which",
        "Whose If Although Though Because As Despite Instead However Meanwhile Also Another Both Each Every Either",
        "Neither Many More Some Several Few Any None Nobody Nothing Everyone Someone No Not Now Then Once Only "
        "Just Still",
        "Later Earlier Today Yesterday Tomorrow One Two Three Four Five Six Seven Eight Nine Ten Dozens Hundreds "
        "Thousands",
        "To Of Under Over Between Among Through Throughout Against About Even Such Perhaps Maybe Around Nearly Almost",
        "Everything Unlike Within According Asked Whether Is Are Was Were Did Does Do Has Have Had Can Could Would "
        "Should",
        "Let Nearby Separately Additionally Moreover Nevertheless Nonetheless Therefore Thus Afterwards Afterward Soon",
        "Never Ever Often Sometimes Last",
    ),
    actors=_words(
        "Police Officials Officers Authorities Investigators Prosecutors Witnesses Residents Shares Stocks Analysts",
        "Doctors Lawyers Critics Supporters Opponents Voters Experts Economists Scientists Researchers Workers "
        "Students",
        "Firefighters Rescuers Protesters Detectives Neighbors Neighbours Organizers Organisers Activists Advocates",
        "Campaigners Demonstrators Farmers Families Parents Teachers Visitors Historians Lawmakers Employees Companies",
        "Regulators Negotiators Diplomats",
    ),
)

_GERMAN = Vocabulary(
    titles=_words(
        _TITLES,
        "hr fr hrn frl ing dipl mag lic med jur phil rer nat habil pol theol oec bgbl",
    ),
    numbered=_words(
        _NUMBERED,
        "abs art ziff nr nrn rn rdnr bd kap aufl str jan febr feb okt nov dez sept tel z anm kl a",
    ),
    binding=_words(
        "co mio mrd bio tsd st str hl jh jhd jhdt v.chr n.chr e.v std bzw sog ggf evtl vgl z.b d.h u.a i.d.r s.o ca "
        "geb verh",
        "inkl exkl zzgl max min insb einschl gem lt allg ehem stellv dt amtl internat abzgl kath ev röm",
    ),
    closing=_closing(rest="usw etc u.s.w usf jr sen | "),
    openers=_words(
        "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Man Dies Diese Dieser Dieses Diesen",
        "In Im Am An Auf Aus Bei Beim Mit Nach Vor Von Vom Zu Zum Zur Für Über Unter Durch Gegen Ohne Um Bis Seit "
        "Während",
        "Und Aber Doch Denn Oder Sondern Auch Nur Noch Schon So Dann Danach Dort Hier Jetzt Nun Heute Gestern "
        "Morgen Wenn",
        "Weil Als Ob Da Dabei Damit Dazu Dafür Dagegen Darum Deshalb Trotzdem Zudem Außerdem Allerdings Jedoch Später",
        "Zuvor Zunächst Rund Etwa Mehr Viele Einige Alle Kein Keine Niemand Sein Seine Seiner Ihre Ihren Ihrem "
        "Unser Wie",
        "Was Wer Wo Warum Wann Welche Laut Trotz Wegen Nachdem Bisher Bislang Inzwischen Mittlerweile Insgesamt "
        "Zwei Drei",
        "Vier Fünf Nicht Ebenso Dennoch Immer Hinzu Sollte Ist Sind War Waren Hat Haben Wird Werden",
    ),
    ordinal_cues=_words(
        "am im der die das dem den des vom zum zur beim ab bis seit und oder ein eine einen einem einer ins ihr "
        "ihre ihren",
        "sein seine seinen ihrem seinem jeder jede jeden dieser diese diesen unser mit nach vor auf in an der- im- von",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    ),
    months=_words("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember"),
)

_FRENCH = Vocabulary(
    titles=_words(_TITLES, "mm mme mlle mgr me m st ste cf p.ex ing gal cdt adj sgt maj"),
    numbered=_words(_NUMBERED, "al art n° nos chap fig janv févr fév avr juil sept oct nov déc tél env ch"),
    binding=_words("av bd boul pl env chap éd dir s.a u.e o.n.u"),
    closing=_closing(rest="etc jr | "),
    openers=_words(
        "Le La Les Un Une Des Du Il Elle Ils Elles On Nous Vous Je Ce Cet Cette Ces C L D J Qu S N Son Sa Ses "
        "Leur Leurs",
        "Mais Et Ou Or Donc Car Ni En Au Aux À A Dans Sur Sous Par Pour Avec Sans Chez Entre Vers Depuis Pendant "
        "Après Avant",
        "Selon Malgré Si Quand Lorsque Comme Alors Puis Ensuite Ainsi Aussi Cependant Pourtant Toutefois Enfin "
        "Plus Tous",
        "Tout Toute Aucun Aucune Personne Rien Qui Que Quoi Où Comment Pourquoi Hier Demain Désormais Deux Trois "
        "Mon Notre",
    ),
)

_SPANISH = Vocabulary(
    titles=_words(
        _TITLES,
        "sr sra srta sres sras dra dña d lic ing gral cnel cap tte mons arq prof profa fr sto sta ud uds vd av avda",
        "pza c/ cf p.ej ee ff rr cc jj excmo excma ilmo ilma hno hna pbro comte alm",
    ),
    numbered=_words(
        _NUMBERED, "núm núms art arts pág págs pp vol cap tel tfno ene feb abr ago sept oct nov dic apdo km"
    ),
    binding=_words("uu hnos cía"),
    closing=_closing(rest="etc s.a s.l aa oo jr a.m p.m a.c d.c | "),
    openers=_words(
        "El La Los Las Un Una Unos Unas Él Ella Ellos Ellas Lo Al Del Se Su Sus Este Esta Estos Estas Ese Esa Esto Eso",
        "Pero Y E O U Ni En De A Con Sin Por Para Desde Hasta Entre Sobre Tras Según Durante Ante Bajo Contra Si "
        "Cuando",
        "Como Aunque Porque Mientras Donde Que Qué Quién Cómo Cuándo Dónde También Además Entonces Luego Después Antes",
        "Ahora Hoy Ayer Mañana Ya No Sí Nadie Nada Nunca Todo Todos Todas Algunos Muchos Otro Otra Dos Tres Así "
        "Sin Más",
    ),
)

_ITALIAN = Vocabulary(
    titles=_words(
        _TITLES,
        "sig sigg sig.ra sig.na dott dott.ssa dr.ssa avv prof.ssa proff ing on sen geom rag arch mons gen col cap "
        "magg ten",
        "p.zza v.le c.so ss card cav comm uff egr gent.mo spett pag cfr s f.lli fam",
    ),
    numbered=_words(_NUMBERED, "art artt n nn pag pagg vol cap tel lett gen feb apr giu lug ago set sett ott nov dic"),
    binding=_words("f.lli"),
    closing=_closing(rest="ecc etc s.p.a s.r.l a.c d.c jr | "),
    openers=_words(
        "Il Lo La I Gli Le Un Uno Una L Un' Dell Nell All Dall Sull Del Della Dei Delle Nel Nella Al Alla Dal "
        "Dalla Sul",
        "Lui Lei Loro Noi Voi Io Egli Ella Questo Questa Questi Queste Quello Quella Suo Sua Ma E Ed O Né In Di A "
        "Da Con",
        "Su Per Tra Fra Senza Dopo Prima Durante Secondo Contro Se Quando Come Mentre Perché Che Chi Cosa Dove Anche",
        "Inoltre Poi Ora Oggi Ieri Domani Già Non Nessuno Nulla Mai Tutti Tutto Alcuni Molti Altri Due Tre Così Più È",
    ),
)

_PORTUGUESE = Vocabulary(
    titles=_words(
        _TITLES,
        "sr sra srs sras srta dra drs prof profa profs eng enga exmo exma d av r pç pça al des dep sen min gal "
        "cel maj ten",
        "pe fr sto sta v.exa p.ex cf ex vol arq adv",
    ),
    numbered=_words(_NUMBERED, "art arts pág págs nº núm vol cap tel km jan fev abr ago set out nov dez inc"),
    binding=_words("cia ltda"),
    closing=_closing(rest="etc s.a jr a.c d.c | "),
    openers=_words(
        "O A Os As Um Uma Uns Umas Ele Ela Eles Elas Eu Nós Você Isso Isto Este Esta Estes Essa Esse Esses Aquele "
        "Seu Sua",
        "Mas E Ou Nem Em No Na Nos Nas De Do Da Dos Das Ao À Aos Às Com Sem Por Pelo Pela Para Desde Até Entre "
        "Sobre Após",
        "Segundo Durante Contra Se Quando Como Embora Porque Enquanto Onde Que Quem Também Além Então Depois "
        "Antes Agora",
        "Hoje Ontem Amanhã Já Não Sim Ninguém Nada Nunca Todos Tudo Alguns Muitos Outro Outra Dois Duas Três "
        "Assim Mais É",
    ),
)

_RUSSIAN = Vocabulary(
    titles=_words(
        "им ул пр просп пер пл наб бул ш г гор д дер с сел пос р оз о обл св проф акад доц ген полк подп кап лейт серж",
        "адм маш т.е т.к т.н т.наз напр см ср ред сост пер изд зам зав пом и.о врио гр тов инж ст мл",
        "корп стр кв эт тел г-н",
    ),
    numbered=_words(
        "ст п пп ч гл рис табл стр с т д кв корп тел кн вып № янв фев февр мар апр авг сент сен окт нояб дек"
    ),
    binding=_words("тыс млн млрд трлн"),
    closing=_closing(
        rest="гг вв др проч т.д т.п тд тп руб коп долл янв фев февр мар апр авг сент сен окт нояб дек чел км кг экз "
        "мин сек | "
    ),
    openers=_words(
        "В Во На По С Со К Ко О Об Обо От До Из За У При Про Для Без Под Над Перед Через После Он Она Оно Они Мы "
        "Вы Я Ты Это",
        "Этот Эта Эти Тот Та Те Но А И Или Да Нет Не Ни Как Что Кто Где Когда Почему Если Хотя Пока Так Также "
        "Тоже Затем",
        "Потом Теперь Сейчас Сегодня Вчера Завтра Уже Ещё Еще Все Всё Всего Его Её Ее Их Наш Однако Между Ранее "
        "Позже Никто",
        "Ничего Никогда Два Две Три Кроме Согласно",
    ),
)

_ARABIC = Vocabulary(titles=_words("أ.د د.م"), closing=_closing(rest="إلخ الخ هـ ق.م | "))
_HEBREW = Vocabulary(titles=_words("פרופ ד ר גב מר עמ מס טל"), closing=_closing(rest="וכו וכד | "))
_HINDI = Vocabulary(
    titles=_words(
        "डॉ डा डाॅ डॉक्टर प्रो पं श्री श्रीमती कु मो मु सं रु क्र सु सर स्व ले कर्नल जन मा",
        "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड जेड",
    ),
    numbered=_words("रु क्र सं नं पृ"),
)

GENERAL = Vocabulary(
    titles=_words(
        _TITLES, "st mevr dhr mw mag ing inż ks ul al hr fru ds ir drs mgr bl.a f.eks t.ex d.v.s tzw np m.in sv"
    ),
    numbered=_words(
        _NUMBERED, "kl str tlf tel nr č čl ods poz § blz pkt s. bd kap jan feb mar apr jun jul aug sep okt dec"
    ),
    closing=_closing(rest="etc osv mm itd itp atd enz m.m o.s.v maj jr | "),
)

_BY_LANGUAGE = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "ru": _RUSSIAN,
    "ar": _ARABIC,
    "he": _HEBREW,
    "hi": _HINDI,
}


def vocabulary(language: str) -> Vocabulary:
    """The words of a language, by its primary code in lower case; general ones when it has no list here."""
    return _BY_LANGUAGE.get(language, GENERAL)
