"""Whether the words behind a closing quotation mark say who spoke: “Why?” she asked.

Where the next word is in lower case nobody needs to look; names and scripts without case need their verbs.
"""

import re

_ENGLISH = (
    r"(?:\d{1,3}-year-old )?(?:[A-Z][\w.’'-]{0,20} ){1,4}"
    r"(?:said|asked|wrote|shouted|yelled|cried|added|replied|told|tweeted|posted|exclaimed|demanded|wondered|screamed|joked"
    r"|quipped|recalled|says|asks|writes|responded|answered|inquired|began|continued|declared)\b"
    r"(?! (?:that|the|he|she|they|it|nothing|no)\b)"
)
_CHINESE = (
    r"[^。！？…“「]{0,20}?(?:(?:[说說问問喊答写寫]|回答|反[问問]|感[叹嘆])道?|表示|[称稱]|回[应應]|指出|[强強][调調])"
    r"(?:了[^。！？，“「]{0,4})?(?=[。，：！？,:]|$)"
)
_JAPANESE = (
    r"(?:と(?!ても|ころ|にかく|きに|もに|りわけ)|って|など|を|が|は|、|との|に(?!も)|の(?!ち)"
    r"|[^。！？「]{0,40}?(?:語|話|述べ|言|答え|尋ね|叫|訴え|強調|説明|指摘|明か|コメント|振り返|つぶや|聞|問い)"
    r"[いしえっうす]?[たるうすだ]?[っかけ]{0,2}[たるだ]?(?=[。、]|$))"
)
_ARABIC = (
    r"و?(?:قال|قالت|قالوا|سأل|سألت|تساءل|تساءلت|أضاف|أضافت|صرخ|صرخت|هتف|هتفت|هتفوا|أجاب|أجابت|رد|ردت|كتب|كتبت"
    r"|يقول|تقول|يسأل)\b"
)
_HEBREW = (
    r"(?:כך |הוא |היא |הם )?"
    r"(?:שאל|שאלה|שאלו|אמר|אמרה|אמרו|צעק|צעקה|צעקו|השיב|השיבה|ענה|ענתה|הוסיף|הוסיפה|כתב|כתבה|תהה|תהתה|קרא|קראה|קראו|הכריז|הכריזה)\b"
)
_HINDI = r"(?:[^\s।?!]{1,20} ){1,5}?(?:कहा|पूछा|बताया|बोले|बोला|बोली|लिखा|चिल्लाया)(?: (?:था|थी|है|हैं))?(?=[।,.]|$)"

_SPEAKER = {
    language: re.compile(pattern)
    for language, pattern in {
        "en": _ENGLISH,
        "zh": _CHINESE,
        "ja": _JAPANESE,
        "ar": _ARABIC,
        "he": _HEBREW,
        "hi": _HINDI,
    }.items()
}
# Not an attribution: “Stop!” The crowd shouted.
_OPENER = re.compile(
    r"(?:The|An?|He|She|It|They|We|You|I|But|And|That|This|Then|His|Her|Their|One|Another|When|As|In|On) "
)
_REACH = 300


def speaker_follows(line: str, end: int, language: str) -> bool:
    """Whether the text from `end` on says who spoke the quote that closes there."""
    pattern = _SPEAKER.get(language)
    while line[end : end + 1].isspace():
        end += 1
    return pattern is not None and _OPENER.match(line, end) is None and pattern.match(line, end) is not None


def speaker_precedes(line: str, start: int) -> bool:
    """Whether the quote that closes behind `start` was announced, as in 他说：“我们准备好了。” of a Chinese text."""
    opener = max(line.rfind(quote, max(0, start - _REACH), start) for quote in "“「『《")
    return opener > 0 and line[opener - 1] in "：:，,、"
